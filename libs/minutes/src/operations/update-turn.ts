import { changed, unchanged, verb } from '@plenary/audit';
import { badInput, holds, notFound, staleVersion, type EventCtx, version, wantedId } from '@plenary/platform';
import { plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import { lockMinutes } from '../data/editions.js';
import { changeQuote, changeWords, findTurn } from '../data/turns.js';
import type { Turn } from '../domain/edition.js';
import { quotations } from '../domain/quotations.js';
import { minutesTopic } from '../domain/topics.js';
import { reopenEdition } from './reopen-edition.js';

export const updateTurnInput = z
  .object({
    turnId: wantedId.meta({ description: 'The turn.' }),
    version,
    paragraphs: z
      .array(plainText(20_000, { multiline: true }))
      .min(1, 'must have a paragraph')
      .max(500)
      .meta({ description: 'All its paragraphs, plain.' }),
  })
  .meta({ description: 'New words for a turn.' });

/**
 * Gives a turn new words; the old ones are kept. An edit of an approved edition returns it to DRAFT.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with the turn as it stands; CONFLICT once it is published
 */
export const updateTurn = verb('updateTurn', {
  input: updateTurnInput,
  lock: lockMinutes,
  async run(tx: EventCtx, { turnId, version: seen, paragraphs }) {
    const turn = await findTurn(tx, turnId);
    if (turn === null) throw notFound('Turn');
    if (turn.version !== seen) {
      throw staleVersion('The turn', seen, { version: turn.version, paragraphs: turn.paragraphs });
    }
    if (holds(turn, { paragraphs })) return unchanged(turn);
    await reopenEdition(tx, turn.edition);
    const moved = movedQuotes(turn, paragraphs);
    for (const [from, to] of moved) await changeQuote(tx, turn.id, from, to);
    await changeWords(tx, turn, paragraphs);
    return changed({
      audit: { subject: { kind: 'Turn', id: turn.id }, before: { version } },
      topics: [minutesTopic(tx.event.id)],
      result: withWords(turn, paragraphs, new Map(moved)),
    });
  },
});

/** The turn as it is saved: no need to read it back. */
function withWords(turn: Turn, paragraphs: readonly string[], moved: ReadonlyMap<string, string>): Turn {
  const passages = turn.passages.map(({ quote, ...of }) => ({
    ...of,
    quote: quote === null ? null : (moved.get(quote) ?? quote),
  }));
  return { ...turn, paragraphs, passages, version: turn.version + 1 };
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
