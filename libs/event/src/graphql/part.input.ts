import { inputType } from '@plenary/platform/graphql';
import { setPhotographInput, updateProfileInput } from '../domain/person-edit.js';
import { claimPartInput, releasePartInput } from '../operations/claim-part.js';
import { revokePartLinkInput } from '../operations/revoke-part-link.js';
import { sendPartLinksInput } from '../operations/send-part-links.js';
import { inputInEvent } from './input-in-event.js';

export const SendPartLinksInput = inputInEvent('SendPartLinksInput', sendPartLinksInput);
export const RevokePartLinkInput = inputInEvent('RevokePartLinkInput', revokePartLinkInput);
export const ReleasePartInput = inputInEvent('ReleasePartInput', releasePartInput);
export const ClaimPartInput = inputType('ClaimPartInput', claimPartInput);
export const UpdateProfileInput = inputInEvent('UpdateProfileInput', updateProfileInput);
export const SetPhotographInput = inputInEvent('SetPhotographInput', setPhotographInput);
