import { displayName, type Person, type PersonInput } from '@plenary/event';
import { localInstant, type LocalInstant } from '@plenary/formats/local-times';
import { texts } from '@plenary/platform/texts';
import type { Draft } from '../draft.js';
import { exportProgram, type ProgramFile } from '../export-program.js';
import { Names, isKey, type Named } from './names.js';
import { shortened } from './quote.js';

/** The key that a text names, or why it names none. */
export type Found = { readonly key: string } | { readonly problem: string };

/** Of a room, a track or a person. */
const newName = texts(100);

/** What a format of fewer words than ours finds in the draft, and what a file adds to it. */
export class Scene {
  /** The draft as a file has it: what a format does not carry stays as it is there. */
  readonly file: Required<ProgramFile>;
  /** The language of texts that name none: the event's first. */
  readonly language: string;
  readonly rooms: Names;
  readonly tracks: Names;
  readonly people: Names;
  readonly #instants = new Map<string, LocalInstant>();
  readonly addedPeople: PersonInput[] = [];
  readonly addedRooms: NonNullable<ProgramFile['rooms']> = [];
  readonly addedTracks: NonNullable<ProgramFile['tracks']> = [];

  constructor(readonly draft: Draft) {
    const { rooms = [], tracks = [], availability = [], sessions = [] } = exportProgram(draft);
    this.file = { rooms, tracks, availability, sessions };
    this.language = draft.frame.languages[0] ?? 'en';
    this.rooms = new Names('room', [...draft.rooms.values()].map(placeNames));
    this.tracks = new Names('track', [...draft.tracks.values()].map(placeNames));
    this.people = new Names(
      'person',
      [...draft.people.values()].map((person) => personNames(person, draft.frame.languages)),
    );
  }

  /** By the event's clocks. Sessions side by side begin at the same times, and finding an instant takes long. */
  instant(text: string): LocalInstant {
    const read = this.#instants.get(text) ?? localInstant(text, this.draft.frame.timeZone);
    this.#instants.set(text, read);
    return read;
  }

  /** The room of this name or key, which is added where it is not there yet. */
  room(text: string): Found {
    return this.#find(this.rooms, text, 'room', (key) => {
      this.addedRooms.push({ key, name: { [this.language]: text } });
    });
  }

  /** The same for a track. */
  track(text: string): Found {
    return this.#find(this.tracks, text, 'track', (key) => {
      this.addedTracks.push({ key, name: { [this.language]: text } });
    });
  }

  /**
   * The person of this name. One that nobody has adds a person whose family name is all of it, so that it is printed as
   * it stands.
   */
  personNamed(text: string): Found {
    return this.#find(this.people, text, 'person', (key) => {
      this.addedPeople.push({ key, familyName: { [this.language]: text }, nameOrder: 'GIVEN_FIRST' });
    });
  }

  /** The same for a name or a key: a key must be somebody's, for a slip of the pen is no new person. */
  person(text: string): Found {
    const isUnknownKey = isKey(text) && this.people.find(text).key === null;
    return isUnknownKey ? { problem: `names no person: ${shortened(text)}` } : this.personNamed(text);
  }

  #find(names: Names, text: string, what: string, add: (key: string) => void): Found {
    const { key: known, several } = names.find(text);
    if (known !== null) return { key: known };
    if (several) return { problem: `is the name of several, so use a key: ${shortened(text)}` };
    const { error } = newName.safeParse({ [this.language]: text });
    const [issue] = error?.issues ?? [];
    if (issue !== undefined) return { problem: `names a new ${what}, whose name ${issue.message}` };
    const key = names.add(text);
    add(key);
    return { key };
  }

  /** The whole program: rooms and tracks of the draft and of the file, and these sessions. */
  programOf(sessions: readonly unknown[]): unknown {
    return {
      rooms: [...this.file.rooms, ...this.addedRooms],
      tracks: [...this.file.tracks, ...this.addedTracks],
      sessions,
    };
  }
}

function placeNames({ key, name }: { key: string; name: Readonly<Record<string, string>> }): Named {
  return { key, names: Object.values(name) };
}

/** As printed in each language, the first one's first, with and without the title. */
function personNames(person: Person, languages: readonly string[]): Named {
  const names = languages.flatMap((language) => [
    displayName(person, language),
    displayName({ ...person, title: null }, language),
  ]);
  return { key: person.key, names };
}
