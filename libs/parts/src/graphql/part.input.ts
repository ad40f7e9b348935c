import { inputInEvent } from '@plenary/event/graphql';
import { inputType } from '@plenary/platform/graphql';
import { setPhotographInput, updateProfileInput } from '../domain/profile-input.js';
import { claimPartInput } from '../operations/claim-part.js';
import { addMaterialInput, removeMaterialInput, updateMaterialInput } from '../operations/own-materials.js';
import { releasePartInput } from '../operations/release-part.js';
import { revokePartLinkInput } from '../operations/revoke-part-link.js';
import { sendPartLinksInput } from '../operations/send-part-links.js';

export const SendPartLinksInput = inputInEvent('SendPartLinksInput', sendPartLinksInput);
export const RevokePartLinkInput = inputInEvent('RevokePartLinkInput', revokePartLinkInput);
export const ReleasePartInput = inputInEvent('ReleasePartInput', releasePartInput);
export const ClaimPartInput = inputType('ClaimPartInput', claimPartInput);
export const UpdateProfileInput = inputInEvent('UpdateProfileInput', updateProfileInput);
export const SetPhotographInput = inputInEvent('SetPhotographInput', setPhotographInput);
export const AddMaterialInput = inputInEvent('AddMaterialInput', addMaterialInput);
export const UpdateMaterialInput = inputInEvent('UpdateMaterialInput', updateMaterialInput);
export const RemoveMaterialInput = inputInEvent('RemoveMaterialInput', removeMaterialInput);
