export {
  accountIdOf,
  accountNamed,
  accountTopic,
  anonymous,
  isAllowed,
  linkTopic,
  nameOf,
  ownerOf,
  personNamed,
  requireAccountId,
  rolesIn,
  topicOf,
  type Actor,
  type ActorName,
  type Credential,
  type HeldRole,
  type LinkActor,
} from './actor.js';
export { isLinkPurpose, linkEnd, linkPurposes, purposeOf, type LinkPurpose } from './link-purposes.js';
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
export { callerOf } from './caller.js';
