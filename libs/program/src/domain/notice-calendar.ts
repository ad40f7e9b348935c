import { writeCalendar } from '@plenary/formats';
import { calendarEntry, cancelledEntry, eventUrl, textIn, type CalendarPlace } from './calendar.js';
import type { ProgramDocument, ProgramSession } from './program-document.js';

/**
 * What a release changes in the calendar of one person, to be mailed: their sessions as they are now, and as cancelled
 * those that are gone, or that they have no part in any more.
 * @param sessionIds those of the person that are new or have changed
 * @param mailFrom the sender of all mail, with or without a name: a mailed calendar has an organizer (RFC 5546, 3.2.1)
 */
export function noticeCalendar(
  before: ProgramDocument | null,
  after: ProgramDocument,
  personId: string,
  sessionIds: Iterable<string>,
  { mailFrom, ...place }: CalendarPlace & { readonly mailFrom: string },
): string {
  const at = new Date(after.releasedAt);
  const entries = [...new Set(sessionIds)].flatMap((id) => {
    const is = after.sessions.find((session) => session.id === id);
    if (is !== undefined && isIn(is, personId)) return [calendarEntry(after, is, place)];
    const was = before?.sessions.find((session) => session.id === id);
    if (before === null || was === undefined) return [];
    return [cancelledEntry({ program: before, session: was, release: after.release, at }, place)];
  });
  return writeCalendar({
    name: textIn(after, after.event.title, place),
    language: place.language,
    url: eventUrl(place.publicUrl, after),
    madeAt: at,
    entries,
    message: {
      method: 'PUBLISH',
      organizer: {
        name: textIn(after, after.event.organiser ?? after.event.title, place),
        mail: mailFrom,
      },
    },
  });
}

function isIn({ appearances }: ProgramSession, personId: string): boolean {
  return appearances.some(({ person }) => person === personId);
}
