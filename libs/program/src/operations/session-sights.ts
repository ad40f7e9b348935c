import { createCtx, enterEvent, inMemory, type EventCtx, type EventRef } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { TopicCache } from '@plenary/platform/live';
import { findRelease } from '../data/releases.js';
import { listDraftRules, type DraftRules } from '../data/session-rules.js';
import { stricter } from '../domain/policy.js';
import type { ReleasedSession } from '../domain/program-document.js';
import { Sights, type RuledSession } from '../domain/sights.js';
import { draftTopic } from './current-draft.js';

const keptRules = inMemory(
  (services) =>
    new TopicCache<readonly RuledSession[], [EventRef]>(services.live, draftTopic, (_id, event) =>
      listRules(enterEvent(createCtx(services, anonymous, 'kept'), event)),
    ),
);

/** What who asks is shown of the words of the event's sessions: from memory, until the draft or a release changes it. */
export async function readSights(ctx: EventCtx): Promise<Sights> {
  const { services, event, viewer } = ctx;
  if (viewer.kind === 'STAFF') return new Sights([], viewer);
  const rules = await keptRules(services).get(event.id, event);
  return new Sights(rules ?? [], viewer);
}

/**
 * What decides what is shown of each session: what was released or, where organisers have closed it since, what they
 * have set. A session that the next release will have and the last has not is not public yet.
 */
export async function listRules(ctx: EventCtx): Promise<RuledSession[]> {
  const release = await findRelease(ctx, null);
  const drafted = await listDraftRules(ctx);
  if (release === null) return drafted;
  const released = new Map(release.program.sessions.map((session) => [session.id, session]));
  return drafted.map((session) => ({ ...session, ...between(released.get(session.id), session) }));
}

function between(released: ReleasedSession | undefined, drafted: DraftRules) {
  if (released !== undefined) return stricter(released, drafted);
  return drafted.releasable ? { visibility: 'INTERNAL' as const } : {};
}
