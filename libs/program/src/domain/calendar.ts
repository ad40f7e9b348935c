import type { CalendarEntry } from '@plenary/formats';
import { localText, type Texts } from '@plenary/platform/texts';
import type { ProgramDocument, ProgramSession } from './program-document.js';
import { factsOf } from './session-facts.js';

/** A session that is in no release any more, as it was released last. */
export interface CancelledSession {
  readonly session: ProgramSession;
  /** The last release that had it. */
  readonly program: ProgramDocument;
  /** The number and the time of the release that no longer did. */
  readonly release: number;
  readonly at: Date;
}

/** Where a calendar is read, and in which language. */
interface Place {
  readonly publicUrl: string;
  /** BCP 47. */
  readonly language: string;
}

/** Higher in every later release (RFC 5545, 3.8.7.4). */
const sequenceIn = (release: number): number => release - 1;

/** The page of the event. */
export function eventUrl(publicUrl: string, { event }: ProgramDocument): string {
  return `${publicUrl}/events/${event.slug}`;
}

/** A session of a release as a calendar entry: its UID is the same in every release. */
export function calendarEntry(
  program: ProgramDocument,
  session: ProgramSession,
  place: Place,
): CalendarEntry {
  const { publicUrl } = place;
  return {
    uid: `${session.id}@${new URL(publicUrl).hostname}`,
    sequence: sequenceIn(program.release),
    startsAt: new Date(session.startsAt),
    endsAt: new Date(session.endsAt),
    summary: textIn(program, session.title, place),
    description: descriptionOf(program, session, place),
    location: locationOf(program, session, place),
    url: `${eventUrl(publicUrl, program)}#session-${session.id}`,
  };
}

/** The same of a session that was cancelled: it takes the entry back. */
export function cancelledEntry(
  { program, session, release, at }: CancelledSession,
  place: Place,
): CalendarEntry {
  return {
    ...calendarEntry(program, session, place),
    sequence: sequenceIn(release),
    cancelled: true,
    changedAt: at,
  };
}

export function textIn({ event }: ProgramDocument, texts: Texts, { language }: Place): string {
  return localText(texts, language, event.languages).text;
}

function locationOf(program: ProgramDocument, session: ProgramSession, place: Place): string {
  const room = program.rooms.find(({ id }) => id === session.room);
  const places = [room?.name, program.event.venue?.name, program.event.venue?.city];
  return places.flatMap((texts) => (texts == null ? [] : textIn(program, texts, place))).join(', ');
}

function descriptionOf(program: ProgramDocument, session: ProgramSession, place: Place): string {
  const people = new Map(program.people.map((person) => [person.id, person]));
  const names = session.appearances.map(({ person }) => people.get(person)?.displayName ?? {});
  const facts = factsOf(session, 'EVERYWHERE').map(
    (tell) => tell(place.language, program.event.languages).text,
  );
  const others = [session.abstract, program.event.notice];
  const said = others.flatMap((texts) => (texts === null ? [] : textIn(program, texts, place)));
  return [...new Set(names.map((name) => textIn(program, name, place))), ...facts, ...said].join('\n');
}
