import {
  badInput,
  editable,
  filled,
  id,
  instant,
  nullableWhenOptional,
  version,
  type FieldProblem,
} from '@plenary/platform';
import { z } from 'zod';
import type { Appearance } from '../content.js';
import type { SessionContent } from '../session-content.js';
import { isTimed, type Draft, type Session } from '../draft.js';
import { appearanceFields, cueFields, itemFields, personState, sessionFields } from '../fields.js';
import { dayIn } from '../times.js';
import {
  changedSession,
  contentOf,
  edit,
  fileKey,
  freeKey,
  idsFor,
  requireKnown,
  rowToEdit,
  sessionChanges,
} from './edit.js';

const which = { sessionId: id.meta({ description: 'The session.' }), version };

const timeAndPlace = {
  startsAt: instant.nullish().meta({ description: 'When it starts; null for no time.' }),
  endsAt: instant.nullish().meta({ description: 'When it ends; null for no time.' }),
  roomId: id.nullish().meta({ description: 'Where it takes place; null for nowhere yet.' }),
};
const inTrack = {
  trackId: id.nullish().meta({ description: 'The track or working group it belongs to.' }),
};

/** Both times or neither, in order. */
function requireTimes(startsAt: Date | null, endsAt: Date | null): void {
  const problems: FieldProblem[] = [];
  if ((startsAt === null) !== (endsAt === null))
    problems.push({ path: 'endsAt', message: 'must stand together with startsAt, or neither' });
  if (startsAt !== null && endsAt !== null && startsAt >= endsAt)
    problems.push({ path: 'endsAt', message: 'must be after startsAt' });
  if (problems.length > 0) throw badInput(problems);
}

/** A new session, at the end of those of its time. */
export const createSession = edit(
  z
    .strictObject({
      key: fileKey,
      ...editable(sessionFields),
      kind: sessionFields.kind,
      title: sessionFields.title,
      ...timeAndPlace,
      ...inTrack,
    })
    .meta({ description: 'A session to make.' }),
  (draft, input, newId) => {
    const { roomId = null, trackId = null, startsAt = null, endsAt = null } = input;
    requireKnown([
      { path: 'roomId', id: roomId, rows: draft.rooms, what: 'room' },
      { path: 'trackId', id: trackId, rows: draft.tracks, what: 'track' },
    ]);
    requireTimes(startsAt, endsAt);
    const last = Math.max(-1, ...[...draft.sessions.values()].map(({ position }) => position));
    const session: SessionContent = {
      ...filled(sessionFields, input),
      items: [],
      appearances: [],
      cues: [],
      id: newId(),
      key: freeKey(draft.sessions, 'session', input.key, input.kind),
      position: last + 1,
      roomId,
      trackId,
      startsAt,
      endsAt,
    };
    return sessionChanges([{ id: session.id, before: null, after: session }]);
  },
);

/** Other words and properties. What is left out stays; null empties what can be empty. */
export const updateSession = edit(
  z.strictObject({ ...which, ...editable(sessionFields), ...inTrack }).meta({
    description:
      'Other words and properties of a session. What is left out stays; null empties what can be empty.',
  }),
  (draft, { sessionId, version: seen, ...values }) => {
    const session = rowToEdit(draft.sessions, 'Session', sessionId, seen);
    requireKnown([{ path: 'trackId', id: values.trackId, rows: draft.tracks, what: 'track' }]);
    return sessionChanges([changedSession(session, values)]);
  },
);

/**
 * Another time or room. With `ripple` the sessions that follow in its room on its day keep their distance to its end.
 */
