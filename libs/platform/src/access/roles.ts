/** Roles that an account can hold: ADMIN in the installation, the others in one event. */
export const roles = [
  'ADMIN',
  'ORGANISER',
  'PROGRAM_EDITOR',
  'REGISTRAR',
  'DOOR',
  'MODERATOR',
  'MINUTES_EDITOR',
  'VIEWER',
] as const;

export type Role = (typeof roles)[number];

export const permissions = [
  'account',
  'part',
  'files.upload',
  'tokens.create',
  'roles.manage',
  'installation.manage',
  'event.view',
  'event.export',
  'people.view',
  'program.edit',
  'program.release',
  'sessions.run',
  'notices.send',
  'webhooks.manage',
  'questions.moderate',
  'askers.view',
  'minutes.edit',
  'minutes.publish',
  'operations.view',
  'registrations.edit',
  'registration',
  'review',
] as const;

/** What an operation can ask for. */
export type Permission = (typeof permissions)[number];

/**
 * What any account may do, whatever its roles; `account` is to see and change what is its own, `part` what belongs to
 * the parts that it has claimed.
 */
export const everyAccounts: readonly Permission[] = ['account', 'part', 'files.upload', 'tokens.create'];

/** What a mailed link alone is too weak for (design: safety.md 2): see `requireStepUp`. */
const strong = ['tokens.create', 'roles.manage'] as const satisfies readonly Permission[];

export function needsStepUp(permission: Permission): boolean {
  return strong.some((one) => one === permission);
}

/** What is for the links of a purpose alone. */
const ofLinks = ['registration', 'review'] as const satisfies readonly Permission[];

/** What an API token can be given: a script can't step up, and has no link. */
export type TokenScope = Exclude<Permission, (typeof strong)[number] | (typeof ofLinks)[number]>;

export const tokenScopes: readonly TokenScope[] = permissions.filter(isTokenScope);

export function isTokenScope(text: string): text is TokenScope {
  return permissions.some((one) => one === text && !needsStepUp(one) && !ofLinks.some((own) => own === one));
}

/** The scopes under the names that they have outside: `PROGRAM_EDIT`. */
export const tokenScopeByName: Readonly<Record<string, TokenScope>> = Object.fromEntries(
  tokenScopes.map((scope) => [scope.toUpperCase().replace('.', '_'), scope]),
);

const viewing: readonly Permission[] = ['event.view'];

/**
 * What each role may do in its event, and ADMIN in each. ORGANISER holds all but what needs REGISTRAR or MODERATOR as
 * well (design: "Who may do what"). `people.view` is to see those without a part in the program too, and the addresses
 * and needs of all.
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  ADMIN: ['installation.manage', 'roles.manage', 'event.view', 'operations.view'],
  ORGANISER: [
    'event.view',
    'event.export',
    'people.view',
    'roles.manage',
    'program.edit',
    'program.release',
    'sessions.run',
    'notices.send',
    'webhooks.manage',
    'questions.moderate',
    'minutes.edit',
    'minutes.publish',
    'operations.view',
    'registrations.edit',
  ],
  PROGRAM_EDITOR: ['event.view', 'program.edit', 'sessions.run'],
  REGISTRAR: ['event.view', 'people.view', 'registrations.edit'],
  DOOR: viewing,
  MODERATOR: ['event.view', 'sessions.run', 'questions.moderate', 'askers.view'],
  MINUTES_EDITOR: ['event.view', 'minutes.edit'],
  VIEWER: viewing,
};
