import { Problems, quoted, refuse, type FormatProblem, type Reading } from '../problem.js';
import { child, childrenOf, readXml, type XmlElement } from '../xml.js';
import { guidOfId } from './ids.js';
import { mostBytes, mostEvents } from './schedule.js';
import type {
  Schedule,
  ScheduleConference,
  ScheduleDay,
  ScheduleDayRoom,
  ScheduleEvent,
  ScheduleLink,
  SchedulePerson,
} from './schedule.js';
import { isDay, isGuid, isInstant, minutesOf, webAddress } from './values.js';

const limits = { bytes: mostBytes, depth: 16, elements: 50 * mostEvents };

/**
 * Reads `schedule.xml` of frab, pretalx or any other that follows https://c3voc.de/schedule/schema.xsd. Texts lose the
 * white space at their ends; an event without guid gets one made of acronym and id.
 * @throws {FormatError} with lines, for what is not well-formed or lacks what an event needs
 */
export function readScheduleXml(bytes: Uint8Array): Reading<Schedule> {
  const root = readXml(bytes, limits);
  if (root.name !== 'schedule')
    refuse(root.line, `must begin with <schedule>, not <${quotedName(root.name)}>.`);
  const reading = new ScheduleReading();
  const value = reading.schedule(root);
  reading.problems.refuseIfAny();
  return { value, notes: reading.notes };
}

/** One reading: what the elements hold, what is wrong with them, and what was left aside. */
class ScheduleReading {
  readonly problems = new Problems();
  readonly notes: FormatProblem[] = [];
  #acronym = '';
  #base: string | null = null;
  #events = 0;
  readonly #guids = new Map<string, number>();
  readonly #ids = new Map<number, number>();

  schedule(root: XmlElement): Schedule {
    const element = child(root, 'conference') ?? refuse(root.line, 'has no <conference>.');
    this.#base = this.#address(element, 'base_url');
    this.#acronym = text(element, 'acronym');
    const days = childrenOf(root, 'day').map((day, place) => this.#day(day, place));
    if (days.length === 0) this.problems.add(root.line, '', 'has no <day>.');
    const generator = child(root, 'generator');
    return {
      version: text(root, 'version'),
      generator:
        generator === undefined
          ? null
          : {
              name: generator.attributes['name'] ?? '',
              version: generator.attributes['version'] ?? '',
              url: generator.attributes['system'] ?? '',
            },
      url: this.#address(root, 'url'),
      conference: this.#conference(element, days),
      days,
    };
  }

  #conference(element: XmlElement, days: readonly ScheduleDay[]): ScheduleConference {
    const slot = optionalText(element, 'timeslot_duration');
    const rooms = new Map(days.flatMap((day) => day.rooms.map(({ name, guid }) => [name, guid])));
    return {
      acronym: this.#acronym,
      title: this.#required(element, 'title'),
      start: this.#dayOrInstant(element, 'start'),
      end: this.#dayOrInstant(element, 'end'),
      timeSlotMinutes: slot === null ? null : minutesOf(slot),
      baseUrl: this.#base,
      url: this.#address(element, 'url'),
      timeZone: optionalText(element, 'time_zone_name'),
      tracks: childrenOf(element, 'track').map(({ attributes }) => ({
        name: (attributes['name'] ?? '').trim(),
        slug: attributes['slug'] || null,
        color: attributes['color'] || null,
      })),
      rooms: [...rooms].map(([name, guid]) => ({ name, guid, description: '', capacity: null })),
    };
  }

  #day(element: XmlElement, place: number): ScheduleDay {
    const { attributes, line } = element;
    const date = attributes['date'] ?? '';
    if (!isDay(date))
      this.problems.add(line, 'day', `must have a date such as 2026-11-24, not ${quoted(date)}`);
    const index = countOf(attributes['index'] ?? String(place + 1));
    if (index === null) this.problems.add(line, 'day', 'must have a whole number from 1 as its index');
    return {
      index: index ?? place + 1,
      date,
      start: this.#instant(attributes['start'] ?? '', line, 'day start'),
      end: this.#instant(attributes['end'] ?? '', line, 'day end'),
      rooms: childrenOf(element, 'room').map((room) => this.#room(room)),
    };
  }

  #room(element: XmlElement): ScheduleDayRoom {
    const { attributes, line } = element;
    const name = (attributes['name'] ?? '').trim();
    if (name === '') this.problems.add(line, 'room', 'must have a name');
    return {
      name,
      guid: this.#guid(element),
      events: childrenOf(element, 'event').map((event) => this.#event(event)),
    };
  }

