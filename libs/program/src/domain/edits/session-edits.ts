import { key } from '@plenary/event';
import { badInput, type FieldProblem } from '@plenary/platform';
import { z } from 'zod';
import type { Appearance, SessionContent } from '../content.js';
import { isTimed, type Draft, type Session } from '../draft.js';
import {
  appearanceLanguages,
  cueFields,
  instant,
  itemFields,
  personRole,
  personState,
  sessionFields,
} from '../fields.js';
import { dayIn } from '../times.js';
import {
  changedSession,
  contentOf,
  edit,
  freeKey,
  id,
  requireKnown,
  rowToEdit,
  sessionChanges,
  version,
} from './edit.js';

const { kind, title, ...others } = sessionFields;

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
  z.strictObject({
    key: key.optional(),
    kind,
    title,
    roomId: id.nullish(),
    trackId: id.nullish(),
    startsAt: instant.nullish(),
    endsAt: instant.nullish(),
    ...z.object(others).partial().shape,
  }),
  (draft, input, newId) => {
    const { roomId = null, trackId = null, startsAt = null, endsAt = null, ...values } = input;
    requireKnown([
      { path: 'roomId', id: roomId, rows: draft.rooms, what: 'room' },
      { path: 'trackId', id: trackId, rows: draft.tracks, what: 'track' },
    ]);
    requireTimes(startsAt, endsAt);
    const last = Math.max(-1, ...[...draft.sessions.values()].map(({ position }) => position));
    const session: SessionContent = {
      plenary: false,
      visibility: 'PUBLIC',
      attribution: 'ON_RECORD',
      abstract: null,
      languages: [],
      interpretation: [],
      joinLinks: {},
      takesQuestions: false,
      capacity: null,
      expectedAttendance: null,
      setUp: null,
      equipment: [],
      notes: null,
      items: [],
      appearances: [],
      cues: [],
      ...values,
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

const nullable = {
  abstract: true,
  capacity: true,
  expectedAttendance: true,
  setUp: true,
  notes: true,
} as const;

/** Other words and properties. What is left out stays; null empties what can be empty. */
export const updateSession = edit(
  z.strictObject({
    sessionId: id,
    version,
    ...z.object(sessionFields).omit(nullable).partial().shape,
    abstract: sessionFields.abstract.nullish(),
    capacity: sessionFields.capacity.nullish(),
    expectedAttendance: sessionFields.expectedAttendance.nullish(),
    setUp: sessionFields.setUp.nullish(),
    notes: sessionFields.notes.nullish(),
    trackId: id.nullish(),
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
  z.strictObject({
    sessionId: id,
    version,
    startsAt: instant.nullish(),
    endsAt: instant.nullish(),
    roomId: id.nullish(),
    ripple: z.boolean().default(false),
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
  z.strictObject({ sessionId: id, version }),
  (draft, { sessionId, version: seen }) => {
    const session = rowToEdit(draft.sessions, 'Session', sessionId, seen);
    return sessionChanges([{ id: sessionId, before: contentOf(session), after: null }]);
  },
);

/** The talks inside a session, all of them and in order. One that is left out goes, with those who appear in it. */
export const setItems = edit(
  z.strictObject({
    sessionId: id,
    version,
    items: z.array(z.strictObject({ id: id.nullish(), ...itemFields })).max(100),
  }),
  (draft, input, newId) => {
    const session = rowToEdit(draft.sessions, 'Session', input.sessionId, input.version);
    const known = new Set(session.items.map((item) => item.id));
    requireOwn(input.items, known, 'items', 'item of the session');
    const items = input.items.map(({ id: own, title: text, minutes }) => ({
      id: own ?? newId(),
      title: text,
      minutes,
    }));
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

/**
 * Who appears in a session, all of them and in order. Who is left out goes; what a person has agreed to stays with
 * their part.
 */
export const setAppearances = edit(
  z.strictObject({
    sessionId: id,
    version,
    appearances: z
      .array(
        z.strictObject({
          id: id.nullish(),
          itemId: id.nullish(),
          personId: id,
          role: personRole,
          state: personState.default('INVITED'),
          languages: appearanceLanguages.default([]),
        }),
      )
      .max(200),
  }),
  (draft, input, newId) => {
    const session = rowToEdit(draft.sessions, 'Session', input.sessionId, input.version);
    const before = new Map(session.appearances.map((appearance) => [appearance.id, appearance]));
    requireOwn(input.appearances, new Set(before.keys()), 'appearances', 'appearance of the session');
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
      const was = before.get(own ?? '');
      const agreed =
        was?.personId === part.personId ? was : { mayRecord: null, mayQuote: null, mayShow: null };
      const { mayRecord, mayQuote, mayShow } = agreed;
      return { ...part, id: own ?? newId(), itemId, mayRecord, mayQuote, mayShow };
    });
    requireOnce(appearances);
    return sessionChanges([changedSession(session, { appearances })]);
  },
  ({ appearances }) => appearances.map(({ personId }) => personId),
);

function requireOnce(appearances: readonly Appearance[]): void {
  const seen = new Set<string>();
  const problems = appearances.flatMap(({ personId, itemId, role }, index): FieldProblem[] => {
    const part = `${personId} ${itemId ?? ''} ${role}`;
    const isRepeated = seen.has(part);
    seen.add(part);
    return isRepeated ? [{ path: `appearances[${String(index)}]`, message: 'stands twice' }] : [];
  });
  if (problems.length > 0) throw badInput(problems);
}

/** The session's lines of the run book, all of them. */
export const setCues = edit(
  z.strictObject({
    sessionId: id,
    version,
    cues: z
      .array(
        z.strictObject({
          id: id.nullish(),
          kind: cueFields.kind.default('CUE'),
          minute: cueFields.minute.nullish(),
          text: cueFields.text,
          responsible: cueFields.responsible.nullish(),
        }),
      )
      .max(200),
  }),
  (draft, input, newId) => {
    const session = rowToEdit(draft.sessions, 'Session', input.sessionId, input.version);
    requireOwn(input.cues, new Set(session.cues.map((cue) => cue.id)), 'cues', 'cue of the session');
    const cues = input.cues.map(({ id: own, minute = null, responsible = null, ...cue }) => ({
      ...cue,
      id: own ?? newId(),
      minute,
      responsible,
    }));
    return sessionChanges([changedSession(session, { cues })]);
  },
);
