import { nameOf, type ActorName } from '@plenary/platform/access';
import type { EventCtx } from '@plenary/platform';
import { storedEdit, type Changes } from '../domain/changes.js';

/** An edit of the draft, as it was recorded. */
export interface ProgramEdit extends ActorName {
  /** Counts the edits of the event from 1. */
  readonly number: number;
  /** The operation, such as `moveSession`. */
  readonly operation: string;
  readonly at: Date;
  readonly changes: Changes;
  /** The edit that this one takes back. */
  readonly undoes: number | null;
  /** The edit that has taken this one back. */
  readonly undoneBy: number | null;
}

const recorded = {
  number: true,
  operation: true,
  at: true,
  actorKind: true,
  actorId: true,
  changes: true,
  undoes: true,
  undoneBy: { select: { number: true } },
} as const;

type Row = Omit<ProgramEdit, 'changes' | 'undoneBy'> & {
  readonly changes: unknown;
  readonly undoneBy: { readonly number: number } | null;
};

function editOf({ changes, undoneBy, ...row }: Row): ProgramEdit {
  return { ...row, changes: storedEdit.decode(changes), undoneBy: undoneBy?.number ?? null };
}

export async function findProgramEdit(ctx: EventCtx, number: number): Promise<ProgramEdit | null> {
  const row = await ctx.db.programEdit.findUnique({
    where: { eventId_number: { eventId: ctx.event.id, number } },
    select: recorded,
  });
  return row === null ? null : editOf(row);
}

/** The edits before a number or, with null, up to the last; the latest first. */
export async function listProgramEdits(
  ctx: EventCtx,
  before: number | null,
  first: number,
): Promise<ProgramEdit[]> {
  const rows = await ctx.db.programEdit.findMany({
    where: { eventId: ctx.event.id, ...(before === null ? {} : { number: { lt: before } }) },
    orderBy: { number: 'desc' },
    take: first,
    select: recorded,
  });
  return rows.map(editOf);
}

/**
 * Records the edit and counts the draft's version on, inside the transaction that holds the draft.
 * @returns the number of the edit
 */
export async function insertProgramEdit(
  ctx: EventCtx,
  operation: string,
  changes: Changes,
  undoes: number | null,
): Promise<number> {
  const eventId = ctx.event.id;
  const { actorKind, actorId } = nameOf(ctx.actor);
  const at = ctx.services.clock.now();
  const rows = await ctx.sql.rows<{ number: number }>`
    WITH counted AS (UPDATE "ProgramDraft" SET version = version + 1 WHERE "eventId" = ${eventId}::uuid)
    INSERT INTO "ProgramEdit"
      ("eventId", number, operation, changes, undoes, at, "actorKind", "actorId")
    SELECT ${eventId}::uuid, coalesce(max(number), 0) + 1, ${operation},
           ${JSON.stringify(storedEdit.encode(changes))}::jsonb, ${undoes}::int, ${at},
           ${actorKind}, ${actorId}::uuid
    FROM "ProgramEdit" WHERE "eventId" = ${eventId}::uuid
    RETURNING number`;
  return rows[0]?.number ?? 0;
}
