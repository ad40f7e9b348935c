import type { Person } from '@plenary/event';
import type { Texts } from '@plenary/platform/texts';

export type SessionKind =
  | 'OPENING'
  | 'CEREMONY'
  | 'KEYNOTE'
  | 'PRESENTATION'
  | 'PANEL'
  | 'DISCUSSION'
  | 'WORKING_GROUP'
  | 'BREAK'
  | 'CLOSING'
  | 'SOCIAL'
  | 'VISIT'
  | 'OTHER';

export type AppearanceRole =
  'CHAIR' | 'MODERATOR' | 'KEYNOTE' | 'SPEAKER' | 'PANELIST' | 'DISCUSSANT' | 'RAPPORTEUR' | 'INTERPRETER';

export interface Room {
  readonly id: string;
  readonly key: string;
  readonly name: Texts;
  readonly capacity: number | null;
  readonly virtual: boolean;
}

export interface Track {
  readonly id: string;
  readonly key: string;
  readonly name: Texts;
  readonly kind: 'STRAND' | 'WORKING_GROUP';
}

/** An ordered talk inside a session. */
export interface SessionItem {
  readonly id: string;
  readonly title: Texts;
  readonly minutes: number;
}

/** A person's part in a session or in one of its items. */
export interface Appearance {
  readonly id: string;
  readonly itemId: string | null;
  readonly personId: string;
  readonly role: AppearanceRole;
  readonly state: 'INVITED' | 'CONFIRMED' | 'DECLINED';
}

/** One item of the program, as organisers edit it. */
export interface Session {
  readonly id: string;
  readonly key: string;
  readonly kind: SessionKind;
  /** Everybody is expected. */
  readonly plenary: boolean;
  readonly visibility: 'PUBLIC' | 'PARTICIPANTS' | 'INTERNAL';
  readonly title: Texts;
  readonly abstract: Texts | null;
  readonly roomId: string | null;
  readonly trackId: string | null;
  /** Null while it has no time; both or neither. */
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly actualStartsAt: Date | null;
  readonly actualEndsAt: Date | null;
  readonly languages: readonly string[];
  /** Languages it is interpreted into. */
  readonly interpretation: readonly string[];
  readonly takesQuestions: boolean;
  /** In order. */
  readonly items: readonly SessionItem[];
  /** In order. */
  readonly appearances: readonly Appearance[];
  readonly version: number;
}

/** A session that has a time. */
export interface TimedSession extends Session {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** The program as organisers edit it, with what its rules look at. */
export interface Draft {
  /** First and last day in the event's time zone, YYYY-MM-DD. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly rooms: readonly Room[];
  readonly tracks: readonly Track[];
  readonly people: readonly Person[];
  /** In the order of time, then of entry. */
  readonly sessions: readonly Session[];
}

export function isTimed(session: Session): session is TimedSession {
  return session.startsAt !== null && session.endsAt !== null;
}
