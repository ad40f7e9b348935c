import type { Viewer } from '@plenary/platform/access';
import { localTexts } from '@plenary/platform/graphql';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import type { Notice } from '../data/notices.js';
import type { PersonRecord } from '../data/person-records.js';
import type { Event } from '../domain/event.js';
import { displayName, type Person } from '../domain/person.js';
import { EventType } from './event.type.js';
import type { NoticeType } from './notice.type.js';
import type { PersonRecordType } from './person-record.type.js';
import type { PersonType } from './person.type.js';

/** A map of texts in the language asked for, or null where there is none. */
function optional(map: Texts | null, language: string, languages: readonly string[]): LocalText | null {
  return map === null ? null : localText(map, language, languages);
}

export function toEventType(event: Event, viewer: Viewer, language: string | null): EventType {
  const asked = language ?? event.languages[0] ?? 'en';
  const inAsked = (map: Texts): LocalText => localText(map, asked, event.languages);
  const { id, slug, languages, timeZone, venue } = event;
  return Object.assign(new EventType(), {
    ref: { id, slug, languages, timeZone },
    viewer,
    language: asked,
    id: event.id,
    slug: event.slug,
    series: event.seriesCode,
    ordinal: event.ordinal,
    title: inAsked(event.title),
    theme: optional(event.theme, asked, event.languages),
    organiser: optional(event.organiser, asked, event.languages),
    venue:
      venue === null
        ? null
        : { name: inAsked(venue.name), city: inAsked(venue.city), country: venue.country },
    startsOn: event.startsOn,
    endsOn: event.endsOn,
    timeZone: event.timeZone,
    languages: [...event.languages],
    mode: event.mode,
    state: event.state,
    disclaimer: optional(event.disclaimer, asked, event.languages),
    quotingRule: optional(event.quotingRule, asked, event.languages),
    notice: optional(event.notice, asked, event.languages),
    version: event.version,
  });
}

export function toPersonType(person: Person, language: string): PersonType {
  return {
    id: person.id,
    displayName: displayName(person, language),
    post: optional(person.post, language, ['en']),
    organisation: optional(person.organisation, language, ['en']),
    country: person.country,
  };
}

export function toNoticeType(notice: Notice): NoticeType {
  return { ...notice, body: [...notice.body] };
}

export function toPersonRecordType(person: PersonRecord, language: string): PersonRecordType {
  const { id, key, nameOrder, grade, country, email, needs, mayPublish, accountId, version } = person;
  return {
    id,
    key,
    nameOrder,
    grade,
    country,
    email,
    needs,
    mayPublish,
    accountId,
    version,
    displayName: displayName(person, language),
    mailLanguage: person.language,
    familyName: localTexts(person.familyName),
    givenName: localTexts(person.givenName),
    title: localTexts(person.title),
    post: localTexts(person.post),
    organisation: localTexts(person.organisation),
    biography: localTexts(person.biography),
  };
}
