import { badInput, isId, type Ctx } from '@plenary/platform';
import type { ActorName } from '@plenary/platform/access';

const largestPage = 100;

/** What somebody did, as staff read it. */
export interface AuditEntry extends ActorName {
  readonly id: string;
  /** Null for what belongs to no event. */
  readonly eventId: string | null;
  readonly at: Date;
  /** Null for an attendee's own act. */
  readonly requestId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** As JSON; null where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * A page of what was done in an event or, with null, in the whole installation, the latest first.
 * @param after the id of the last entry of the page before; null for the first page
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none
 */
export async function listAudit(
  ctx: Ctx,
  eventId: string | null,
  first: number,
  after: string | null,
): Promise<{ entries: AuditEntry[]; endCursor: string | null }> {
  if (first < 1 || first > largestPage) {
    throw badInput([{ path: 'first', message: `must be from 1 to ${String(largestPage)}` }]);
  }
  if (after !== null && !isId(after))
    throw badInput([{ path: 'after', message: 'must be the endCursor of a page' }]);
  const rows = await ctx.db.auditEntry.findMany({
    where: { ...(eventId === null ? {} : { eventId }), ...(after === null ? {} : { id: { lt: after } }) },
    // Ids are made in the order of time (UUIDv7).
    orderBy: { id: 'desc' },
    take: first + 1,
  });
  const entries = rows.slice(0, first).map(({ before, after: later, ...row }) => ({
    ...row,
    before: before === null ? null : JSON.stringify(before),
    after: later === null ? null : JSON.stringify(later),
  }));
  return { entries, endCursor: rows.length > first ? (entries.at(-1)?.id ?? null) : null };
}
