export {
  accountIdOf,
  accountTopic,
  anonymous,
  isAllowed,
  ownerOf,
  requireAccountId,
  rolesIn,
  type Actor,
  type Credential,
  type HeldRole,
} from './actor.js';
export { requirePermission } from './require-permission.js';
export { viewerClass, viewerOf, type Acquaintance, type Viewer } from './viewer.js';
export {
  isTokenScope,
  rolePermissions,
  roles,
  tokenScopeByName,
  tokenScopes,
  type Permission,
  type Role,
  type TokenScope,
} from './roles.js';
