import { recordAudit } from '@plenary/audit';
import { badInput, notFound, parse, staleVersion, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import { findEdition, lockMinutes } from '../data/editions.js';
import { changeQuote, changeWords, findTurn } from '../data/turns.js';
import type { Turn } from '../domain/edition.js';
import { quotations } from '../domain/quotations.js';
import { minutesTopic } from '../domain/topics.js';
import { reopenEdition } from './reopen-edition.js';

const input = z.object({
  turnId: z.string(),
  version: z.int(),
  paragraphs: z
    .array(plainText(20_000, { multiline: true }))
    .min(1, 'must have a paragraph')
    .max(500),
});

/**
 * Gives a turn new words; the old ones are kept. An edit of an approved edition returns it to DRAFT.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with the turn as it stands; CONFLICT once it is published
 */
export async function updateTurn(
  ctx: EventCtx,
  values: { readonly turnId: string; readonly version: number; readonly paragraphs: readonly string[] },
): Promise<Turn> {
  const { turnId, version, paragraphs } = parse(input, values);
  return inTransaction(ctx, async (tx) => {
    await lockMinutes(tx);
    const turn = await findTurn(tx, turnId);
    const edition = turn === null ? null : await findEdition(tx, turn.editionId);
    if (turn === null || edition === null) throw notFound('Turn');
    if (turn.version !== version) {
      throw staleVersion('The turn', version, { version: turn.version, paragraphs: turn.paragraphs });
    }
    await reopenEdition(tx, edition);
    for (const [from, to] of movedQuotes(turn, paragraphs)) await changeQuote(tx, turn.id, from, to);
    await changeWords(tx, turn, paragraphs);
    recordAudit(tx, {
      action: 'updateTurn',
      subject: { kind: 'Turn', id: turn.id },
      before: { version },
    });
    announce(tx, minutesTopic(tx.event.id));
    const changed = await findTurn(tx, turnId);
    if (changed === null) throw notFound('Turn');
    return changed;
  });
}

/** The exact words of each passage as they stand now: a question that was read out keeps its place through an edit. */
function movedQuotes(turn: Turn, paragraphs: readonly string[]): [string, string][] {
  return turn.passages.flatMap(({ quote }): [string, string][] => {
    if (quote === null || paragraphs.some((text) => text.includes(quote))) return [];
    const [now] = paragraphs.flatMap(quotations);
    if (now !== undefined) return [[quote, now]];
    throw badInput([
      {
        path: 'paragraphs',
        message: 'must keep the question that is quoted in this turn, in quotation marks',
      },
    ]);
  });
}
