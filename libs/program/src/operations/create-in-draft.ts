import { parse, type EventCtx } from '@plenary/platform';
import { once } from '@plenary/platform/idempotency';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { noChanges, type Changes } from '../domain/changes.js';
import { contentOf, withoutVersion } from '../domain/edits/edit.js';
import { creations, edits } from '../domain/edits/index.js';
import type { Draft } from '../domain/draft.js';
import { changeDraft, type Edited } from './edit-program.js';

/**
 * Makes a session, room or track. A repeat with the same client key and input makes nothing, and gives the row as it
 * stands.
 * @throws {Refusal} BAD_INPUT; CONFLICT if the key is taken, or the client key was used for another input
 */
export async function createInDraft(
  ctx: EventCtx,
  name: 'createSession' | 'createRoom' | 'createTrack',
  values: unknown,
): Promise<Edited> {
  const { clientKey, ...asked } = parse(creations[name], values);
  const { clientKey: _key, ...input } = parse(z.looseObject({}), values);
  let createdId = '';
  const edited = await changeDraft(ctx, name, null, async (draft, tx) => {
    let changes = noChanges;
    createdId = await once(tx, name, clientKey, asked, () => {
      changes = edits[name].plan(draft, input, uuid);
      const [created] = [...changes.sessions, ...changes.rooms, ...changes.tracks];
      return Promise.resolve(created?.id ?? '');
    });
    return changes;
  });
  return edited.number === null ? { ...edited, changes: asCreated(edited.draft, createdId) } : edited;
}

/** The row as the change that has made it would make it now. */
function asCreated(draft: Draft, id: string): Changes {
  const [session, room, track] = [draft.sessions.get(id), draft.rooms.get(id), draft.tracks.get(id)];
  return {
    ...noChanges,
    sessions: session === undefined ? [] : [{ id, before: null, after: contentOf(session) }],
    rooms: room === undefined ? [] : [{ id, before: null, after: withoutVersion(room) }],
    tracks: track === undefined ? [] : [{ id, before: null, after: withoutVersion(track) }],
  };
}
