import { isDeepStrictEqual } from 'node:util';
import { stored } from '@plenary/platform';
import type { Viewer } from '@plenary/platform/access';
import { z } from 'zod';
import { sightOf } from './policy.js';
import type { ReleasedProgram, ReleasedSession } from './program-document.js';

export const programChangeKind = z.enum([
  'ADDED',
  'MOVED',
  'RENAMED',
  'REROOMED',
  'CANCELLED',
  'SPEAKER_CHANGED',
]);

/** One difference between two releases. */
const programChange = z.object({
  kind: programChangeKind,
  sessionId: z.string(),
  /** The session's title, as it is now or was last. */
  title: z.record(z.string(), z.string()),
});

export type ProgramChange = z.output<typeof programChange>;

/** The changes that a release keeps. */
export const storedReleaseChanges = stored('release-changes', z.array(programChange).readonly());

/**
 * What a viewer who has seen the release before has to know, in the order of the program; what was cancelled at the end.
 * What they see no more, though it takes place, is no change: it is not in their program.
 */
export function changesBetween(
  before: ReleasedProgram | null,
  after: ReleasedProgram,
  viewer: Viewer,
): ProgramChange[] {
  const old = new Map((before?.sessions ?? []).map((session) => [session.id, session]));
  const changed = after.sessions.flatMap((session) => {
    const was = old.get(session.id);
    old.delete(session.id);
    return changesOf(was, session, viewer);
  });
  const gone = [...old.values()].filter((session) => sightOf(session, viewer).seen);
  return [...changed, ...gone.map((session) => change('CANCELLED', session))];
}

function change(kind: ProgramChange['kind'], session: ReleasedSession): ProgramChange {
  return { kind, sessionId: session.id, title: session.title };
}

function changesOf(was: ReleasedSession | undefined, is: ReleasedSession, viewer: Viewer): ProgramChange[] {
  const now = sightOf(is, viewer);
  if (!now.seen) return [];
  if (was === undefined || !sightOf(was, viewer).seen) return [change('ADDED', is)];
  const then = sightOf(was, viewer);
  return differences(was, is)
    .filter((kind) => kind !== 'REROOMED' || (now.details && then.details))
    .filter((kind) => kind !== 'SPEAKER_CHANGED' || (now.people && then.people))
    .map((kind) => change(kind, is));
}

/** What is different in a session that two releases have. */
export function differences(was: ReleasedSession, is: ReleasedSession): ProgramChange['kind'][] {
  const same = isDeepStrictEqual;
  const speakers = (session: ReleasedSession) =>
    session.appearances.map(({ person, role }) => [person, role]);
  return [
    same([was.startsAt, was.endsAt], [is.startsAt, is.endsAt]) ? [] : ['MOVED' as const],
    was.room === is.room ? [] : ['REROOMED' as const],
    same(was.title, is.title) ? [] : ['RENAMED' as const],
    same(speakers(was), speakers(is)) ? [] : ['SPEAKER_CHANGED' as const],
  ].flat();
}
