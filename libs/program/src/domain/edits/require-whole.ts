import { Refusal } from '@plenary/platform';
import type { Change, Changes } from '../changes.js';
import type { Draft } from '../draft.js';

/** Rows as they will be. */
class After<Content extends { readonly id: string; readonly key?: string }> {
  private readonly changed: ReadonlyMap<string, Content | null>;

  constructor(
    private readonly rows: ReadonlyMap<string, Content>,
    private readonly changes: readonly Change<Content>[],
  ) {
    this.changed = new Map(changes.map(({ id, after }) => [id, after]));
  }

  has(id: string | null): boolean {
    if (id === null) return true;
    const after = this.changed.get(id);
    return after === undefined ? this.rows.has(id) : after !== null;
  }

  written(): Content[] {
    return this.changes.flatMap(({ after }) => after ?? []);
  }

  removed(): Set<string> {
    return new Set(this.changes.filter(({ after }) => after === null).map(({ id }) => id));
  }

  *all(): Generator<Content> {
    for (const row of this.rows.values()) if (!this.changed.has(row.id)) yield row;
    yield* this.written();
  }

  /** Keys that a written row shares with another. */
  repeatedKeys(): string[] {
    const added = new Set(this.changes.filter(({ before }) => before === null).map(({ id }) => id));
    if (added.size === 0) return [];
    const seen = new Set<string>();
    const repeated: string[] = [];
    for (const { key = '' } of this.all()) {
      if (seen.has(key)) repeated.push(key);
      seen.add(key);
    }
    return repeated;
  }
}

/**
 * What must hold however the draft was changed, so that undoing or importing can't break what the single edits keep:
 * nothing names a row that is gone, and no key stands twice.
 * @throws {Refusal} CONFLICT with the ids of what stands in the way
 */
export function requireWhole(draft: Draft, changes: Changes): void {
  const rooms = new After(draft.rooms, changes.rooms);
  const tracks = new After(draft.tracks, changes.tracks);
  const sessions = new After(draft.sessions, changes.sessions);
  refuse('There is one of this key already', 'keys', [
    ...rooms.repeatedKeys(),
    ...tracks.repeatedKeys(),
    ...sessions.repeatedKeys(),
  ]);
  const [goneRooms, goneTracks, goneSessions] = [rooms.removed(), tracks.removed(), sessions.removed()];
  const looked = goneRooms.size + goneTracks.size === 0 ? sessions.written() : [...sessions.all()];
  const homeless = looked.filter(({ roomId, trackId }) => !rooms.has(roomId) || !tracks.has(trackId));
  refuse(
    'Sessions are in a room or track that is not there: move them first',
    'sessionIds',
    homeless.map(({ id }) => id),
  );
  const groups = goneSessions.size === 0 ? tracks.written() : [...tracks.all()];
  const unnoted = groups.filter(({ notedInId }) => !sessions.has(notedInId));
  refuse(
    'The report of a working group is noted in a session that is not there: let another take note of it first',
    'trackIds',
    unnoted.map(({ id }) => id),
  );
  const nobody = sessions
    .written()
    .filter(({ appearances }) => appearances.some(({ personId }) => !draft.people.has(personId)));
  refuse(
    'People appear who are not there',
    'sessionIds',
    nobody.map(({ id }) => id),
  );
}

function refuse(message: string, fact: string, ids: readonly string[]): void {
  if (ids.length > 0) throw new Refusal('CONFLICT', `${message}.`, { facts: { [fact]: ids.slice(0, 100) } });
}
