import XMLBuilder from 'fast-xml-builder';
import { scheduleAcronym, scheduleSlug } from './ids.js';
import type { Schedule, ScheduleConference, ScheduleDay, ScheduleEvent, ScheduleLink } from './schedule.js';
import { durationText, durationTextInXml, fitting, forms, timeOfDay, webAddress } from './values.js';

/** What the builder makes an element of: `@name` is an attribute, `#` its text, a list repeats it. */
interface Content {
  readonly [name: string]: string | Content | readonly Content[];
}

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  textNodeName: '#',
  ignoreAttributes: false,
  // Else an attribute whose value is the word "true" would lose it.
  suppressBooleanAttributes: false,
  suppressEmptyNode: true,
  format: true,
});

/**
 * The schedule as `schedule.xml`, valid by https://c3voc.de/schedule/schema.xsd if its values are as their
 * descriptions say. The list of all rooms, and their descriptions and capacities, have no place in it.
 */
export function writeScheduleXml(schedule: Schedule): string {
  const { generator, url, version, conference, days } = schedule;
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    schedule: {
      '@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      '@xsi:noNamespaceSchemaLocation': 'https://c3voc.de/schedule/schema.xsd',
      ...(generator === null
        ? {}
        : {
            generator: {
              '@name': line(generator.name),
              '@system': line(generator.url),
              '@version': line(generator.version),
            },
          }),
      ...address('url', url),
      version: clean(version),
      conference: conferenceOf(conference, days.length),
      day: days.map((day) => dayOf(conference.acronym, day)),
    },
  });
}

function conferenceOf(conference: ScheduleConference, days: number): Content {
  return {
    title: clean(conference.title),
    acronym: scheduleAcronym(conference.acronym),
    ...optional('start', conference.start),
    ...optional('end', conference.end),
    days: String(days),
    ...(conference.timeSlotMinutes === null
      ? {}
      : { timeslot_duration: durationText(conference.timeSlotMinutes) }),
    ...address('base_url', conference.baseUrl),
    ...address('url', conference.url),
    ...optional('time_zone_name', conference.timeZone),
    track: conference.tracks.map(({ name, slug, color }) => ({
      '@name': line(name),
      ...optional('@slug', fitting(forms.trackSlug, slug)),
      ...optional('@color', fitting(forms.color, color)),
    })),
  };
}

function dayOf(acronym: string, { index, date, start, end, rooms }: ScheduleDay): Content {
  return {
    '@index': String(index),
    '@date': date,
    '@start': start,
    '@end': end,
    room: rooms.map(({ name, guid, events }) => ({
      '@name': line(name),
      ...optional('@guid', guid),
      event: events.map((event) => eventOf(acronym, name, event)),
    })),
  };
}

function eventOf(acronym: string, room: string, event: ScheduleEvent): Content {
  const { recording } = event;
  return {
    '@guid': event.guid,
    '@id': String(event.id),
    ...optional('@code', fitting(forms.code, event.code)),
    room: clean(room),
    title: clean(event.title),
    subtitle: clean(event.subtitle),
    type: clean(event.type),
    date: event.date,
    start: timeOfDay(event.date),
    duration: durationTextInXml(event.duration),
    abstract: clean(event.abstract),
    slug: fitting(forms.slug, event.slug) ?? scheduleSlug(acronym, event.id, event.title),
    track: clean(event.track ?? ''),
    ...address('logo', event.logo),
    persons: {
      person: event.persons.map(({ name, guid, id }) => ({
        ...optional('@id', id === null ? null : String(id)),
        ...optional('@guid', guid),
        '#': clean(name),
      })),
    },
    ...optional('language', event.language),
    description: clean(event.description),
    ...(recording === null
      ? {}
      : { recording: { license: clean(recording.license), optout: String(recording.optOut) } }),
    links: { link: event.links.flatMap(linkOf) },
    attachments: { attachment: event.attachments.flatMap(linkOf) },
    ...address('url', event.url),
    ...address('feedback_url', event.feedbackUrl),
    ...address('origin_url', event.originUrl),
  };
}

function linkOf({ url, title }: ScheduleLink): Content[] {
  const href = webAddress(url);
  return href === null ? [] : [{ '@href': href, '#': clean(title) }];
}

function address(name: string, url: string | null): Content {
  return optional(name, url === null ? null : webAddress(url));
}

function optional(name: string, text: string | null): Content {
  return text === null ? {} : { [name]: clean(text) };
}

/** Without what XML can't hold (control characters, halves of surrogate pairs); line ends as a parser returns them. */
function clean(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

/** For an attribute, in which a parser makes spaces of line ends and tabs. */
function line(text: string): string {
  return clean(text).replace(/[\t\n]+/g, ' ');
}
