import { numericIds, type Schedule, type ScheduleDay, type ScheduleEvent } from '@plenary/formats/schedule';
import { localText } from '@plenary/platform/texts';
import type { ProgramDocument, ProgramSession } from '../program-document.js';
import { dayIn, isoIn, startOfDay } from '../times.js';

/** Stands for the room of a session that has none: the format wants one. */
export const noRoom = '–';

/**
 * A release as other software of conferences reads it, in the event's first language. What it does not carry is told in
 * docs/formats.md.
 * @param publicUrl of the installation, without a slash at its end
 * @param name of the file, for its own address
 */
export function scheduleOf(program: ProgramDocument, publicUrl: string, name: string): Schedule {
  const { event } = program;
  const url = `${publicUrl}/events/${event.slug}`;
  const text = (texts: Readonly<Record<string, string>>): string =>
    localText(texts, event.languages[0] ?? 'en', event.languages).text;
  const ids = numericIds(program.sessions.map(({ id }) => id));
  const personIds = numericIds(program.people.map(({ id }) => id));
  const people = new Map(program.people.map((person) => [person.id, person]));
  const tracks = new Map(program.tracks.map((track) => [track.id, text(track.name)]));
  // What a feed of this form finds rooms by is their name.
  const rooms = new Map(
    program.rooms.map(({ id, name: roomName }) => [id, { name: text(roomName), guid: id }]),
  );

  const eventOf = (session: ProgramSession): ScheduleEvent => ({
    guid: session.id,
    id: ids.get(session.id) ?? 0,
    code: null,
    title: text(session.title),
    subtitle: '',
    type: session.kind.toLowerCase(),
    track: tracks.get(session.track ?? '') ?? null,
    date: session.startsAt,
    duration: (Date.parse(session.endsAt) - Date.parse(session.startsAt)) / 60_000,
    abstract: session.abstract === null ? '' : text(session.abstract),
    description: event.notice === null ? '' : text(event.notice),
    slug: null,
    language: session.languages[0] ?? null,
    persons: speakersOf(session).flatMap((id) => {
      const person = people.get(id);
      return person === undefined
        ? []
        : [{ name: text(person.displayName), guid: id, id: personIds.get(id) ?? null }];
    }),
    recording: null,
    links: [],
    attachments: [],
    logo: null,
    url: `${url}#session-${session.id}`,
    feedbackUrl: null,
    originUrl: null,
  });

  const ofDay = Map.groupBy(program.sessions, ({ startsAt }) => dayIn(new Date(startsAt), event.timeZone));
  const days = [...new Set([...daysOf(event), ...ofDay.keys()])].sort();
  return {
    version: String(program.release),
    generator: { name: 'Plenary', version: '1', url: publicUrl },
    url: `${url}/${name}`,
    conference: {
      acronym: event.slug,
      title: text(event.title),
      start: event.startsOn,
      end: event.endsOn,
      timeSlotMinutes: 5,
      baseUrl: url,
      url,
      timeZone: event.timeZone,
      tracks: [...new Set(tracks.values())].map((track) => ({ name: track, slug: null, color: null })),
      rooms: [...rooms.values()].map((room) => ({ ...room, description: '', capacity: null })),
    },
    days: days.map((day, place): ScheduleDay => {
      const [start, end] = [0, 1].map((later) => startOfDay(day, later, event.timeZone));
      const byRoom = Map.groupBy(ofDay.get(day) ?? [], ({ room }) => room);
      return {
        index: place + 1,
        date: day,
        start: isoIn(new Date(start ?? 0), event.timeZone),
        end: isoIn(new Date((end ?? 0) - 1_000), event.timeZone),
        rooms: [...byRoom].map(([room, sessions]) => ({
          ...(rooms.get(room ?? '') ?? { name: noRoom, guid: null }),
          events: sessions.map(eventOf),
        })),
      };
    }),
  };
}

/** Who speaks or leads, each once: interpreters are no speakers. */
function speakersOf({ appearances }: ProgramSession): string[] {
  return [...new Set(appearances.filter(({ role }) => role !== 'INTERPRETER').map(({ person }) => person))];
}

function daysOf({ startsOn, endsOn }: ProgramDocument['event']): string[] {
  const days: string[] = [];
  for (let at = Date.parse(startsOn); at <= Date.parse(endsOn); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
