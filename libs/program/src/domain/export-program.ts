import { filled, given } from '@plenary/platform';
import type { z } from 'zod';
import type { Appearance, Window } from './content.js';
import { byKey, inOrder, type Draft } from './draft.js';
import { cueFields, roomFields, sessionFields, trackFields } from './fields.js';
import type { programFile } from './program-input.js';
import { isoIn } from './times.js';

/** A program as a file has it: what `importProgram` takes. */
export type ProgramFile = z.input<typeof programFile>;

/** The draft as a file, without loss: taking it in again gives the same draft. */
export function exportProgram(draft: Draft): ProgramFile {
  const { timeZone } = draft.frame;
  const keyIn = (rows: ReadonlyMap<string, { readonly key: string }>, id: string): string =>
    rows.get(id)?.key ?? '';
  const person = (id: string): string => keyIn(draft.people, id);
  const at = (instant: Date): string => isoIn(instant, timeZone);
  const spans = (windows: readonly Window[]) =>
    windows.map(({ startsAt, endsAt }) => ({ startsAt: at(startsAt), endsAt: at(endsAt) }));
  const part = ({ personId, role, state, languages, mayRecord, mayQuote, mayShow }: Appearance) => ({
    person: person(personId),
    role,
    state,
    ...(languages.length === 0 ? {} : { languages: [...languages] }),
    ...given({ mayRecord, mayQuote, mayShow }),
  });
  return {
    rooms: byKey(draft.rooms).map((room) => ({
      key: room.key,
      ...given(filled(roomFields, room)),
      windows: spans(room.windows),
    })),
    tracks: byKey(draft.tracks).map((track) => ({
      key: track.key,
      members: track.members.map((member) => ({ person: person(member.personId), part: member.part })),
      ...given({
        ...filled(trackFields, track),
        notedIn: track.notedInId === null ? null : keyIn(draft.sessions, track.notedInId),
      }),
    })),
    availability: [...draft.availability.values()]
      .filter(({ windows }) => windows.length > 0)
      .map(({ id, windows }) => ({ person: person(id), windows: spans(windows) })),
    sessions: inOrderOfEntry(draft).map((session) => ({
      key: session.key,
      ...given({
        ...filled(sessionFields, session),
        room: session.roomId === null ? null : keyIn(draft.rooms, session.roomId),
        track: session.trackId === null ? null : keyIn(draft.tracks, session.trackId),
        startsAt: session.startsAt && at(session.startsAt),
        endsAt: session.endsAt && at(session.endsAt),
        actualStartsAt: session.actualStartsAt && at(session.actualStartsAt),
        actualEndsAt: session.actualEndsAt && at(session.actualEndsAt),
      }),
      items: session.items.map(({ id, title, minutes }) => ({
        title,
        minutes,
        appearances: session.appearances.filter(({ itemId }) => itemId === id).map(part),
      })),
      appearances: session.appearances.filter(({ itemId }) => itemId === null).map(part),
      cues: session.cues.map((cue) => given(filled(cueFields, cue))),
    })),
  };
}

/** Positions come from the order of the file. */
function inOrderOfEntry(draft: Draft) {
  return inOrder(draft.sessions.values()).sort((a, b) => a.position - b.position);
}
