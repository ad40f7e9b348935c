import { changed, keyedVerb } from '@plenary/audit';
import {
  findEvent,
  findEventsBySlug,
  findPersonIds,
  insertPeople,
  peopleAsFile,
  personInput,
  type Event,
} from '@plenary/event';
import { Refusal, clientKey, enterEvent, notFound, parse, type EventCtx } from '@plenary/platform';
import { requirePermission } from '@plenary/platform/access';
import { z } from 'zod';
import { copyLimits } from '../data/limits.js';
import { exportProgram } from '../domain/export-program.js';
import { nextProgram } from '../domain/next-program.js';
import { peopleIn, programFile } from '../domain/program-input.js';
import { currentDraft, draftToEdit } from './current-draft.js';
import { importProgram } from './import-program.js';

export const copyProgramInput = z
  .strictObject({
    clientKey,
    from: z.string().meta({ description: 'The slug of the event to copy from, such as last year’s.' }),
    people: z
      .boolean()
      .nullable()
      .default(false)
      .transform((asked) => asked ?? false)
      .meta({
        description: 'Whether those who appear come along: to be invited anew, with no consent given.',
      }),
  })
  .meta({ description: 'An event that is to start with the program of another.' });

/**
 * Fills an event that has no program yet with the draft of another, moved to its days: what was at 09:30 on the second
 * day is at 09:30 on the second day. Those who appear come along, to be invited anew, if that is asked for. A repeat with
 * the same client key copies nothing.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND or FORBIDDEN for an event whose program the actor may not edit; CONFLICT unless
 * the event is a draft without a program
 */
export const copyProgram = keyedVerb('copyProgram', {
  input: copyProgramInput,
  async run(tx: EventCtx, { from, people }) {
    const [found] = await findEventsBySlug(tx, [from]);
    if (found === undefined) throw notFound('Event');
    const source = found.event;
    requirePermission(tx, 'program.edit', source.id, 'Event');
    const sessions = await copy(tx, source, people);
    const { id } = tx.event;
    return changed({
      audit: { subject: { kind: 'Event', id }, after: { from: source.id, sessions } },
      topics: [],
      result: id,
    });
  },
  show: requireEvent,
});

/** @returns how many sessions were copied */
async function copy(tx: EventCtx, source: Event, people: boolean): Promise<number> {
  const event = await requireEvent(tx);
  const { draft } = await draftToEdit(tx);
  if (event.state !== 'DRAFT' || draft.sessions.size + draft.rooms.size + draft.tracks.size > 0)
    throw new Refusal('CONFLICT', 'A program is copied into an event that is a draft and has none yet.');
  const inSource = enterEvent(tx, source);
  const days = (Date.parse(event.startsOn) - Date.parse(source.startsOn)) / 86_400_000;
  const file = exportProgram(await currentDraft(inSource));
  const program = nextProgram(file, { days, timeZone: event.timeZone, people });
  await copyPeople(tx, inSource, peopleIn(program));
  await copyLimits(tx, source.id);
  const { changes } = await importProgram(tx, parse(programFile, program));
  return changes.sessions.length;
}

/** Those that the event does not have, without what they said for the other event alone. */
async function copyPeople(tx: EventCtx, inSource: EventCtx, keys: ReadonlySet<string>): Promise<void> {
  const known = await findPersonIds(tx, keys);
  const missing = (await peopleAsFile(inSource))
    .filter(({ key }) => keys.has(key) && !known.has(key))
    .map(({ needs: _needs, mayPublish: _mayPublish, ...person }) => parse(personInput, person));
  await insertPeople(tx, missing);
}

async function requireEvent(tx: EventCtx): Promise<Event> {
  const event = await findEvent(tx, tx.event.id);
  if (event === null) throw notFound('Event');
  return event;
}
