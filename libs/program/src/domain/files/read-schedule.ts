import { languageCode } from '@plenary/platform/texts';
import type { FieldProblem } from '@plenary/platform';
import type { Schedule, ScheduleEvent, SchedulePerson } from '@plenary/formats/schedule';
import { sessionKind } from '../content.js';
import type { ProgramFile } from '../export-program.js';
import type { Found, Scene } from './scene.js';
import { noRoom } from './write-schedule.js';

type SessionFile = NonNullable<ProgramFile['sessions']>[number];
type AppearanceFile = NonNullable<SessionFile['appearances']>[number];

/** What a schedule asks for, with the places of its values. */
export interface ScheduleReading {
  readonly sessions: readonly unknown[];
  readonly problems: readonly FieldProblem[];
  readonly notes: readonly string[];
  /** The place in the schedule of a value of the program: `events.57.title` of `sessions[3].title.en`. */
  readonly placeOf: (path: string) => string;
}

/** Words of other systems for kinds of ours. */
const otherKinds: Readonly<Record<string, SessionFile['kind']>> = {
  TALK: 'PRESENTATION',
  LECTURE: 'PRESENTATION',
  PAPER: 'PRESENTATION',
  ROUNDTABLE: 'DISCUSSION',
  ROUND_TABLE: 'DISCUSSION',
  PANEL_DISCUSSION: 'PANEL',
  WORKSHOP: 'WORKING_GROUP',
  MEETING: 'WORKING_GROUP',
  COFFEE_BREAK: 'BREAK',
  LUNCH: 'BREAK',
  RECEPTION: 'SOCIAL',
  EXCURSION: 'VISIT',
};

/**
 * The sessions of a schedule. One that the draft has, by its guid or by the key that an earlier reading gave it, keeps what
 * the format does not carry; who speaks there for the first time is a SPEAKER.
 */
