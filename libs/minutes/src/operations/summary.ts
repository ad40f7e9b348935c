import { notFound, type EventCtx } from '@plenary/platform';
import { findEdition } from '../data/editions.js';
import type { Edition } from '../domain/edition.js';

/** An edition without its words. */
export type EditionSummary = Pick<
  Edition,
  'id' | 'language' | 'number' | 'symbol' | 'state' | 'version' | 'publishedAt'
>;

export function summaryOf(edition: Edition): EditionSummary {
  const { id, language, number, symbol, state, version, publishedAt } = edition;
  return { id, language, number, symbol, state, version, publishedAt };
}

/** @throws {Refusal} NOT_FOUND */
export async function findSummary(ctx: EventCtx, id: string): Promise<EditionSummary> {
  const edition = await findEdition(ctx, id);
  if (edition === null) throw notFound('Edition');
  return summaryOf(edition);
}
