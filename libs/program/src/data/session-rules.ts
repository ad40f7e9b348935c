import { Prisma } from '@plenary/platform/database';

/**
 * The sessions of the draft in which a viewer has a part that they have not declined: see `ViewerSources`. A place in
 * the body whose sitting it is is none.
 */
export const sessionsOfPerson = Prisma.sql`
  SELECT DISTINCT appearance."sessionId" FROM "Appearance" appearance
  WHERE appearance."eventId" = person."eventId" AND appearance."personId" = person.id AND appearance.state <> 'DECLINED'`;
