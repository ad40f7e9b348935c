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
