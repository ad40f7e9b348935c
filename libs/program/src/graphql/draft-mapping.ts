import { toPersonType } from '@plenary/event/graphql';
import { localTexts } from '@plenary/platform/graphql';
import { localText, type LocalText, type Texts } from '@plenary/platform/texts';
import type { Window } from '../domain/content.js';
import {
  byKey,
  inOrder,
  type Draft,
  type PersonAvailability,
  type Room,
  type Session,
  type Track,
} from '../domain/draft.js';
import type { DraftRoomType, DraftTrackType, PersonAvailabilityType, WindowType } from './draft.type.js';
import type { ProgramDraftType } from './program-draft.type.js';
import { sessionFacts, sessionTexts } from './session-mapping.js';
import type { DraftSessionType } from './session.type.js';

/** Maps rows of one draft, in one language. */
export class DraftMapping {
  constructor(
    private readonly draft: Draft,
    private readonly language: string,
  ) {}

  draftType(): ProgramDraftType {
    const { sessions, rooms, tracks, availability, frame } = this.draft;
    return {
      sessions: inOrder(sessions.values()).map((session) => this.session(session)),
      rooms: byKey(rooms).map((room) => this.room(room)),
      tracks: byKey(tracks).map((track) => this.track(track)),
      availability: [...availability.values()].map((row) => this.availability(row)),
      limits: frame.limits,
    };
  }

  room({ id, key, name, capacity, virtual, windows, version }: Room): DraftRoomType {
    return {
      id,
      key,
      name: this.text(name),
      names: localTexts(name),
      capacity,
      virtual,
      windows: windowsOf(windows),
      version,
    };
  }

  track({ id, key, name, kind, capacity, members, notedInId, version }: Track): DraftTrackType {
    const people = members.flatMap(({ personId, part }) => {
      const person = this.draft.people.get(personId);
      return person === undefined ? [] : { person: toPersonType(person, this.language), part };
    });
    return {
      id,
      key,
      name: this.text(name),
      names: localTexts(name),
      kind,
      capacity,
      members: people,
      notedInId,
      version,
    };
  }

  availability({ id: personId, windows, version }: PersonAvailability): PersonAvailabilityType {
    return { personId, windows: windowsOf(windows), version };
  }

  session(session: Session): DraftSessionType {
    const { roomId, trackId, items, appearances, cues, joinLinks, ...rest } = session;
    const room = this.draft.rooms.get(roomId ?? '');
    const track = this.draft.tracks.get(trackId ?? '');
    return {
      ...rest,
      ...sessionFacts(session, (texts) => this.text(texts)),
      ...sessionTexts(session),
      room: room === undefined ? null : this.room(room),
      track: track === undefined ? null : this.track(track),
      equipment: [...rest.equipment],
      joinLinks: Object.entries(joinLinks).map(([channel, url]) => ({ channel, url })),
      items: items.map((item) => ({ ...item, title: this.text(item.title), titles: localTexts(item.title) })),
      appearances: appearances.flatMap(({ personId, languages, ...part }) => {
        const person = this.draft.people.get(personId);
        return person === undefined
          ? []
          : { ...part, languages: [...languages], person: toPersonType(person, this.language) };
      }),
      cues: [...cues],
    };
  }

  text(map: Texts): LocalText {
    return localText(map, this.language, this.draft.frame.languages);
  }
}

function windowsOf(windows: readonly Window[]): WindowType[] {
  return windows.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
}
