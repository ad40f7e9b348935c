import type { Viewer } from '@plenary/platform/access';
import type { Appearance } from './content.js';
import { insider, partsThatHold, sightOf, sightOfWords, type SessionRules, type Sight } from './policy.js';

/** A session with all that decides what is shown of its words. */
export interface RuledSession extends SessionRules {
  readonly appearances: readonly Pick<Appearance, 'personId' | 'role' | 'mayQuote'>[];
}

/** What one viewer is shown of the words of an event, session by session. */
export class Sights {
  private readonly sessions: ReadonlyMap<string, RuledSession>;

  constructor(
    sessions: readonly RuledSession[],
    private readonly viewer: Viewer,
  ) {
    this.sessions = new Map(sessions.map((session) => [session.id, session]));
  }

  /** @param sessionId null for what was said outside of all sessions; of one that is not known nothing is shown */
  of(sessionId: string | null): Sight {
    if (sessionId === null || this.viewer.kind === 'STAFF') return sightOf(openSession, insider);
    const session = this.sessions.get(sessionId) ?? { ...openSession, visibility: 'INTERNAL' as const };
    return sightOf(session, this.viewer);
  }

  /** What one person says in a session; null for a person who is not known. */
  ofPerson(sessionId: string | null, personId: string | null): Pick<Sight, 'words' | 'speakers'> {
    const session = this.sessions.get(sessionId ?? '') ?? null;
    const parts = personId === null ? [] : partsThatHold(personId, session, [...this.sessions.values()]);
    return sightOfWords(this.of(sessionId), parts, this.viewer);
  }
}

const openSession: SessionRules = { id: '', visibility: 'PUBLIC', attribution: 'ON_RECORD' };
