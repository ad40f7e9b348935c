import { isDeepStrictEqual } from 'node:util';
import type { EventCtx } from '@plenary/platform';
import type { Change } from '../domain/changes.js';
import type { TrackContent } from '../domain/content.js';
import type { SessionContent } from '../domain/session-content.js';
import { deleteRows, insertRows, updateRows, type Row } from './bulk-rows.js';

/** Rows of one kind that come, change and go. */
interface Difference {
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
  readonly gone: readonly Row[];
}

/**
 * Writes the parts of sessions that differ: items, who appears in them, cues. What stays keeps its row, for others may
 * point at it.
 */
export async function saveParts(
  { sql, event }: EventCtx,
  sessions: readonly Change<SessionContent>[],
): Promise<void> {
  const difference = (parts: (session: SessionContent) => readonly { readonly id: string }[]): Difference =>
    differenceOf(
      rowsOf(
        event.id,
        sessions.map(({ before }) => before),
        parts,
      ),
      rowsOf(
        event.id,
        sessions.map(({ after }) => after),
        parts,
      ),
    );
  const items = difference((session) => session.items);
  const appearances = difference((session) => session.appearances);
  const cues = difference((session) => session.cues);
  // Who appears in an item comes after it, and goes before it.
  await updateRows(sql, 'SessionItem', items.changed);
  await insertRows(sql, 'SessionItem', items.added);
  await deleteRows(sql, 'Appearance', appearances.gone);
  await updateRows(sql, 'Appearance', appearances.changed);
  await insertRows(sql, 'Appearance', appearances.added);
  await deleteRows(sql, 'SessionItem', items.gone);
  await deleteRows(sql, 'Cue', cues.gone);
  await updateRows(sql, 'Cue', cues.changed);
  await insertRows(sql, 'Cue', cues.added);
}

/** The rows of the parts by id, each with its place in its list. */
function rowsOf(
  eventId: string,
  sessions: readonly (SessionContent | null)[],
  partsOf: (session: SessionContent) => readonly { readonly id: string }[],
): Map<string, Row> {
  const rows = sessions.flatMap((session) =>
    session === null
      ? []
      : partsOf(session).map((part, position) => ({ ...part, eventId, sessionId: session.id, position })),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function differenceOf(before: ReadonlyMap<string, Row>, after: ReadonlyMap<string, Row>): Difference {
  const rows = [...after.values()];
  return {
    added: rows.filter(({ id }) => !before.has(id)),
    changed: rows.filter((row) => before.has(row.id) && !isDeepStrictEqual(before.get(row.id), row)),
    gone: [...before.values()].filter(({ id }) => !after.has(id)),
  };
}

/** Writes the members of working groups, and the sessions that take note of their reports, where they differ. */
export async function saveGroups(
  { db, sql, event }: EventCtx,
  tracks: readonly Change<TrackContent>[],
): Promise<void> {
  const eventId = event.id;
  for (const { id: trackId, before, after } of tracks) {
    if (after === null) continue;
    if (!isDeepStrictEqual(before?.members ?? [], after.members)) {
      await db.trackMember.deleteMany({ where: { eventId, trackId } });
      const members = after.members.map((member, position) => ({ ...member, eventId, trackId, position }));
      await insertRows(sql, 'TrackMember', members);
    }
    const { notedInId } = after;
    if ((before?.notedInId ?? null) === notedInId) continue;
    await db.report.deleteMany({ where: { eventId, trackId } });
    if (notedInId !== null) await db.report.createMany({ data: [{ eventId, trackId, notedInId }] });
  }
}
