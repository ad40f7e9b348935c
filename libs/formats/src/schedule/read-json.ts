import { z } from 'zod';
import { readJson } from '../json.js';
import { inPath } from '../path.js';
import { Problems, quoted, refuse, type FormatProblem, type Reading } from '../problem.js';
import { readUtf8, requireSize } from '../text.js';
import { guidOfId } from './ids.js';
import { eventShape, fileShape } from './json-shape.js';
import {
  mostBytes,
  mostEvents,
  type Schedule,
  type ScheduleDay,
  type ScheduleEvent,
  type ScheduleLink,
} from './schedule.js';
import { minutesOf, webAddress } from './values.js';

type Path = readonly PropertyKey[];
type JsonFile = z.output<typeof fileShape>;
type JsonEvent = z.output<typeof eventShape>;

/**
 * Reads `schedule.json` of frab, pretalx or any other that follows https://c3voc.de/schedule/schema.json. Texts lose the
 * white space at their ends; an event without guid gets one made of acronym and id.
 * @throws {FormatError} with paths, for what is no JSON or lacks what an event needs
 */
export function readScheduleJson(bytes: Uint8Array): Reading<Schedule> {
  requireSize(bytes, mostBytes);
  const reading = new ScheduleReading(readJson(readUtf8(bytes), true));
  const value = reading.schedule();
  reading.problems.refuseIfAny();
  return { value, notes: reading.notes };
}

/** One reading: what the file holds, what is wrong with it, and what was left aside. */
class ScheduleReading {
  readonly problems = new Problems();
  readonly notes: FormatProblem[] = [];
  readonly #file: JsonFile['schedule'];
  readonly #generator: JsonFile['generator'];
  readonly #base: string | null;
  readonly #seen = new Set<string>();
  #events = 0;

  constructor(value: unknown) {
    const file = this.#checked(fileShape, value, []);
    this.problems.refuseIfAny();
    if (file === null) refuse(null, 'The file is no schedule.');
    this.#file = file.schedule;
    this.#generator = file.generator;
    this.#base = this.#address(['schedule', 'base_url'], file.schedule.base_url, null);
  }

  schedule(): Schedule {
    const { version, url, conference } = this.#file;
    const path = ['schedule', 'conference'];
    return {
      version,
      generator: this.#generator,
      url: this.#address(['schedule', 'url'], url),
      conference: {
        acronym: conference.acronym,
        title: conference.title,
        start: conference.start,
        end: conference.end,
        timeSlotMinutes: minutesOf(conference.timeslot_duration ?? ''),
        baseUrl: this.#base,
        url: this.#address([...path, 'url'], conference.url),
        timeZone: conference.time_zone_name,
        tracks: conference.tracks,
        rooms: conference.rooms,
      },
      days: conference.days.map((day, place) => this.#day([...path, 'days', place], day)),
    };
  }

  #day(path: Path, day: JsonFile['schedule']['conference']['days'][number]): ScheduleDay {
    const { rooms } = this.#file.conference;
    const known = new Map(rooms.map(({ name, guid }, place) => [name, { guid, place }]));
    // In the order of the list of rooms: a JSON object itself puts names that are whole numbers first.
    const names = Object.keys(day.rooms).sort(
      (a, b) => (known.get(a)?.place ?? rooms.length) - (known.get(b)?.place ?? rooms.length),
    );
    const events = new Map<string, unknown>(Object.entries(day.rooms));
    return {
      index: day.index,
      date: day.date,
      start: day.day_start,
      end: day.day_end,
      rooms: names.map((name) => ({
        name,
        guid: known.get(name)?.guid ?? null,
        events: this.#eventsOf([...path, 'rooms', name], events.get(name)),
      })),
    };
  }

  #eventsOf(path: Path, list: unknown): ScheduleEvent[] {
    const events = this.#checked(z.array(eventShape), list, path) ?? [];
    this.#events += events.length;
    if (this.#events > mostEvents) refuse(null, `The file has more than ${String(mostEvents)} events.`);
    return events.map((event, place) => this.#event([...path, place], event));
  }

  #event(path: Path, event: JsonEvent): ScheduleEvent {
    const { do_not_record: optOut, recording_license: license, feedback_url, origin_url, ...rest } = event;
    const guid = event.guid ?? guidOfId(this.#file.conference.acronym, event.id);
    this.#once(path, `id ${String(event.id)}`);
    this.#once(path, `guid ${guid}`);
    return {
      ...rest,
      guid,
      recording:
        optOut === null && license === null ? null : { license: license ?? '', optOut: optOut ?? false },
      links: this.#links([...path, 'links'], event.links),
      attachments: this.#links([...path, 'attachments'], event.attachments),
      logo: this.#address([...path, 'logo'], event.logo),
      url: this.#address([...path, 'url'], event.url),
      feedbackUrl: this.#address([...path, 'feedback_url'], feedback_url),
      originUrl: this.#address([...path, 'origin_url'], origin_url),
    };
  }

  #links(path: Path, links: readonly ScheduleLink[]): ScheduleLink[] {
    return links.flatMap(({ url, title }, place) => {
      const address = this.#address([...path, place, 'url'], url);
      return address === null ? [] : [{ url: address, title }];
    });
  }

  #address(path: Path, found: string | null, base = this.#base): string | null {
    const url = found === null ? null : webAddress(found, base);
    if (found !== null && url === null) {
      const message = `was left out: ${quoted(found)} is no http or https address`;
      this.notes.push({ line: null, path: inPath(path), message });
    }
    return url;
  }

  #once(path: Path, what: string): void {
    if (this.#seen.has(what))
      this.problems.add(null, inPath(path), `must not have ${what}, which another event has`);
    this.#seen.add(what);
  }

  #checked<T extends z.ZodType>(shape: T, value: unknown, path: Path): z.output<T> | null {
    const { data, error } = shape.safeParse(value, {
      error: ({ code, input, expected }) =>
        input === undefined
          ? 'is missing'
          : code === 'invalid_type'
            ? `must be of type ${String(expected)}`
            : undefined,
    });
    for (const issue of error?.issues ?? []) {
      this.problems.add(null, inPath([...path, ...issue.path]), issue.message);
    }
    return data ?? null;
  }
}
