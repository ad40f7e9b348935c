import { inputInEvent } from '@plenary/event/graphql';
import { inputType } from '@plenary/platform/graphql';
import { z } from 'zod';
import { creations, edits, previewInput } from '../domain/edits/index.js';
import { partEdits } from '../domain/edits/part-edits.js';
import { trackMember } from '../domain/edits/place-edits.js';
import { appearanceInSession, cueInSession, sessionItem } from '../domain/edits/session-edits.js';
import { window } from '../domain/fields.js';
import { undoInput } from '../operations/undo-program-edit.js';

inputType('WindowInput', window);
inputType(
  'JoinLinkInput',
  z
    .object({
      channel: z.string().meta({ description: '`floor`, or the language of an interpretation channel.' }),
      url: z.string().meta({ description: 'An https address.' }),
    })
    .meta({ description: 'Where a session is joined online.' }),
);
inputType('SessionItemInput', sessionItem);
inputType('AppearanceInput', appearanceInSession);
inputType('CueInput', cueInSession);
inputType('TrackMemberInput', trackMember);

export const CreateSessionInput = inputInEvent('CreateSessionInput', creations.createSession);
export const CreateRoomInput = inputInEvent('CreateRoomInput', creations.createRoom);
export const CreateTrackInput = inputInEvent('CreateTrackInput', creations.createTrack);
export const UpdateSessionInput = inputInEvent('UpdateSessionInput', edits.updateSession.input);
export const MoveSessionInput = inputInEvent('MoveSessionInput', edits.moveSession.input);
export const RemoveSessionInput = inputInEvent('RemoveSessionInput', edits.removeSession.input);
export const SetItemsInput = inputInEvent('SetItemsInput', edits.setItems.input);
export const SetAppearancesInput = inputInEvent('SetAppearancesInput', edits.setAppearances.input);
export const SetCuesInput = inputInEvent('SetCuesInput', edits.setCues.input);
export const UpdateRoomInput = inputInEvent('UpdateRoomInput', edits.updateRoom.input);
export const RemoveRoomInput = inputInEvent('RemoveRoomInput', edits.removeRoom.input);
export const UpdateTrackInput = inputInEvent('UpdateTrackInput', edits.updateTrack.input);
export const RemoveTrackInput = inputInEvent('RemoveTrackInput', edits.removeTrack.input);
export const SetMembersInput = inputInEvent('SetMembersInput', edits.setMembers.input);
export const SetAvailabilityInput = inputInEvent('SetAvailabilityInput', edits.setAvailability.input);
export const AnswerInput = inputInEvent('AnswerInput', partEdits.confirmAppearance.input);
export const SetConsentInput = inputInEvent('SetConsentInput', partEdits.setConsent.input);
export const SetOwnAvailabilityInput = inputInEvent(
  'SetOwnAvailabilityInput',
  partEdits.setOwnAvailability.input,
);
export const SetProgramLimitsInput = inputInEvent('SetProgramLimitsInput', edits.setProgramLimits.input);
export const UndoProgramEditInput = inputInEvent('UndoProgramEditInput', undoInput);
export const PreviewEditInput = inputInEvent('PreviewEditInput', previewInput);
