import type { Event } from '@plenary/event';
import { writeCalendar } from '@plenary/formats';
import { createDocument, type Document } from '@plenary/platform/http';
import { localText } from '@plenary/platform/texts';
import type { ProgramDocument, ProgramSession } from '../domain/program-document.js';
import type { PublicRelease } from './current-release.js';

const documents = new WeakMap<PublicRelease, Map<string, Document>>();

/** Made once a release, and then served from memory. */
function madeOnce(release: PublicRelease, name: string, make: () => Document): Document {
  const made = documents.get(release) ?? new Map<string, Document>();
  documents.set(release, made);
  const document = made.get(name) ?? make();
  made.set(name, document);
  return document;
}

/** `program.json`: the release as the public sees it. */
export function programJson(release: PublicRelease): Document {
  return madeOnce(release, 'json', () =>
    createDocument(`${JSON.stringify(release.program)}\n`, 'application/json; charset=utf-8'),
  );
}

/** `program.ics`: the whole release, or one session of it; null if it has no such session. */
export function programCalendar(
  release: PublicRelease,
  event: Event,
  publicUrl: string,
  sessionId: string | null,
): Document | null {
  const { sessions } = release.program;
  const chosen = sessionId === null ? sessions : sessions.filter(({ id }) => id === sessionId);
  if (sessionId !== null && chosen.length === 0) return null;
  return madeOnce(release, `ics ${sessionId ?? ''}`, () => {
    const language = event.languages[0] ?? 'en';
    const url = `${publicUrl}/events/${event.slug}`;
    const calendar = writeCalendar({
      name: inLanguage(event.title, language),
      language,
      url,
      madeAt: new Date(release.program.releasedAt),
      entries: chosen.map((session) => ({
        uid: `${session.id}@${new URL(publicUrl).hostname}`,
        sequence: release.number - 1,
        startsAt: new Date(session.startsAt),
        endsAt: new Date(session.endsAt),
        summary: inLanguage(session.title, language),
        description: descriptionOf(release.program, session, language),
        location: locationOf(release.program, session, language),
        url: `${url}#session-${session.id}`,
      })),
    });
    return createDocument(calendar, 'text/calendar; charset=utf-8');
  });

  function inLanguage(map: Readonly<Record<string, string>>, language: string): string {
    return localText(map, language, event.languages).text;
  }

  function locationOf(program: ProgramDocument, session: ProgramSession, language: string): string {
    const room = program.rooms.find(({ id }) => id === session.room);
    const places = [room?.name, program.event.venue?.name, program.event.venue?.city];
    return places.flatMap((place) => (place == null ? [] : inLanguage(place, language))).join(', ');
  }

  function descriptionOf(program: ProgramDocument, session: ProgramSession, language: string): string {
    const people = new Map(program.people.map((person) => [person.id, person]));
    const names = session.appearances.map(({ person }) => people.get(person)?.displayName ?? {});
    const abstract = session.abstract === null ? [] : [inLanguage(session.abstract, language)];
    const notice = program.event.notice === null ? [] : [inLanguage(program.event.notice, language)];
    return [...new Set(names.map((name) => inLanguage(name, language))), ...abstract, ...notice].join('\n');
  }
}
