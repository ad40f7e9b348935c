import type { EventRef } from '@plenary/platform';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import type { Material } from '../data/materials.js';
import type { Draft } from '../domain/draft.js';
import type { OwnSession } from '../domain/own-part.js';
import { isoIn } from '../domain/times.js';
import { MaterialType, type OwnSessionType } from './part.type.js';

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
