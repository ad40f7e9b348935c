import type { Ctx, EventCtx } from '@plenary/platform';
import { accountIdOf } from '@plenary/platform/access';
import type { Prisma } from '@plenary/platform/database';

/** What somebody did. Values are ids, numbers and states: never a name, an address or words. */
export interface AuditFact {
  /** The operation, such as `releaseProgram`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly before?: Prisma.InputJsonObject;
  readonly after?: Prisma.InputJsonObject;
}

/** Writes the fact in the transaction of the change that it tells of. */
export async function recordAudit(ctx: Ctx | EventCtx, fact: AuditFact): Promise<void> {
  if (ctx.topics === null) throw new Error(`${fact.action} was recorded outside of its transaction`);
  await ctx.db.auditEntry.create({
    data: {
      eventId: 'event' in ctx ? ctx.event.id : null,
      at: ctx.services.clock.now(),
      accountId: accountIdOf(ctx.actor),
      actorKind: ctx.actor.kind,
      requestId: ctx.requestId,
      action: fact.action,
      subjectKind: fact.subject.kind,
      subjectId: fact.subject.id,
      ...(fact.before === undefined ? {} : { before: fact.before }),
      ...(fact.after === undefined ? {} : { after: fact.after }),
    },
  });
}
