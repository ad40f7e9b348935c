import { Refusal } from '@plenary/platform';

/** The annual conference of the IAPTC has 300 lines and, as a booklet in two languages, 130,000 characters. */
const mostLines = 10_000;
/** The compiler takes about 8 s and 800 MB for so many. */
const mostCharacters = 1_000_000;

interface Held {
  readonly items: readonly unknown[];
  readonly appearances: readonly unknown[];
  readonly cues?: readonly unknown[];
}

/** About how many lines these sessions take. */
export function linesOf(sessions: readonly Held[]): number {
  return sessions.reduce(
    (sum, { items, appearances, cues = [] }) => sum + 1 + items.length + appearances.length + cues.length,
    0,
  );
}

/**
 * What is to be set, if the compiler can take it.
 * @param lines counted first: laying out more than can be set would keep others waiting
 * @throws {Refusal} CONFLICT
 */
export function requirePrintable<Layout>(lines: number, layOut: () => Layout): Layout {
  const layout = lines > mostLines ? null : layOut();
  if (layout === null || JSON.stringify(layout).length > mostCharacters)
    throw new Refusal('CONFLICT', 'This program is too large to be printed.');
  return layout;
}
