import type { Ctx, EventCtx } from '@plenary/platform';
import { ownerOf, type Actor } from '@plenary/platform/access';

/** What somebody did. Values are ids, numbers and states: never a name, an address or words. */
export interface AuditFact {
  /** The operation, such as `releaseProgram`. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  /** The event that it belongs to, where `ctx` is in none. */
  readonly eventId?: string | null;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** Writes the fact in the transaction of the change that it tells of. */
export function recordAudit(ctx: Ctx | EventCtx, fact: AuditFact): void {
  if (ctx.consequences === null) throw new Error(`${fact.action} was recorded outside of its transaction`);
  const { accountId, personId } = ownerOf(ctx.actor);
  ctx.consequences.audit.push({
    eventId: 'event' in ctx ? ctx.event.id : (fact.eventId ?? null),
    at: ctx.services.clock.now(),
    accountId,
    personId,
    actorKind: kindOf(ctx.actor),
    requestId: ctx.requestId,
    action: fact.action,
    subjectKind: fact.subject.kind,
    subjectId: fact.subject.id,
    before: fact.before,
    after: fact.after,
  });
}

/** What a script did with a token is told from what its account's person did. */
function kindOf(actor: Actor): string {
  return actor.kind === 'account' && actor.credential.kind === 'token' ? 'token' : actor.kind;
}
