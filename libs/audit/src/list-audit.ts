import { id, readPage, type Ctx, type Page, type PageAsked } from '@plenary/platform';
import type { ActorName } from '@plenary/platform/access';

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
 * @throws {Refusal} BAD_INPUT for a page size out of range or a cursor that is none
 */
export function listAudit(ctx: Ctx, eventId: string | null, page: PageAsked): Promise<Page<AuditEntry>> {
  return readPage(page, {
    key: id,
    keyOf: (entry) => entry.id,
    async read(after, take) {
      const rows = await ctx.db.auditEntry.findMany({
        where: {
          ...(eventId === null ? {} : { eventId }),
          ...(after === null ? {} : { id: { lt: after } }),
        },
        // Ids are made in the order of time (UUIDv7).
        orderBy: { id: 'desc' },
        take,
      });
      return rows.map(({ before, after: later, ...row }) => ({
        ...row,
        before: before === null ? null : JSON.stringify(before),
        after: later === null ? null : JSON.stringify(later),
      }));
    },
  });
}
