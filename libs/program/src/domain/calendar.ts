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
export interface CalendarPlace {
  readonly publicUrl: string;
  /** BCP 47. */
  readonly language: string;
  /** That of the event. */
  readonly calendarHost: string | null;
}

/** Higher in every later release (RFC 5545, 3.8.7.4). */
const sequenceIn = (release: number): number => release - 1;

/** The page of the event. */
export function eventUrl(publicUrl: string, { event }: ProgramDocument): string {
  return `${publicUrl}/events/${event.slug}`;
}

/**
 * The same in every release, and wherever the pages are (RFC 7986, 5.3). Entries that were mailed before this was the rule
 * are known by the host behind it.
 */
function uidOf({ id }: ProgramSession, { calendarHost }: CalendarPlace): string {
  return calendarHost === null ? id : `${id}@${calendarHost}`;
}

/** A session of a release as a calendar entry. */
export function calendarEntry(
  program: ProgramDocument,
  session: ProgramSession,
  place: CalendarPlace,
): CalendarEntry {
  const { publicUrl } = place;
  return {
    uid: uidOf(session, place),
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
  place: CalendarPlace,
): CalendarEntry {
  return {
    ...calendarEntry(program, session, place),
    sequence: sequenceIn(release),
    cancelled: true,
    changedAt: at,
  };
}

export function textIn(
  { event }: ProgramDocument,
  texts: Texts,
  { language }: Pick<CalendarPlace, 'language'>,
): string {
  return localText(texts, language, event.languages).text;
}

function locationOf(program: ProgramDocument, session: ProgramSession, place: CalendarPlace): string {
  const room = program.rooms.find(({ id }) => id === session.room);
  const places = [room?.name, program.event.venue?.name, program.event.venue?.city];
  return places.flatMap((texts) => (texts == null ? [] : textIn(program, texts, place))).join(', ');
}

function descriptionOf(program: ProgramDocument, session: ProgramSession, place: CalendarPlace): string {
  const people = new Map(program.people.map((person) => [person.id, person]));
  const names = session.appearances.map(({ person }) => people.get(person)?.displayName ?? {});
  const facts = factsOf(session, 'EVERYWHERE').map(
    (tell) => tell(place.language, program.event.languages).text,
  );
  const others = [session.abstract, program.event.notice];
  const said = others.flatMap((texts) => (texts === null ? [] : textIn(program, texts, place)));
  return [...new Set(names.map((name) => textIn(program, name, place))), ...facts, ...said].join('\n');
}