export const moveSession = edit(
  z
    .strictObject({
      ...which,
      ...timeAndPlace,
      ripple: z.boolean().default(false).meta({
        description:
          'Whether the sessions that follow in its room on its day keep their distance to its end.',
      }),
    })
    .meta({
      description:
        'Another time or room of a session. What is left out stays; a new start alone keeps the length.',
    }),
  (draft, { sessionId, version: seen, ripple, ...to }) => {
    const session = rowToEdit(draft.sessions, 'Session', sessionId, seen);
    const roomId = to.roomId === undefined ? session.roomId : to.roomId;
    requireKnown([{ path: 'roomId', id: roomId, rows: draft.rooms, what: 'room' }]);
    const startsAt = to.startsAt === undefined ? session.startsAt : to.startsAt;
    const endsAt = to.endsAt === undefined ? endAfter(session, startsAt) : to.endsAt;
    requireTimes(startsAt, endsAt);
    const moved = changedSession(session, { startsAt, endsAt, roomId });
    if (!ripple) return sessionChanges([moved]);
    if (endsAt === null || session.endsAt === null || roomId !== session.roomId) {
      const message = 'needs a session that has a time before and after, and stays in its room';
      throw badInput([{ path: 'ripple', message }]);
    }
    const delta = endsAt.getTime() - session.endsAt.getTime();
    return sessionChanges([moved, ...followersOf(draft, session).map((next) => shifted(next, delta))]);
  },
);

/** A session that is given a new start keeps its length; one that loses its start loses its end. */
function endAfter(session: Session, startsAt: Date | null): Date | null {
  if (startsAt === null) return null;
  if (!isTimed(session)) return session.endsAt;
  return new Date(startsAt.getTime() + session.endsAt.getTime() - session.startsAt.getTime());
}

/** What comes after a session in its room on its day. */
function followersOf(draft: Draft, session: Session): Session[] {
  const { timeZone } = draft.frame;
  if (!isTimed(session) || session.roomId === null) return [];
  const day = dayIn(session.startsAt, timeZone);
  const { endsAt } = session;
  return [...draft.sessions.values()].filter(
    (other) =>
      isTimed(other) &&
      other.id !== session.id &&
      other.roomId === session.roomId &&
      other.startsAt >= endsAt &&
      dayIn(other.startsAt, timeZone) === day,
  );
}

function shifted(session: Session, delta: number) {
  const later = (at: Date | null): Date | null => (at === null ? null : new Date(at.getTime() + delta));
  return changedSession(session, { startsAt: later(session.startsAt), endsAt: later(session.endsAt) });
}

/** Takes a session out of the draft. Releases, questions and minutes that name it keep it. */
export const removeSession = edit(
  z.strictObject(which).meta({ description: 'A session to take out of the draft.' }),
  (draft, { sessionId, version: seen }) => {
    const session = rowToEdit(draft.sessions, 'Session', sessionId, seen);
    return sessionChanges([{ id: sessionId, before: contentOf(session), after: null }]);
  },
);

export const sessionItem = z
  .strictObject({
    id: id.nullish().meta({ description: 'Of an item that is there already.' }),
    ...itemFields,
  })
  .meta({ description: 'A talk inside a session.' });

/** The talks inside a session, all of them and in order. One that is left out goes, with those who appear in it. */
export const setItems = edit(
  z
    .strictObject({
      ...which,
      items: z
        .array(sessionItem)
        .max(100)
        .meta({ description: 'One that is left out goes, with those who appear in it.' }),
    })
    .meta({ description: 'The talks inside a session, all of them and in order.' }),
  (draft, input, newId) => {
    const session = rowToEdit(draft.sessions, 'Session', input.sessionId, input.version);
    const known = new Set(session.items.map((item) => item.id));
    requireOwn(input.items, known, 'items', 'item of the session');
    const idOf = idsFor(session.items, input.items, newId);
    const items = input.items.map(({ id: own, ...item }) => ({ id: own ?? idOf(item), ...item }));
    const kept = new Set(items.map((item) => item.id));
    const appearances = session.appearances.filter(({ itemId }) => itemId === null || kept.has(itemId));
    return sessionChanges([changedSession(session, { items, appearances })]);
  },
);

/** Ids in a list that are not those of the session's own rows, or stand there twice. */
function requireOwn(
  list: readonly { readonly id?: string | null | undefined }[],
  known: ReadonlySet<string>,
  name: string,
  what: string,
): void {
  const seen = new Set<string>();
  const problems = list.flatMap(({ id: own }, index): FieldProblem[] => {
    if (own == null) return [];
    const message = !known.has(own) ? `names no ${what}` : seen.has(own) ? 'stands twice' : null;
    seen.add(own);
    return message === null ? [] : [{ path: `${name}[${String(index)}].id`, message }];
  });
  if (problems.length > 0) throw badInput(problems);
}

