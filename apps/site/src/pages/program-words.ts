import { affiliated, type Event } from '@plenary/event';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import { writtenDay } from '@plenary/platform/words';
import { dayIn, timeIn, type ProgramDocument, type ShownRelease } from '@plenary/program';
import { wordsIn } from '../words/words.js';
import type { Frame } from './layout.js';

export type Session = ProgramDocument['sessions'][number];
export type Person = ProgramDocument['people'][number];

/** A released program as a page in one language says it. */
export interface ProgramWords {
  readonly event: Event;
  readonly release: ShownRelease;
  readonly frame: Frame;
  readonly local: (texts: Texts) => LocalText;
  readonly room: (session: Session) => LocalText | null;
  readonly track: (session: Session) => LocalText | null;
  readonly person: (id: string) => Person | undefined;
  /** Post and organisation; null where neither is known. */
  readonly affiliation: (person: Person) => LocalText | null;
  /** `14:05–14:10`, in the event's time zone. */
  readonly span: (session: Session) => string;
  /** The day, the span, and the zone. */
  readonly when: (session: Session) => string;
}

export function programWords(frame: Frame, event: Event, release: ShownRelease): ProgramWords {
  const { program } = release;
  const { timeZone, languages } = event;
  const say = wordsIn(frame.language);
  const local = (texts: Texts): LocalText => localText(texts, frame.language, languages);
  const people = new Map(program.people.map((person) => [person.id, person]));
  const rooms = new Map(program.rooms.map(({ id, name }) => [id, name]));
  const tracks = new Map(program.tracks.map(({ id, name }) => [id, name]));
  const named = (names: ReadonlyMap<string, Texts>, id: string | null): LocalText | null => {
    const name = names.get(id ?? '');
    return name === undefined ? null : local(name);
  };
  const time = (at: string): string => timeIn(new Date(at), timeZone);
  return {
    event,
    release,
    frame,
    local,
    room: ({ room }) => named(rooms, room),
    track: ({ track }) => named(tracks, track),
    person: (id) => people.get(id),
    affiliation({ post, organisation }) {
      if (post === null || organisation === null) {
        const known = post ?? organisation;
        return known === null ? null : local(known);
      }
      const body = local(organisation);
      return { text: affiliated(local(post).text, body.text, body.language), language: body.language };
    },
    span: ({ startsAt, endsAt }) => `${time(startsAt)}–${time(endsAt)}`,
    when: ({ startsAt, endsAt }) =>
      say('session.times', {
        day: writtenDay(dayIn(new Date(startsAt), timeZone), frame.language),
        from: time(startsAt),
        to: time(endsAt),
        zone: timeZone,
      }),
  };
}
