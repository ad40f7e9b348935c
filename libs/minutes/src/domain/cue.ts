import { stored } from '@plenary/platform';
import { z } from 'zod';

const cue = z
  .object({
    /** The cue's own id; empty if it has none. */
    id: z.string(),
    /** Milliseconds after the start of the transcript. */
    from: z.number(),
    to: z.number(),
    /** What the transcript calls the speaker; empty where it says nothing. */
    label: z.string(),
    text: z.string(),
  })
  .readonly();

/** One speaker's words in one cue of a transcript. */
export type Cue = z.output<typeof cue>;

export const storedCues = stored('cues', z.array(cue).readonly());

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

/** Texts in a row as one: with a space between them, but between East Asian characters. */
export function joinTexts(texts: readonly string[]): string {
  const pieces: string[] = [];
  // Asked of the pieces: what is joined so far would be copied for it, each time.
  let end = '';
  for (const text of texts) {
    const isClose = end === '' || (eastAsian.test(end) && eastAsian.test(text.charAt(0)));
    const piece = isClose ? text : ` ${text}`;
    pieces.push(piece);
    end = piece.at(-1) ?? end;
  }
  return pieces.join('');
}

const segmenters = new Map<string, Intl.Segmenter>();

function wordSegmenter(language: string): Intl.Segmenter {
  const known = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
  segmenters.set(language, known);
  return known;
}

/** The words of a text: between spaces or, in languages without them, by the language's own rules. */
export function wordsOf(text: string, language: string): string[] {
  if (!/^(?:ja|zh|th|lo|km|my)\b/.test(language)) return text.split(/\s+/).filter((word) => word !== '');
  return [...wordSegmenter(language).segment(text)].flatMap((part) =>
    part.isWordLike === true ? [part.segment] : [],
  );
}
