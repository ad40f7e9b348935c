import { z } from 'zod';
import type { Person } from '@plenary/event';
import {
  limitsId,
  type Availability,
  type LimitsContent,
  type RoomContent,
  type TrackContent,
} from './content.js';
import type { SessionContent } from './session-content.js';

/** The content of a row of the draft, as it stands: with the version that an edit of it has to name. */
export type Versioned<Content> = Content & { readonly version: number };

export type Room = Versioned<RoomContent>;
export type Track = Versioned<TrackContent>;
export type PersonAvailability = Versioned<Availability>;

/** One item of the program, as organisers edit it, with what really happened. */
export type Session = Versioned<SessionContent> & {
  /** When it really started and ended; never rewrites a release. */
  readonly actualStartsAt: Date | null;
  readonly actualEndsAt: Date | null;
};

/** A session that has a time. */
export type TimedSession = Session & { readonly startsAt: Date; readonly endsAt: Date };

export function isTimed(session: Session): session is TimedSession {
  return session.startsAt !== null && session.endsAt !== null;
}

/** The numbers that rules go by, in minutes. An event may have its own (design: domain.md, Program 2). */
export const programLimits = z.strictObject({
  changeover: z
    .int()
    .min(0)
    .max(240)
    .describe('Between two sessions of one room with another track or set-up, 0 to 240.')
    .default(5),
  walk: z.int().min(0).max(240).describe('For a person from one room to another, 0 to 240.').default(10),
  interpreters: z
    .int()
    .min(10)
    .max(600)
    .describe('That interpreters work without a break, 10 to 600.')
    .default(120),
  sitting: z
    .int()
    .min(30)
    .max(600)
    .describe('That an audience sits without a break, 30 to 600.')
    .default(150),
  pause: z.int().min(1).max(120).describe('From which on a gap counts as a break, 1 to 120.').default(10),
});

/** The numbers of an event, with the version that an edit of them has to name: 0 where it goes by the usual ones. */
export type ProgramLimits = Versioned<LimitsContent>;

/** The usual numbers. */
export const usualLimits: ProgramLimits = { id: limitsId, ...programLimits.parse({}), version: 0 };

/** What of an event the rules of its program look at. */
export interface EventFrame {
  /** First and last day in the event's time zone, YYYY-MM-DD. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly limits: ProgramLimits;
}

/** The program as organisers edit it, with what its rules look at. Rows by their id. */
export interface Draft {
  readonly frame: EventFrame;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly tracks: ReadonlyMap<string, Track>;
  /** Those who have a part in it: an appearance, a place in a working group, an availability. */
  readonly people: ReadonlyMap<string, Person>;
  /** By person. */
  readonly availability: ReadonlyMap<string, PersonAvailability>;
  readonly sessions: ReadonlyMap<string, Session>;
}

/** The draft with people besides who have no part in it yet. */
export function withPeople(draft: Draft, others: readonly Person[]): Draft {
  if (others.length === 0) return draft;
  const { frame, rooms, tracks, availability, sessions } = draft;
  const people = new Map([...others, ...draft.people.values()].map((person) => [person.id, person]));
  return { frame, rooms, tracks, availability, sessions, people };
}

/** Sessions in the order of time, then of entry; those without a time at the end. */
export function inOrder<S extends Pick<Session, 'startsAt' | 'position' | 'id'>>(sessions: Iterable<S>): S[] {
  return [...sessions].sort(
    (a, b) =>
      (a.startsAt?.getTime() ?? Infinity) - (b.startsAt?.getTime() ?? Infinity) ||
      a.position - b.position ||
      (a.id < b.id ? -1 : 1),
  );
}

/** Rows in the order of their keys. */
export function byKey<Row extends { readonly key: string }>(rows: ReadonlyMap<string, Row>): Row[] {
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
