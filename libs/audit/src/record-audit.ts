import type { SqlCtx, SqlEventCtx } from '@plenary/platform';
import { nameOf } from '@plenary/platform/access';

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

/**
 * Writes the fact in the transaction of the change that it tells of. An attendee's own act names neither them nor their
 * request: who asked a question stands with the question's asker alone.
 */
export function recordAudit(ctx: SqlCtx | SqlEventCtx, fact: AuditFact): void {
  if (ctx.consequences === null) throw new Error(`${fact.action} was recorded outside of its transaction`);
  const { actorKind, actorId } = nameOf(ctx.actor);
  const isAttendee = actorKind === 'attendee';
  ctx.consequences.audit.push({
    eventId: 'event' in ctx ? ctx.event.id : (fact.eventId ?? null),
    at: ctx.services.clock.now(),
    actorKind,
    actorId: isAttendee ? null : actorId,
    requestId: isAttendee ? null : ctx.requestId,
    action: fact.action,
    subjectKind: fact.subject.kind,
    subjectId: fact.subject.id,
    before: fact.before,
    after: fact.after,
  });
}
