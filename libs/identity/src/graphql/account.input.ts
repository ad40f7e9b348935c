import { inputType } from '@plenary/platform/graphql';
import { administratorInput } from '../domain/role-input.js';
import { createApiTokenInput } from '../operations/create-api-token.js';
import { revokeApiTokenInput } from '../operations/revoke-api-token.js';
import { revokeLinkInput } from '../operations/revoke-link.js';
import { endAccountSessionInput } from '../operations/sign-out.js';

export const CreateApiTokenInput = inputType('CreateApiTokenInput', createApiTokenInput);
export const RevokeApiTokenInput = inputType('RevokeApiTokenInput', revokeApiTokenInput);
export const EndAccountSessionInput = inputType('EndAccountSessionInput', endAccountSessionInput);
export const RevokeLinkInput = inputType('RevokeLinkInput', revokeLinkInput);
export const AdministratorInput = inputType('AdministratorInput', administratorInput);
