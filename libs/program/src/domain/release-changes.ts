import { stored } from '@plenary/platform';
import { z } from 'zod';
import type { ProgramDocument, ProgramSession } from './program-document.js';

const changeKinds = ['ADDED', 'MOVED', 'RENAMED', 'REROOMED', 'CANCELLED', 'SPEAKER_CHANGED'] as const;

/** One difference between two releases. */
const programChange = z.object({
  kind: z.enum(changeKinds),
  sessionId: z.string(),
  /** The session's title, as it is now or was last. */
  title: z.record(z.string(), z.string()),
});

export type ProgramChange = z.output<typeof programChange>;

/** The changes that a release keeps. */
export const storedReleaseChanges = stored('release-changes', z.array(programChange).readonly());

/** What a reader of the release before has to know, in the order of the program; what was cancelled at the end. */
export function changesBetween(before: ProgramDocument | null, after: ProgramDocument): ProgramChange[] {
  const old = new Map((before?.sessions ?? []).map((session) => [session.id, session]));
  const changed = after.sessions.flatMap((session) => {
    const was = old.get(session.id);
    old.delete(session.id);
    return was === undefined ? [change('ADDED', session)] : changesOf(was, session);
  });
  return [...changed, ...[...old.values()].map((session) => change('CANCELLED', session))];
}

function change(kind: ProgramChange['kind'], session: ProgramSession): ProgramChange {
  return { kind, sessionId: session.id, title: session.title };
}

function changesOf(was: ProgramSession, is: ProgramSession): ProgramChange[] {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const speakers = (session: ProgramSession) => session.appearances.map(({ person, role }) => [person, role]);
  const kinds = [
    same([was.startsAt, was.endsAt], [is.startsAt, is.endsAt]) ? [] : ['MOVED' as const],
    same(was.room, is.room) ? [] : ['REROOMED' as const],
    same(was.title, is.title) ? [] : ['RENAMED' as const],
    same(speakers(was), speakers(is)) ? [] : ['SPEAKER_CHANGED' as const],
  ].flat();
  return kinds.map((kind) => change(kind, is));
}

/** The changes that concern each person: of sessions in which they stand now, or stood before. */
export function changesByPerson(
  before: ProgramDocument | null,
  after: ProgramDocument,
  changes: readonly ProgramChange[],
): Map<string, ProgramChange[]> {
  const people = new Map<string, Set<string>>();
  for (const { id, appearances } of [...(before?.sessions ?? []), ...after.sessions]) {
    const inSession = people.get(id) ?? new Set();
    for (const { person } of appearances) inSession.add(person);
    people.set(id, inSession);
  }
  const byPerson = new Map<string, ProgramChange[]>();
  for (const one of changes) {
    for (const person of people.get(one.sessionId) ?? [])
      byPerson.set(person, [...(byPerson.get(person) ?? []), one]);
  }
  return byPerson;
}
