import { scheduleAcronym, scheduleSlug } from './ids.js';
import type { Schedule, ScheduleEvent, ScheduleLink } from './schedule.js';
import { durationText, fitting, forms, instantAfter, timeOfDay, webAddress } from './values.js';

/**
 * The schedule as `schedule.json` in the form of pretalx and frab (https://c3voc.de/schedule/schema.json). Its days find
 * rooms by their names: rooms of one name become one. Numbers of persons have no place in it.
 */
export function writeScheduleJson(schedule: Schedule): string {
  const { generator, url, version, conference, days } = schedule;
  return `${JSON.stringify({
    $schema: 'https://c3voc.de/schedule/schema.json',
    ...(generator === null ? {} : { generator }),
    schedule: {
      ...address('url', url),
      version,
      ...address('base_url', conference.baseUrl),
      conference: {
        acronym: scheduleAcronym(conference.acronym),
        title: conference.title,
        start: conference.start ?? days.at(0)?.date,
        end: conference.end ?? days.at(-1)?.date,
        daysCount: days.length,
        timeslot_duration: durationText(conference.timeSlotMinutes ?? 5),
        ...optional('time_zone_name', conference.timeZone),
        ...address('url', conference.url),
        rooms: conference.rooms.map(({ name, guid, description, capacity }) => ({
          name,
          ...optional('guid', guid),
          description: description === '' ? null : description,
          capacity,
        })),
        tracks: conference.tracks.map(({ name, slug, color }) => ({
          name,
          ...optional('slug', fitting(forms.trackSlug, slug)),
          ...optional('color', fitting(forms.color, color)),
        })),
        days: days.map((day) => ({
          index: day.index,
          date: day.date,
          day_start: day.start,
          day_end: day.end,
          rooms: Object.fromEntries(
            [...Map.groupBy(day.rooms, ({ name }) => name)].map(([name, rooms]) => [
              name,
              rooms.flatMap(({ events }) => events.map((event) => eventOf(conference.acronym, name, event))),
            ]),
          ),
        })),
      },
    },
  })}\n`;
}

function eventOf(acronym: string, room: string, event: ScheduleEvent): object {
  return {
    guid: event.guid,
    ...optional('code', fitting(forms.code, event.code)),
    id: event.id,
    logo: event.logo === null ? null : webAddress(event.logo),
    date: event.date,
    start: timeOfDay(event.date),
    end: instantAfter(event.date, event.duration),
    duration: durationText(event.duration),
    room,
    slug: fitting(forms.slug, event.slug) ?? scheduleSlug(acronym, event.id, event.title),
    ...address('url', event.url),
    title: event.title,
    subtitle: event.subtitle,
    track: event.track,
    type: event.type,
    language: event.language,
    abstract: event.abstract,
    description: event.description,
    ...(event.recording === null
      ? {}
      : { recording_license: event.recording.license, do_not_record: event.recording.optOut }),
    // Clients of old files ask for `public_name`.
    persons: event.persons.map(({ name, guid }) => ({
      name,
      public_name: name,
      ...optional('guid', guid),
    })),
    links: event.links.flatMap(linkOf),
    ...address('feedback_url', event.feedbackUrl),
    ...address('origin_url', event.originUrl),
    attachments: event.attachments.flatMap(linkOf),
  };
}

function linkOf({ url, title }: ScheduleLink): object[] {
  const href = webAddress(url);
  return href === null ? [] : [{ title, url: href, type: 'related' }];
}

function address(name: string, url: string | null): object {
  return optional(name, url === null ? null : webAddress(url));
}

function optional(name: string, text: string | null): object {
  return text === null ? {} : { [name]: text };
}
