import { isDeepStrictEqual } from 'node:util';
import { Readable } from 'node:stream';
import {
  approveEdition,
  draftMinutes,
  findWorkingEdition,
  importTranscript,
  updateTurn,
} from '@plenary/minutes';
import { Refusal, enterEvent, type EventCtx } from '@plenary/platform';
import { receiveUpload } from '@plenary/platform/storage';
import { aReleasedEvent, aTranscript, createTestBench } from '@plenary/testing';
import { findTurn, listSections } from '../src/data/turns.js';

/** Minutes that two people have open, each through a process of their own. */
export interface OpenMinutes {
  readonly people: readonly [EventCtx, EventCtx];
  readonly turnId: string;
  close(): Promise<void>;
}

export async function openMinutes(): Promise<OpenMinutes> {
  const bench = await createTestBench();
  const other = await createTestBench({ database: bench.database });
  const ctx = await aReleasedEvent(bench.operator);
  const vtt = aTranscript([['Colonel Alex Smith', 'Good morning. I speak of bridges.']]);
  const file = await receiveUpload(ctx, 'transcript', 'text/vtt', Readable.from([Buffer.from(vtt)]));
  await importTranscript(ctx, { uploadId: file.id, language: 'en', startsAt: null, session: null });
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  const [turn] = (await listSections(ctx, edition.id)).flatMap(({ turns }) => turns);
  if (turn === undefined) throw new Error('The draft has no turn.');
  return {
    people: [ctx, enterEvent(other.operator, ctx.event)],
    turnId: turn.id,
    async close() {
      await other.close();
      await bench.close();
    },
  };
}

/** What two edits of one thing at once came to: a line for each way, with how often it came. */
export type Outcomes = Readonly<Record<string, number>>;

/** Two people give the same turn new words at once, from the same version: `pairs` times. */
export async function editTogether({ people, turnId }: OpenMinutes, pairs: number): Promise<Outcomes> {
  return count(pairs, async (pair) => {
    const seen = await turnOf(people[0], turnId);
    const words = people.map((_person, index) => [`Words ${String(pair)} of person ${String(index)}.`]);
    const results = await Promise.allSettled(
      people.map((ctx, index) =>
        updateTurn(ctx, { turnId, version: seen.version, paragraphs: words[index] ?? [] }),
      ),
    );
    const now = await turnOf(people[0], turnId);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    const isWinners = isDeepStrictEqual(now.paragraphs, words[winner]);
    const losers = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    // The loser is shown the version they saw, and the winner's words.
    const told = losers.map((error) =>
      refusalOf(error, { seen: seen.version, current: { version: now.version, paragraphs: words[winner] } }),
    );
    return `${isWinners ? 'one wins' : 'an overwrite'}, the other: ${told.join()}`;
  });
}

/** One approves what the other is changing, from the same version: `pairs` times. */
export async function approveAndEdit({ people, turnId }: OpenMinutes, pairs: number): Promise<Outcomes> {
  return count(pairs, async (pair) => {
    const [approver, editor] = people;
    const edition = await findWorkingEdition(approver, 'en');
    const { version } = await turnOf(editor, turnId);
    const [approved, edited] = await Promise.allSettled([
      approveEdition(approver, {
        editionId: edition.id,
        version: edition.version,
        reason: 'seen',
        waiveAll: null,
      }),
      updateTurn(editor, { turnId, version, paragraphs: [`Words ${String(pair)}.`] }),
    ]);
    if (edited.status === 'rejected') throw edited.reason;
    const { state } = await findWorkingEdition(approver, 'en');
    if (approved.status === 'fulfilled') return `approved before the edit, and ${state} again`;
    return `edited before the approval: ${refusalOf(approved.reason, null)}, and still ${state}`;
  });
}

async function turnOf(ctx: EventCtx, turnId: string) {
  const turn = await findTurn(ctx, turnId);
  if (turn === null) throw new Error('The turn is gone.');
  return turn;
}

/** The code of a refusal, and whether it carries these facts. */
function refusalOf(error: unknown, facts: Readonly<Record<string, unknown>> | null): string {
  if (!(error instanceof Refusal)) return String(error);
  if (facts === null) return error.code;
  const isWhole = isDeepStrictEqual(error.details.facts, facts);
  return `${error.code} ${isWhole ? 'with both states' : 'without both states'}`;
}

async function count(times: number, attempt: (index: number) => Promise<string>): Promise<Outcomes> {
  const outcomes: Record<string, number> = {};
  for (let index = 0; index < times; index += 1) {
    const outcome = await attempt(index);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  }
  return outcomes;
}