export const appearanceInSession = z
  .strictObject({
    id: id
      .nullish()
      .meta({ description: 'Of a part that is there already: what the person has agreed to stays.' }),
    itemId: id.nullish().meta({ description: 'The item they appear in; null for the whole session.' }),
    personId: id.meta({ description: 'Who appears.' }),
    state: personState.default('INVITED'),
    ...appearanceFields,
  })
  .meta({ description: "A person's part in a session." });

/**
 * Who appears in a session, all of them and in order. Who is left out goes; what a person has agreed to stays with
 * their part.
 */
export const setAppearances = edit(
  z
    .strictObject({
      ...which,
      appearances: z.array(appearanceInSession).max(200).meta({ description: 'Who is left out goes.' }),
    })
    .meta({ description: 'Who appears in a session, all of them and in order.' }),
  (draft, input, newId) => {
    const session = rowToEdit(draft.sessions, 'Session', input.sessionId, input.version);
    const known = new Map(session.appearances.map((appearance) => [appearance.id, appearance]));
    requireOwn(input.appearances, new Set(known.keys()), 'appearances', 'appearance of the session');
    const named = new Set(input.appearances.map((appearance) => appearance.id));
    const unnamed = session.appearances.filter((appearance) => !named.has(appearance.id));
    // Who comes without an id, in a part that stands, goes on with it.
    const before = new Map([
      ...known,
      ...unnamed.map((appearance) => [partOf(appearance), appearance] as const),
    ]);
    const items = new Map(session.items.map((item) => [item.id, item]));
    requireKnown(
      input.appearances.flatMap(({ personId, itemId }, index) => [
        { path: `appearances[${String(index)}].personId`, id: personId, rows: draft.people, what: 'person' },
        {
          path: `appearances[${String(index)}].itemId`,
          id: itemId,
          rows: items,
          what: 'item of the session',
        },
      ]),
    );
    const appearances = input.appearances.map(({ id: own, itemId = null, ...part }): Appearance => {
      const was = before.get(own ?? partOf({ ...part, itemId }));
      const agreed =
        was?.personId === part.personId ? was : { mayRecord: null, mayQuote: null, mayShow: null };
      const { mayRecord, mayQuote, mayShow } = agreed;
      return { ...part, id: own ?? was?.id ?? newId(), itemId, mayRecord, mayQuote, mayShow };
    });
    requireOnce(appearances);
    return sessionChanges([changedSession(session, { appearances })]);
  },
  ({ appearances }) => appearances.map(({ personId }) => personId),
);

/** A person has each part once. */
function partOf({ personId, itemId, role }: Pick<Appearance, 'personId' | 'itemId' | 'role'>): string {
  return `${personId} ${itemId ?? ''} ${role}`;
}

function requireOnce(appearances: readonly Appearance[]): void {
  const seen = new Set<string>();
  const problems = appearances.flatMap(({ personId, itemId, role }, index): FieldProblem[] => {
    const part = partOf({ personId, itemId, role });
    const isRepeated = seen.has(part);
    seen.add(part);
    return isRepeated ? [{ path: `appearances[${String(index)}]`, message: 'stands twice' }] : [];
  });
  if (problems.length > 0) throw badInput(problems);
}

export const cueInSession = z
  .strictObject({
    id: id.nullish().meta({ description: 'Of a line that is there already.' }),
    ...nullableWhenOptional(cueFields),
  })
  .meta({ description: 'A line of the run book.' });

/** The session's lines of the run book, all of them. */
export const setCues = edit(
  z
    .strictObject({
      ...which,
      cues: z.array(cueInSession).max(200).meta({ description: 'One that is left out goes.' }),
    })
    .meta({ description: "A session's lines of the run book, all of them." }),
  (draft, input, newId) => {
    const session = rowToEdit(draft.sessions, 'Session', input.sessionId, input.version);
    requireOwn(input.cues, new Set(session.cues.map((cue) => cue.id)), 'cues', 'cue of the session');
    const idOf = idsFor(session.cues, input.cues, newId);
    const cues = input.cues.map(({ id: own, ...given }) => {
      const cue = filled(cueFields, given);
      return { ...cue, id: own ?? idOf(cue) };
    });
    return sessionChanges([changedSession(session, { cues })]);
  },
);
