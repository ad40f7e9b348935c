import { hashToken, seal, unseal, type SqlEventCtx } from '@plenary/platform';
import { v7 as uuid } from 'uuid';
import { newTicketCode } from '../domain/ticket-code.js';
import './constraints.js';

/** The code of a registration's ticket; made where there is none. */
export async function ticketCode(ctx: SqlEventCtx, registrationId: string): Promise<string> {
  const { keys } = ctx.services;
  const [id, code] = [uuid(), newTicketCode(ctx.event.id)];
  await ctx.sql.count`
    INSERT INTO "Ticket" ("eventId", id, "registrationId", "codeHash", "sealedCode")
    VALUES (${ctx.event.id}::uuid, ${id}::uuid, ${registrationId}::uuid, ${hashToken(keys, code)},
            ${seal(keys, 'ticket codes', id, code)})
    ON CONFLICT ("eventId", "registrationId") WHERE "replacedAt" IS NULL DO NOTHING`;
  const [ticket] = await ctx.sql.rows<{ id: string; sealedCode: Uint8Array }>`
    SELECT id, "sealedCode" FROM "Ticket"
    WHERE "eventId" = ${ctx.event.id}::uuid AND "registrationId" = ${registrationId}::uuid AND "replacedAt" IS NULL`;
  if (ticket === undefined) throw new Error('A ticket that was just made is not there.');
  return unseal(keys, 'ticket codes', ticket.id, ticket.sealedCode);
}
