import type { ReleasedProgram, ReleasedSession } from './program-document.js';
import { sightOf, stranger } from './policy.js';
import { differences, type ProgramChange } from './release-changes.js';

/** What a release changes for who has a part: INTERNAL is what left the public's program and takes place all the same. */
export interface OwnChange extends Omit<ProgramChange, 'kind'> {
  readonly kind: ProgramChange['kind'] | 'INTERNAL';
}

/** The changes that concern each person: of sessions in which they stand now, or stood before. */
export function changesByPerson(
  before: ReleasedProgram | null,
  after: ReleasedProgram,
): Map<string, OwnChange[]> {
  const byPerson = new Map<string, OwnChange[]>();
  const is = new Map(after.sessions.map((session) => [session.id, session]));
  const was = new Map((before?.sessions ?? []).map((session) => [session.id, session]));
  for (const id of new Set([...is.keys(), ...was.keys()])) {
    const [then, now] = [was.get(id), is.get(id)];
    for (const personId of new Set([...peopleIn(then), ...peopleIn(now)])) {
      const own = ownChanges(then, now, personId);
      if (own.length > 0) byPerson.set(personId, [...(byPerson.get(personId) ?? []), ...own]);
    }
  }
  return byPerson;
}

function ownChanges(
  was: ReleasedSession | undefined,
  is: ReleasedSession | undefined,
  personId: string,
): OwnChange[] {
  const told = (kinds: readonly OwnChange['kind'][], session: ReleasedSession): OwnChange[] =>
    kinds.map((kind) => ({ kind, sessionId: session.id, title: session.title }));
  if (is === undefined) return was === undefined ? [] : told(['CANCELLED'], was);
  if (was === undefined) return told(['ADDED'], is);
  const kinds = differences(was, is);
  if (peopleIn(is).has(personId)) {
    const left = is.visibility === 'INTERNAL' && was.visibility !== 'INTERNAL';
    return told(left ? [...kinds, 'INTERNAL'] : kinds, is);
  }
  // Who has no part in it any more is told no more of it than everybody.
  return sightOf(is, stranger).people ? told(kinds, is) : told(['SPEAKER_CHANGED'], was);
}

function peopleIn(session: ReleasedSession | undefined): Set<string> {
  return new Set(session?.appearances.map(({ person }) => person));
}
