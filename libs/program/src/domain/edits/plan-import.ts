import { isDeepStrictEqual } from 'node:util';
import { filled } from '@plenary/platform';
import {
  noChanges,
  sameAvailability,
  sameRoom,
  sameSession,
  sameTrack,
  type Change,
  type Changes,
} from '../changes.js';
import type { Appearance, Availability, RoomContent, TrackContent } from '../content.js';
import type { SessionContent } from '../session-content.js';
import type { Draft } from '../draft.js';
import { cueFields, roomFields, sessionFields, trackFields } from '../fields.js';
import type { AppearanceInput, ProgramInput, SessionInput } from '../program-input.js';
import { contentOf, withoutVersion, type NewId } from './edit.js';

/**
 * What a file of a program makes of the draft: rows whose key the draft has are changed, others added. What the file says
 * as the draft does stays as it is, ids included: taking in the same file again changes nothing.
 * @param replace whether rows go that the file does not have
 * @param peopleIds the event's people by key; the file's own check has found each that it names
 */
export function planImport(
  draft: Draft,
  program: ProgramInput,
  peopleIds: ReadonlyMap<string, string>,
  replace: boolean,
  newId: NewId,
): Changes {
  const rooms = matchKeys(draft.rooms, program.rooms, newId);
  const tracks = matchKeys(draft.tracks, program.tracks, newId);
  const sessions = matchKeys(draft.sessions, program.sessions, newId);
  const person = (key: string): string => idOf(peopleIds, key);

  const room = (input: ProgramInput['rooms'][number]): RoomContent => ({
    id: idOf(rooms, input.key),
    key: input.key,
    ...filled(roomFields, input),
    windows: input.windows,
  });
  const track = (input: ProgramInput['tracks'][number]): TrackContent => ({
    id: idOf(tracks, input.key),
    key: input.key,
    ...filled(trackFields, input),
    members: input.members.map(({ person: key, part }) => ({ personId: person(key), part })),
    notedInId: input.notedIn === undefined ? null : idOf(sessions, input.notedIn),
  });
  const appearance = (input: AppearanceInput, itemId: string | null, own: Own): Appearance => ({
    id: own.appearance(itemId, person(input.person), input.role),
    itemId,
    personId: person(input.person),
    role: input.role,
    state: input.state,
    languages: input.languages,
    mayRecord: input.mayRecord ?? null,
    mayQuote: input.mayQuote ?? null,
    mayShow: input.mayShow ?? null,
  });
  let last = -1;
  const session = (input: SessionInput): SessionContent => {
    const id = idOf(sessions, input.key);
    const before = draft.sessions.get(id);
    // In the order of the file; who stands in that order already keeps the place.
    const position = Math.max(last + 1, before?.position ?? 0);
    last = position;
    const own = new Own(before, newId);
    const itemIds = idsOfItems(before?.items ?? [], input.items, newId);
    const items = input.items.map((item, place) => ({ ...item, id: itemIds[place] ?? newId() }));
    return {
      id,
      key: input.key,
      position,
      ...filled(sessionFields, input),
      roomId: input.room === undefined ? null : idOf(rooms, input.room),
      trackId: input.track === undefined ? null : idOf(tracks, input.track),
      startsAt: input.startsAt ?? null,
      endsAt: input.endsAt ?? null,
      items: items.map(({ id, title, minutes }) => ({ id, title, minutes })),
      appearances: [
        ...input.appearances.map((part) => appearance(part, null, own)),
        ...items.flatMap(({ id: itemId, appearances }) =>
          appearances.map((part) => appearance(part, itemId, own)),
        ),
      ],
      cues: input.cues.map((cue) => ({ id: own.cue(cue.text), ...filled(cueFields, cue) })),
    };
  };
  const availability = program.availability.map(({ person: key, windows }): Change<Availability> => {
    const id = person(key);
    return { id, before: { id, windows: draft.availability.get(id)?.windows ?? [] }, after: { id, windows } };
  });
  return {
    ...noChanges,
    rooms: changesOf(draft.rooms, program.rooms.map(room), replace, withoutVersion, sameRoom),
    tracks: changesOf(draft.tracks, program.tracks.map(track), replace, withoutVersion, sameTrack),
    availability: availability.filter(({ before, after }) => !sameAvailability(before, after)),
    sessions: changesOf(draft.sessions, program.sessions.map(session), replace, contentOf, sameSession),
  };
}

/** An item keeps its id by its title or, where that is new, by its place. */
function idsOfItems(
  before: SessionContent['items'],
  items: SessionInput['items'],
  newId: NewId,
): readonly string[] {
  const left = new Set(before);
  const kept = items.map(({ title }) => {
    const same = [...left].find((item) => isDeepStrictEqual(item.title, title));
    if (same !== undefined) left.delete(same);
    return same?.id ?? null;
  });
  return kept.map((id, place) => {
    const there = before[place];
    return id ?? (there !== undefined && left.has(there) ? there.id : newId());
  });
}

/** The ids of who appears in a session, and of its cues: what the file has again keeps its id, each once. */
class Own {
  readonly #ids = new Map<string, string[]>();

  constructor(
    session: SessionContent | undefined,
    private readonly newId: NewId,
  ) {
    for (const { id, itemId, personId, role } of session?.appearances ?? [])
      this.#add(partKey(itemId, personId, role), id);
    for (const { id, text } of session?.cues ?? []) this.#add(`cue ${text}`, id);
  }

  appearance(itemId: string | null, personId: string, role: string): string {
    return this.#take(partKey(itemId, personId, role));
  }

  cue(text: string): string {
    return this.#take(`cue ${text}`);
  }

  #add(key: string, id: string): void {
    this.#ids.set(key, [...(this.#ids.get(key) ?? []), id]);
  }

  #take(key: string): string {
    return this.#ids.get(key)?.shift() ?? this.newId();
  }
}

function partKey(itemId: string | null, personId: string, role: string): string {
  return `part ${itemId ?? ''} ${personId} ${role}`;
}

/** The ids of the file's rows by key: of the draft's own rows where it has the key. */
function matchKeys(
  rows: ReadonlyMap<string, { readonly id: string; readonly key: string }>,
  inputs: readonly { readonly key: string }[],
  newId: NewId,
): Map<string, string> {
  const known = new Map([...rows.values()].map(({ key, id }) => [key, id]));
  return new Map(inputs.map(({ key }) => [key, known.get(key) ?? newId()]));
}

function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`No row has the key ${key}`);
  return id;
}

function changesOf<Content extends { readonly id: string }, Row extends { readonly id: string }>(
  rows: ReadonlyMap<string, Row>,
  after: readonly Content[],
  replace: boolean,
  contentOfRow: (row: Row) => Content,
  same: (a: Content | null, b: Content | null) => boolean,
): Change<Content>[] {
  const written = new Set(after.map(({ id }) => id));
  const gone = replace ? [...rows.values()].filter(({ id }) => !written.has(id)) : [];
  return [
    ...after.flatMap((content): Change<Content>[] => {
      const row = rows.get(content.id);
      const before = row === undefined ? null : contentOfRow(row);
      return same(before, content) ? [] : [{ id: content.id, before, after: content }];
    }),
    ...gone.map((row) => ({ id: row.id, before: contentOfRow(row), after: null })),
  ];
}
