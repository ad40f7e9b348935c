import type { Role } from '@plenary/platform/access';

/** One account for each role, so that a visitor can look at the demo with every pair of eyes. */
export const demoRoles: readonly {
  readonly email: string;
  readonly role: Role;
  readonly events: readonly string[];
}[] = [
  { email: 'admin@demo.invalid', role: 'ADMIN', events: [] },
  { email: 'organiser@demo.invalid', role: 'ORGANISER', events: ['ipss-2023', 'iaptc-2026'] },
  { email: 'program@demo.invalid', role: 'PROGRAM_EDITOR', events: ['ipss-2023', 'iaptc-2026'] },
  { email: 'registrar@demo.invalid', role: 'REGISTRAR', events: ['ipss-2023', 'iaptc-2026'] },
  { email: 'door@demo.invalid', role: 'DOOR', events: ['ipss-2023', 'iaptc-2026'] },
  { email: 'moderator@demo.invalid', role: 'MODERATOR', events: ['ipss-2023', 'iaptc-2026'] },
  { email: 'minutes@demo.invalid', role: 'MINUTES_EDITOR', events: ['ipss-2023', 'iaptc-2026'] },
  { email: 'viewer@demo.invalid', role: 'VIEWER', events: ['ipss-2023', 'iaptc-2026'] },
];
