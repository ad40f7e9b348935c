import { inputInEvent } from '@plenary/event/graphql';
import { answerInput, consentInput, ownAvailabilityInput } from '../domain/edits/part-edits.js';
import { addMaterialInput, removeMaterialInput, updateMaterialInput } from '../operations/own-materials.js';

export const AnswerInput = inputInEvent('AnswerInput', answerInput);
export const SetConsentInput = inputInEvent('SetConsentInput', consentInput);
export const SetOwnAvailabilityInput = inputInEvent('SetOwnAvailabilityInput', ownAvailabilityInput);
export const AddMaterialInput = inputInEvent('AddMaterialInput', addMaterialInput);
export const UpdateMaterialInput = inputInEvent('UpdateMaterialInput', updateMaterialInput);
export const RemoveMaterialInput = inputInEvent('RemoveMaterialInput', removeMaterialInput);
