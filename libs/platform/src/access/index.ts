export { accountIdOf, accountTopic, anonymous, isAllowed, rolesIn, type Actor } from './actor.js';
export { requirePermission } from './require-permission.js';
export { rolePermissions, roles, type Permission, type Role } from './roles.js';
