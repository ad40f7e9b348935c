import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TYPE, parse, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { languages, type Language } from '@plenary/platform/words';
import { z } from 'zod';

/** A room that has words of its own, with its messages by language. */
export interface Room {
  readonly path: string;
  readonly messages: (language: Language) => ReadonlyMap<string, string>;
  /** All its sources as one text. */
  readonly source: string;
}

/** A message's place: what may stand there. Of a choice, between what. */
type Place = 'text' | 'number' | 'date' | readonly string[];

const file = z.record(z.string(), z.string());

/** The rooms with words, and what is wrong with their messages: missing, left over, not to be read, unlike, or unused. */
export function readWords(root: string): {
  readonly rooms: readonly Room[];
  readonly problems: readonly string[];
} {
  const rooms = ['apps', 'libs']
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .filter((path) => existsSync(join(root, path, 'src/words/en.json')))
    .map((path): Room => ({
      path,
      messages: messagesIn(join(root, path)),
      source: sourceOf(join(root, path)),
    }));
  return { rooms, problems: rooms.flatMap(problemsOf) };
}

function messagesIn(room: string): Room['messages'] {
  const read = (language: Language): ReadonlyMap<string, string> => {
    const path = join(room, `src/words/${language}.json`);
    return new Map(
      existsSync(path) ? Object.entries(file.parse(JSON.parse(readFileSync(path, 'utf8')))) : [],
    );
  };
  const all = new Map(languages.map((language) => [language, read(language)]));
  return (language) => all.get(language) ?? new Map<string, string>();
}

function sourceOf(room: string): string {
  return readdirSync(join(room, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(room, 'src', path), 'utf8'))
    .join('\n');
}

function problemsOf({ path, messages, source }: Room): string[] {
  const keys = new Set(languages.flatMap((language) => [...messages(language).keys()]));
  const said = new Set(
    [...source.matchAll(/\b(?:say|wordsIn\([\w.]+\))\(\s*'([^']+)'/g)].map(([, key]) => key),
  );
  return [...keys].flatMap((key) => {
    const wrong = languages
      .filter((language) => !messages(language).has(key))
      .map((language) => `“${key}” is missing in ${language}.json`);
    if (!said.has(key)) wrong.push(`nothing says “${key}”`);
    const shapes = languages.flatMap((language) => {
      const message = messages(language).get(key);
      if (message === undefined) return [];
      try {
        return [shapeOf(placesOf(message))];
      } catch (error) {
        wrong.push(`“${key}” in ${language}.json: ${error instanceof Error ? error.message : 'unreadable'}`);
        return [];
      }
    });
    if (new Set(shapes).size > 1) wrong.push(`“${key}” has not the same places in each language`);
    return wrong.map((problem) => `${path}/src/words: ${problem}`);
  });
}

/** The names of the places, and between what a choice is; a number in one language may be a text in another. */
function shapeOf(places: ReadonlyMap<string, Place>): string {
  return [...places]
    .map(([name, place]) => (typeof place === 'string' ? name : `${name}: ${place.join(' ')}`))
    .toSorted()
    .join(', ');
}

/** What the code has to say a room's messages: their type, and the way to say them. */
export function wordsFile({ path, messages }: Room): string {
  const from = path === 'libs/platform' ? './words-of.js' : '@plenary/platform/words';
  const types = [...messages('en').keys()].map((key) => {
    const places = new Map<string, Place>();
    for (const language of languages)
      for (const [name, place] of placesOf(messages(language).get(key) ?? ''))
        if (place !== 'text' || !places.has(name)) places.set(name, place);
    const name = /^[a-z]\w*$/i.test(key) ? key : `'${key}'`;
    if (places.size === 0) return `  ${name}: null;`;
    const fields = [...places].map(([place, kind]) => `    ${place}: ${typeOf(kind)};`);
    return [`  ${name}: {`, ...fields, '  };'].join('\n');
  });
  return [
    '// Made by `npm run generate` from the messages beside it.',
    `import { wordsOf } from '${from}';`,
    ...languages.map((language) => `import ${language} from './${language}.json' with { type: 'json' };`),
    '',
    'interface Messages {',
    ...types,
    '}',
    '',
    `export const wordsIn = wordsOf<Messages>({ ${languages.join(', ')} });`,
    '',
  ].join('\n');
}

function typeOf(place: Place): string {
  switch (place) {
    case 'number':
      return 'number';
    case 'date':
      return 'Date';
    default:
      return 'string | number';
  }
}

function placesOf(message: string): Map<string, Place> {
  const places = new Map<string, Place>();
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      switch (element.type) {
        case TYPE.argument:
          if (!places.has(element.value)) places.set(element.value, 'text');
          break;
        case TYPE.number:
          places.set(element.value, 'number');
          break;
        case TYPE.date:
          places.set(element.value, 'date');
          break;
        case TYPE.plural:
          places.set(element.value, 'number');
          for (const { value } of Object.values(element.options)) visit(value);
          break;
        case TYPE.select:
          places.set(element.value, Object.keys(element.options).toSorted());
          for (const { value } of Object.values(element.options)) visit(value);
          break;
        case TYPE.literal:
        case TYPE.pound:
          break;
        default:
          throw new Error('only texts, numbers, days and choices may stand in a message');
      }
    }
  };
  visit(parse(message, { ignoreTag: true }));
  return places;
}
