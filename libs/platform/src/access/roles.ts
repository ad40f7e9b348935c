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

/** What an operation can ask for. `account` is any signed-in account; the others are held through roles. */
export type Permission =
  | 'account'
  | 'installation.manage'
  | 'event.view'
  | 'program.edit'
  | 'program.release'
  | 'notices.send'
  | 'questions.moderate'
  | 'askers.view'
  | 'minutes.edit'
  | 'minutes.publish'
  | 'operations.view';

const viewing: readonly Permission[] = ['event.view'];

/**
 * What each role may do in its event. ORGANISER holds all but what needs REGISTRAR or MODERATOR as well
 * (design: "Who may do what").
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  ADMIN: ['installation.manage', 'event.view', 'operations.view'],
  ORGANISER: [
    'event.view',
    'program.edit',
    'program.release',
    'notices.send',
    'questions.moderate',
    'minutes.edit',
    'minutes.publish',
    'operations.view',
  ],
  PROGRAM_EDITOR: ['event.view', 'program.edit'],
  REGISTRAR: viewing,
  DOOR: viewing,
  MODERATOR: ['event.view', 'questions.moderate', 'askers.view'],
  MINUTES_EDITOR: ['event.view', 'minutes.edit'],
  VIEWER: viewing,
};
