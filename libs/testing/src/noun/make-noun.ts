import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { Refusal } from '@plenary/platform';
import { filesOf, usedWords } from './files.js';
import { namesOf, type Names } from './names.js';
import { wiringOf } from './wiring.js';

/**
 * Makes a noun with all its floors, its table and its tests, and has it named wherever nouns are. All or nothing is
 * written.
 * @param root of the repository
 * @returns the paths that were written, in it
 * @throws {Refusal} BAD_INPUT for a name that is none; CONFLICT for one that is taken
 */
export function makeNoun(root: string, name: string, now: Date): string[] {
  const names = namesOf(name);
  requireFree(root, names);
  const files = new Map(filesOf(names, stampAfter(root, now)));
  for (const [path, edit] of wiringOf(names)) files.set(path, edited(root, path, edit));
  for (const [path, text] of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const link = join(root, 'node_modules/@plenary', names.nouns);
  if (!existsSync(link)) symlinkSync(`../../libs/${names.nouns}`, link);
  return [...files.keys()];
}

function edited(root: string, path: string, edit: (text: string) => string): string {
  try {
    return edit(readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    throw new Error(`${path} is not as it was when the generator was written.`, { cause: error });
  }
}

function requireFree(root: string, { noun, nouns, Noun }: Names): void {
  const taken = (what: string): Refusal => new Refusal('CONFLICT', `“${noun}” is taken: ${what}.`);
  if ([noun, nouns].some((folder) => existsSync(join(root, 'libs', folder))))
    throw taken('there is a library of that name');
  const types = new RegExp(
    `^(?:model|enum|type|input|scalar|interface|union) (?:${Noun}|${Noun}State)\\b`,
    'm',
  );
  const graphql = readFileSync(join(root, 'apps/api/schema.graphql'), 'utf8');
  const tables = readdirSync(join(root, 'prisma/schema')).map((file) =>
    readFileSync(join(root, 'prisma/schema', file), 'utf8'),
  );
  if ([graphql, ...tables].some((text) => types.test(text))) throw taken('there is a type of that name');
  if ([graphql, ...tables].some((text) => fieldsOfEvent(text).has(nouns)))
    throw taken('events have a field of that name');
  if (isReserved(noun)) throw taken('JavaScript has that word');
  const words = usedWords();
  if ([noun, nouns].some((word) => words.has(word))) throw taken('the code of every noun uses that word');
}

/** The names of fields of the type or model Event in a schema, as GraphQL and Prisma have it. */
function fieldsOfEvent(schema: string): Set<string> {
  const start = /^(?:type|model) Event \{$/m.exec(schema)?.index;
  if (start === undefined) return new Set();
  const body = schema.slice(start, schema.indexOf('\n}', start));
  return new Set([...body.matchAll(/^ {2}(\w+)/gm)].map((found) => found[1] ?? ''));
}

function isReserved(word: string): boolean {
  try {
    new Script(`'use strict'; let ${word};`);
    return false;
  } catch {
    return true;
  }
}

/** The stamp of a migration that comes after all there are. */
function stampAfter(root: string, now: Date): string {
  const last = readdirSync(join(root, 'prisma/migrations'))
    .flatMap((name) => /^\d{14}/.exec(name)?.[0] ?? [])
    .reduce((a, b) => (a > b ? a : b), '');
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return stamp > last ? stamp : String(BigInt(last) + 1n);
}
