import { z } from 'zod';
import { pairs } from './pairs.js';

/** A text in one or more languages, by BCP 47 code: {"en": "…", "ja": "…"}. */
export type Texts = Readonly<Record<string, string>>;

/** A text in one language, which may not be the one that was asked for. */
export interface LocalText {
  readonly text: string;
  readonly language: string;
}

/** Control characters, and the two code points that no XML can hold. */
const unprintable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/;
/** Overrides and embeddings that would turn the order of what stands beside the text. */
const directionMarks = /[\u202A-\u202E\u2066-\u2069]/g;
/** Spaces, and what is not seen but joins, parts or shapes what stands beside it. */
const unseen = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * Text from outside, in NFC: without control characters (tabs and line ends, as line feeds, may stand in long text) and
 * without marks that override the direction of its neighbours. Lengths count code points.
 */
export function plainText(max: number, { multiline = false } = {}): z.ZodType<string, string> {
  return z
    .string()
    .transform((text) => text.replace(directionMarks, '').normalize('NFC').replaceAll(/\r\n?/g, '\n').trim())
    .refine((text) => text.isWellFormed(), 'must not hold half a character')
    .refine((text) => !unseen.test(text), 'must not be empty')
    .refine((text) => [...text].length <= max, `must not be longer than ${String(max)} characters`)
    .refine((text) => !unprintable.test(text) && (multiline || !/[\n\t\u2028\u2029]/.test(text)), {
      error: multiline ? 'must not hold control characters' : 'must be one line without control characters',
    });
}

/** Why somebody did what they did: kept with it, and shown. */
export const reasonText = plainText(500).pipe(
  z.string().refine((text) => [...text].length >= 3, 'must say why, in at least 3 characters'),
);

/** BCP 47, as far as we use it: a language, and perhaps a script or region (zh-Hant). */
export const languageCode = z
  .string()
  .regex(
    /^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/,
    'must be a language code such as en or ja',
  );

/** A text in at least one language. */
export function texts(max: number, options?: { multiline?: boolean }) {
  return z
    .record(languageCode, plainText(max, options))
    .refine((map) => Object.keys(map).length > 0, 'must have a text in at least one language')
    .register(pairs, { type: 'LocalTextInput', key: 'language', value: 'text' });
}

/** The text in this language, else in the first of the event's languages that has it, else in any. */
export function localText(map: Texts, language: string, eventLanguages: readonly string[]): LocalText {
  for (const candidate of [language, ...eventLanguages, ...Object.keys(map)]) {
    // What is asked for comes from outside: `constructor` is no language.
    const text = Object.hasOwn(map, candidate) ? map[candidate] : undefined;
    if (text !== undefined) return { text, language: candidate };
  }
  return { text: '', language };
}
