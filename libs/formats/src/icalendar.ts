import ical, {
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
  escape,
  type ICalEventData,
} from 'ical-generator';

/** A calendar entry. Addresses are absolute. */
export interface CalendarEntry {
  /** The same in every version of the entry (RFC 5545, 3.8.4.7). */
  readonly uid: string;
  /** Higher in every later version; a cancellation is one. */
  readonly sequence: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly url: string;
  /** It fills whole days, those of its times in UTC, and blocks nobody's time (RFC 5545, 3.6.1): a conference of a week. */
  readonly wholeDays?: boolean;
  /** It no longer takes place: `STATUS:CANCELLED`, and its time is free again. */
  readonly cancelled?: boolean;
  /** When this version of the entry was made; without it, when the calendar was. */
  readonly changedAt?: Date;
  readonly categories?: readonly string[];
  /** Addresses of files. */
  readonly attachments?: readonly string[];
}

export interface Calendar {
  readonly name: string;
  /** BCP 47. */
  readonly language: string;
  /** The page that shows the same. */
  readonly url: string;
  /** When this version was made. The clock is not asked: the same calendar is the same bytes. */
  readonly madeAt: Date;
  readonly entries: readonly CalendarEntry[];
  /** Where a feed can be fetched again (RFC 7986, 5.8). */
  readonly source?: string;
  /** For a calendar that is mailed; a feed has none. */
  readonly message?: CalendarMessage;
}

/**
 * What a mailed calendar does to that of its reader (RFC 5546): PUBLISH adds and updates entries, CANCEL takes them back
 * (4.1.3; all entries are then written as cancelled). Not REQUEST: that shows buttons whose answers go by mail to the
 * organizer and are read by nobody, while people confirm and decline by their link. A message without an organizer is
 * against the standard, so a feed, which needs none, has no METHOD either.
 */
export interface CalendarMessage {
  readonly method: 'PUBLISH' | 'CANCEL';
  /** The mail address may come with a name of its own, as the sender of mails has it. */
  readonly organizer: { readonly name: string; readonly mail: string };
}

const refreshSeconds = 900;

/**
 * iCalendar text (RFC 5545, 7986), folded by octets. Times are instants in UTC: exact, without a copy of the zone's
 * rules that may be old by then.
 */
export function writeCalendar(calendar: Calendar): string {
  const { message } = calendar;
  const written = ical({
    // The library escapes every text but this one.
    name: escape(printable(calendar.name), false),
    prodId: { company: 'Plenary', product: 'Plenary', language: calendar.language.toUpperCase() },
    url: address(calendar.url),
    source: calendar.source === undefined ? null : address(calendar.source),
    method: message === undefined ? null : ICalCalendarMethod[message.method],
    ttl: message === undefined ? refreshSeconds : null,
  });
  for (const entry of calendar.entries) written.createEvent(eventOf(calendar, entry));
  return written.toString();
}

function eventOf({ madeAt, message }: Calendar, entry: CalendarEntry): ICalEventData {
  const changedAt = entry.changedAt ?? madeAt;
  const cancelled = entry.cancelled === true || message?.method === 'CANCEL';
  return {
    id: entry.uid,
    sequence: entry.sequence,
    // In a message when it was made; else the same as LAST-MODIFIED (RFC 5545, 3.8.7.2).
    stamp: message === undefined ? changedAt : madeAt,
    lastModified: changedAt,
    start: entry.startsAt,
    end: entry.endsAt,
    allDay: entry.wholeDays === true,
    summary: printable(entry.summary),
    description: printable(entry.description) || null,
    location: printable(entry.location) || null,
    url: address(entry.url),
    categories: (entry.categories ?? []).map((name) => ({ name: printable(name) })),
    attachments: (entry.attachments ?? []).map(address),
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: cancelled || entry.wholeDays === true ? ICalEventTransparency.TRANSPARENT : null,
    organizer:
      message === undefined
        ? null
        : { name: printable(message.organizer.name), email: bare(printable(message.organizer.mail)) },
  };
}

/** Without control characters, which no text may have; Unicode's own line ends, at which parsers stumble, as any other. */
function printable(text: string): string {
  return text
    .replace(/[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .toWellFormed();
}

/** A mail address without the name before it. */
function bare(mail: string): string {
  return /<([^<>]+)>\s*$/.exec(mail)?.[1] ?? mail;
}

/** With commas and semicolons encoded, which the library would escape as in a text. */
function address(url: string): string {
  return new URL(url).href.replace(/[,;\\]/g, encodeURIComponent);
}
