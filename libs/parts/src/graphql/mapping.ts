import { displayName } from '@plenary/event';
import { toEventType } from '@plenary/event/graphql';
import type { EventRef } from '@plenary/platform';
import type { Viewer } from '@plenary/platform/access';
import { localTexts } from '@plenary/platform/graphql';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import { isoIn, type Draft } from '@plenary/program';
import type { Material } from '../data/materials.js';
import type { OwnSession } from '../domain/own-part.js';
import type { OwnPart } from '../operations/open-part.js';
import { MaterialType } from './material.type.js';
import type { OwnSessionType } from './own-part.type.js';
import { PartType } from './part.type.js';

export function toPartType(
  { event, person, photograph }: OwnPart,
  viewer: Viewer,
  language: string | null,
): PartType {
  const eventType = toEventType(event, viewer, language);
  return Object.assign(new PartType(), {
    ref: eventType.ref,
    personId: person.id,
    language: eventType.language,
    event: eventType,
    profile: {
      displayName: displayName(person, eventType.language),
      title: localTexts(person.title),
      biography: localTexts(person.biography),
      needs: person.needs,
      photographUrl: photograph === null ? null : `/events/${event.slug}/part/photograph`,
      mayPublish: person.mayPublish,
      version: person.version,
    },
  });
}

export function toOwnSessionType(
  { session, appearances }: OwnSession,
  draft: Draft,
  language: string,
): OwnSessionType {
  const { timeZone, languages } = draft.frame;
  const local = (map: Texts | null | undefined): LocalText | null =>
    map == null ? null : localText(map, language, languages);
  const iso = (at: Date | null): string | null => (at === null ? null : isoIn(at, timeZone));
  const items = new Map(session.items.map(({ id, title }) => [id, title]));
  const { id, kind, title, abstract, roomId, startsAt, endsAt, version } = session;
  return {
    id,
    kind,
    title: localText(title, language, languages),
    abstract: local(abstract),
    room: local(draft.rooms.get(roomId ?? '')?.name),
    startsAt,
    endsAt,
    localStartsAt: iso(startsAt),
    localEndsAt: iso(endsAt),
    languages: [...session.languages],
    appearances: appearances.map(({ itemId, personId: _person, languages: spoken, ...appearance }) => ({
      ...appearance,
      languages: [...spoken],
      item: local(items.get(itemId ?? '')),
    })),
    version,
  };
}

/**
 * Its person is found by a resolver.
 * @param page that on which it is downloaded, below the event's
 */
export function toMaterialType(
  { storageKey: _key, ...material }: Material,
  event: EventRef,
  language: string,
  page: 'materials' | 'part/materials',
): MaterialType {
  const url = `/events/${event.slug}/${page}/${material.id}`;
  return Object.assign(new MaterialType(), { ...material, ref: event, language, url });
}
