import { writeCalendar } from '@plenary/formats';
import { writeScheduleJson, writeScheduleXml } from '@plenary/formats/schedule';
import { createDocument, type Document } from '@plenary/platform/documents';
import {
  calendarEntry,
  cancelledEntry,
  eventUrl,
  textIn,
  type CalendarPlace,
  type CancelledSession,
} from '../domain/calendar.js';
import { scheduleOf } from '../domain/files/write-schedule.js';
import type { ShownRelease } from './current-release.js';

const documents = new WeakMap<ShownRelease, Map<string, Document>>();

/** Made once a release, and then served from memory. */
function madeOnce(release: ShownRelease, name: string, make: () => Document): Document {
  const made = documents.get(release) ?? new Map<string, Document>();
  documents.set(release, made);
  const document = made.get(name) ?? make();
  made.set(name, document);
  return document;
}

/** `program.json`: the release as the public sees it. */
export function programJson(release: ShownRelease): Document {
  return madeOnce(release, 'json', () =>
    createDocument(`${JSON.stringify(release.program)}\n`, 'application/json; charset=utf-8'),
  );
}

/** `schedule.xml`: the same as frab and pretalx have it (https://c3voc.de/wiki/schedule). */
export function programScheduleXml(release: ShownRelease, publicUrl: string): Document {
  return madeOnce(release, 'schedule.xml', () =>
    createDocument(
      writeScheduleXml(scheduleOf(release.program, publicUrl, 'schedule.xml')),
      'application/xml; charset=utf-8',
    ),
  );
}

/** `schedule.json`: the same in JSON. */
export function programScheduleJson(release: ShownRelease, publicUrl: string): Document {
  return madeOnce(release, 'schedule.json', () =>
    createDocument(
      writeScheduleJson(scheduleOf(release.program, publicUrl, 'schedule.json')),
      'application/json; charset=utf-8',
    ),
  );
}

/**
 * `program.ics`: the whole release, with what was cancelled since an earlier one; or one session. Null if it never had
 * that session.
 */
export function programCalendar(
  release: ShownRelease,
  cancelled: readonly CancelledSession[],
  at: Omit<CalendarPlace, 'language'>,
  sessionId: string | null,
): Document | null {
  const { program } = release;
  const isChosen = ({ id }: { readonly id: string }): boolean => sessionId === null || id === sessionId;
  const chosen = program.sessions.filter(isChosen);
  const gone = cancelled.filter(({ session }) => isChosen(session));
  if (sessionId !== null && chosen.length + gone.length === 0) return null;
  return madeOnce(release, `ics ${sessionId ?? ''}`, () => {
    const place = { ...at, language: program.event.languages[0] ?? 'en' };
    const calendar = writeCalendar({
      name: textIn(program, program.event.title, place),
      language: place.language,
      url: eventUrl(at.publicUrl, program),
      madeAt: new Date(program.releasedAt),
      entries: [
        ...chosen.map((session) => calendarEntry(program, session, place)),
        ...gone.map((session) => cancelledEntry(session, place)),
      ],
    });
    return createDocument(calendar, 'text/calendar; charset=utf-8');
  });
}