export function readProgramSchedule(schedule: Schedule, scene: Scene, notice: string): ScheduleReading {
  const problems: FieldProblem[] = [];
  const known = new Map(scene.file.sessions.map((session) => [session.key, session]));
  const places = new Map(scene.file.sessions.map(({ key }, place) => [key, place]));
  const keyFor = ({ guid, id }: ScheduleEvent): string =>
    scene.draft.sessions.get(guid)?.key ?? `event-${String(id)}`;
  const placeOf = (event: ScheduleEvent): number => places.get(keyFor(event)) ?? Infinity;
  // In the draft's own order, for the file's by days and rooms is none of entry; what is new in the order of time.
  const placed = schedule.days
    .flatMap((day) => day.rooms)
    .flatMap((room) => room.events.map((event) => ({ event, room })))
    .sort(
      (a, b) =>
        placeOf(a.event) - placeOf(b.event) || Date.parse(a.event.date) - Date.parse(b.event.date) || 0,
    );
  let leftOut = 0;

  const sessions = placed.map(({ event, room }): Record<string, unknown> => {
    const key = keyFor(event);
    const base = known.get(key);
    const tell = (field: string, message: string): void => {
      problems.push({ path: `events.${String(event.id)}.${field}`, message });
    };
    leftOut += event.links.length + event.attachments.length;
    const session: Record<string, unknown> = {
      ...base,
      key,
      kind: kindOf(event, base),
      title: { ...base?.title, [scene.language]: oneLine([event.title, event.subtitle]) },
      startsAt: event.date,
      endsAt: new Date(Date.parse(event.date) + event.duration * 60_000).toISOString(),
      languages: languagesOf(event, base),
      appearances: event.persons.length === 0 ? interpretersOf(base) : partsOf(event.persons, base, tell),
    };
    put(session, 'abstract', abstractOf(event, base));
    put(session, 'room', roomOf(room, tell));
    put(session, 'track', trackOf(event, tell));
    return session;
  });
  return {
    sessions,
    problems,
    notes: leftOut === 0 ? [] : [`${String(leftOut)} links and attachments of sessions were left out.`],
    placeOf: (path) => placeIn(placed, path),
  };

  function abstractOf({ abstract, description }: ScheduleEvent, base: SessionFile | undefined) {
    // Our own files repeat the event's notice in each description.
    const parts = [abstract, description === notice ? '' : description].filter((part) => part !== '');
    const { [scene.language]: _own, ...others } = base?.abstract ?? {};
    const texts = parts.length === 0 ? others : { ...others, [scene.language]: parts.join('\n\n') };
    return Object.keys(texts).length === 0 ? undefined : texts;
  }

  function roomOf(room: { name: string; guid: string | null }, tell: Tell): string | undefined {
    if (room.name === noRoom) return undefined;
    return keyOf(scene.draft.rooms.get(room.guid ?? '') ?? scene.room(room.name), 'room', tell);
  }

  function trackOf({ track }: ScheduleEvent, tell: Tell): string | undefined {
    return track === null ? undefined : keyOf(scene.track(track), 'track', tell);
  }

  /** The parts that stay, in the order of the schedule; then those that it does not know. */
  function partsOf(
    persons: readonly SchedulePerson[],
    base: SessionFile | undefined,
    tell: Tell,
  ): AppearanceFile[] {
    const before = base?.appearances ?? [];
    const inItems = new Set(
      (base?.items ?? []).flatMap(({ appearances = [] }) => appearances.map(({ person }) => person)),
    );
    const keys = persons.flatMap(({ name, guid }): string[] => {
      const found = scene.draft.people.get(guid ?? '') ?? scene.personNamed(name);
      const key = keyOf(found, 'persons', tell);
      return key === undefined ? [] : [key];
    });
    const spoken = [...new Set(keys)].flatMap((person): AppearanceFile[] => {
      const parts = before.filter((part) => part.person === person && part.role !== 'INTERPRETER');
      if (parts.length > 0) return parts;
      return inItems.has(person) ? [] : [{ person, role: 'SPEAKER' }];
    });
    return [...spoken, ...interpretersOf(base)];
  }
}

type Tell = (field: string, message: string) => void;

function keyOf(found: Found, field: string, tell: Tell): string | undefined {
  if ('key' in found) return found.key;
  tell(field, found.problem);
  return undefined;
}

/** The format has no interpreters. */
function interpretersOf(base: SessionFile | undefined): AppearanceFile[] {
  return (base?.appearances ?? []).filter(({ role }) => role === 'INTERPRETER');
}

function kindOf({ type }: ScheduleEvent, base: SessionFile | undefined): SessionFile['kind'] {
  const word = type
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  return sessionKind.options.find((kind) => kind === word) ?? otherKinds[word] ?? base?.kind ?? 'OTHER';
}

/** The format has one spoken language: the others of the draft stay where that is still the first. */
function languagesOf({ language }: ScheduleEvent, base: SessionFile | undefined): readonly string[] {
  if (language === null || !languageCode.safeParse(language).success) return base?.languages ?? [];
  return base?.languages?.[0] === language ? base.languages : [language];
}

function oneLine(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .join(': ')
    .replace(/\s+/g, ' ');
}

function put(values: Record<string, unknown>, field: string, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(values, field);
  else values[field] = value;
}

/** By the names that the program has for what an event holds. */
const fieldOf: Readonly<Record<string, string>> = {
  kind: 'type',
  startsAt: 'date',
  endsAt: 'duration',
  appearances: 'persons',
  languages: 'language',
};

function placeIn(placed: readonly { readonly event: ScheduleEvent }[], path: string): string {
  const [, place = '', field = ''] = /^sessions\[(\d+)\](?:\.(\w+))?/.exec(path) ?? [];
  const found = placed[Number(place)];
  if (place === '' || found === undefined) return path;
  return `events.${String(found.event.id)}${field === '' ? '' : `.${fieldOf[field] ?? field}`}`;
}
