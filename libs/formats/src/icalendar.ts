import ical, { ICalCalendarMethod, ICalEventStatus, escape } from 'ical-generator';

/** A calendar entry. */
export interface CalendarEntry {
  /** The same in every version of the entry (RFC 5545, 3.8.4.7). */
  readonly uid: string;
  /** Higher in every later version. */
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly url: string;
}

export interface Calendar {
  readonly name: string;
  readonly language: string;
  readonly url: string;
  /** When this version was made: DTSTAMP of every entry, so that the same calendar is the same bytes. */
  readonly madeAt: Date;
  readonly entries: readonly CalendarEntry[];
}

const refreshSeconds = 900;

/** iCalendar text (RFC 5545, 7986) with instants in UTC. */
export function writeCalendar(calendar: Calendar): string {
  const written = ical({
    // The library escapes every text but this one.
    name: escape(calendar.name, false),
    prodId: { company: 'Plenary', product: 'Plenary', language: calendar.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    url: calendar.url,
    ttl: refreshSeconds,
  });
  for (const entry of calendar.entries) {
    written.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      stamp: calendar.madeAt,
      start: entry.startsAt,
      end: entry.endsAt,
      summary: entry.summary,
      description: entry.description || null,
      location: entry.location || null,
      url: entry.url,
      status: ICalEventStatus.CONFIRMED,
    });
  }
  return written.toString();
}