  #event(element: XmlElement): ScheduleEvent {
    const { attributes, line } = element;
    this.#events += 1;
    if (this.#events > mostEvents) refuse(line, `has more than ${String(mostEvents)} events.`);
    const id = countOf(attributes['id'] ?? '') ?? 0;
    if (id === 0) this.problems.add(line, 'event', 'must have a whole number from 1 as its id');
    else this.#once(this.#ids, id, line, `its id ${String(id)}`);
    const ownGuid = this.#guid(element);
    if (ownGuid !== null) this.#once(this.#guids, ownGuid, line, `its guid ${ownGuid}`);
    const recording = child(element, 'recording');
    return {
      guid: ownGuid ?? guidOfId(this.#acronym, id),
      id,
      code: attributes['code'] || null,
      title: this.#required(element, 'title'),
      subtitle: text(element, 'subtitle'),
      type: text(element, 'type'),
      track: optionalText(element, 'track'),
      date: this.#instant(text(element, 'date'), child(element, 'date')?.line ?? line, 'event date'),
      duration: this.#duration(element),
      abstract: text(element, 'abstract'),
      description: text(element, 'description'),
      slug: optionalText(element, 'slug'),
      language: optionalText(element, 'language'),
      persons: inside(element, 'persons', 'person').flatMap((person) => this.#person(person)),
      recording:
        recording === undefined
          ? null
          : {
              license: text(recording, 'license'),
              optOut: /^(?:true|1)$/i.test(text(recording, 'optout')),
            },
      links: inside(element, 'links', 'link').flatMap((link) => this.#link(link)),
      attachments: inside(element, 'attachments', 'attachment').flatMap((link) => this.#link(link)),
      logo: this.#address(element, 'logo'),
      url: this.#address(element, 'url'),
      feedbackUrl: this.#address(element, 'feedback_url'),
      originUrl: this.#address(element, 'origin_url'),
    };
  }

  #person(element: XmlElement): SchedulePerson[] {
    if (element.text === '') return [];
    return [{ name: element.text, guid: this.#guid(element), id: countOf(element.attributes['id'] ?? '') }];
  }

  #link({ attributes, text: title, line, name }: XmlElement): ScheduleLink[] {
    const url = this.#webAddress(attributes['href'] ?? '', line, name);
    return url === null ? [] : [{ url, title }];
  }

  #address(element: XmlElement, name: string): string | null {
    const found = child(element, name);
    return found === undefined || found.text === '' ? null : this.#webAddress(found.text, found.line, name);
  }

  #webAddress(found: string, line: number, path: string): string | null {
    const url = webAddress(found, this.#base);
    if (url === null) {
      this.notes.push({ line, path, message: `was left out: ${quoted(found)} is no http or https address` });
    }
    return url;
  }

  #required(element: XmlElement, name: string): string {
    const found = text(element, name);
    if (found === '') this.problems.add(element.line, element.name, `must have a <${name}>`);
    return found;
  }

  #guid({ attributes, line, name }: XmlElement): string | null {
    const guid = attributes['guid'] || null;
    if (guid !== null && !isGuid(guid))
      this.problems.add(line, name, `must have a UUID as its guid, not ${quoted(guid)}`);
    return guid?.toLowerCase() ?? null;
  }

  #duration(element: XmlElement): number {
    const found = child(element, 'duration');
    const minutes = minutesOf(found?.text ?? '');
    if (minutes === null) {
      const message = `must be hh:mm, not ${quoted(found?.text ?? '')}`;
      this.problems.add(found?.line ?? element.line, 'event duration', message);
    }
    return minutes ?? 0;
  }

  #dayOrInstant(element: XmlElement, name: string): string | null {
    const found = child(element, name);
    if (found === undefined || found.text === '' || isDay(found.text)) return found?.text || null;
    return this.#instant(found.text, found.line, `conference ${name}`, 'a day such as 2026-11-24, or ');
  }

  #instant(found: string, line: number, path: string, or = ''): string {
    if (!isInstant(found)) {
      const message = `must be ${or}a time with its offset, such as 2026-11-24T09:00:00+09:00, not ${quoted(found)}`;
      this.problems.add(line, path, message);
    }
    return found;
  }

  #once<K>(seen: Map<K, number>, key: K, line: number, what: string): void {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else this.problems.add(line, 'event', `must not have ${what}, which line ${String(first)} has`);
  }
}

function inside(element: XmlElement, list: string, name: string): XmlElement[] {
  return childrenOf(element, list).flatMap((inner) => childrenOf(inner, name));
}

function text(element: XmlElement, name: string): string {
  return child(element, name)?.text ?? '';
}

function optionalText(element: XmlElement, name: string): string | null {
  return text(element, name) || null;
}

function countOf(found: string): number | null {
  return /^[1-9]\d{0,14}$/.test(found) ? Number(found) : null;
}

function quotedName(name: string): string {
  return [...name].slice(0, 40).join('');
}
