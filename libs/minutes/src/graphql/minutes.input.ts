import { inputInEvent } from '@plenary/event/graphql';
import { approveEditionInput } from '../operations/approve-edition.js';
import { assignSpeakerInput } from '../operations/assign-speaker.js';
import { draftMinutesInput } from '../operations/draft-minutes.js';
import { importTranscriptInput } from '../operations/import-transcript.js';
import { editionInput } from '../operations/publish-edition.js';
import { updateTurnInput } from '../operations/update-turn.js';
import { waiveFindingInput } from '../operations/waive-finding.js';

export const ImportTranscriptInput = inputInEvent('ImportTranscriptInput', importTranscriptInput);
export const DraftMinutesInput = inputInEvent('DraftMinutesInput', draftMinutesInput);
export const AssignSpeakerInput = inputInEvent('AssignSpeakerInput', assignSpeakerInput);
export const UpdateTurnInput = inputInEvent('UpdateTurnInput', updateTurnInput);
export const WaiveFindingInput = inputInEvent('WaiveFindingInput', waiveFindingInput);
export const ApproveEditionInput = inputInEvent('ApproveEditionInput', approveEditionInput);
export const EditionInput = inputInEvent('EditionInput', editionInput);
