import { accountIdOf, type Actor } from '@plenary/platform/access';
import { Prisma } from '@plenary/platform/database';

/**
 * A condition on `event`: whether the actor is a participant, which is a CONFIRMED registration (domain.md, "Who may do
 * what"): of the link, of the account's address, or of the person as whom they act, `person`.
 */
export function participates(actor: Actor): Prisma.Sql {
  const isConfirmed = Prisma.sql`registration."eventId" = event.id AND registration.state = 'CONFIRMED'`;
  if (actor.kind === 'link' && actor.purpose === 'REGISTRATION')
    return Prisma.sql`EXISTS (SELECT FROM "Registration" registration
      WHERE ${isConfirmed} AND registration.id = ${actor.subjectId}::uuid)`;
  const accountId = accountIdOf(actor);
  if (actor.kind !== 'link' && accountId === null) return Prisma.sql`false`;
  return Prisma.sql`EXISTS (SELECT FROM "Registration" registration
    WHERE ${isConfirmed} AND (registration."personId" = person.id
      OR registration.address = (SELECT email FROM "Account" WHERE id = ${accountId}::uuid)))`;
}
