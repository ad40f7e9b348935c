import { isDeepStrictEqual } from 'node:util';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Refusal, keyNames, keysFrom, type Keys } from '@plenary/platform';
import { describeKeys } from './keys.js';
import {
  fileEntry,
  keyEntry,
  largestKey,
  largestManifest,
  manifestName,
  manifestSchema,
  tableEntry,
  type Content,
  type Manifest,
} from './manifest.js';
import { measured } from './measure.js';
import { readArchive } from './read-archive.js';

/** What a backup says of itself, once that was found to be so. */
export interface Inspected {
  readonly manifest: Manifest;
  /** Null where it holds none. */
  readonly keys: Keys | null;
}

/**
 * Reads the whole backup and holds each byte against its manifest; nothing else happens.
 * @throws {Refusal} BAD_INPUT for anything that is not as it was written
 */
export async function inspectArchive(path: string, signal: AbortSignal): Promise<Inspected> {
  const found = new Map<string, Content>();
  const texts = new Map<string, string>();
  const visit = async (name: string, size: number, body: Readable): Promise<void> => {
    const isSmall = name === manifestName || name.startsWith('keys/');
    if (isSmall) {
      const limit = name === manifestName ? largestManifest : largestKey;
      if (size > limit) throw new Refusal('BAD_INPUT', `The backup is none of ours: ${name} is too large.`);
      texts.set(name, (await buffer(body)).toString('utf8'));
      return;
    }
    found.set(name, await measured(body, signal));
  };
  await readArchive(path, visit, signal);
  const manifest = parseManifest(texts.get(manifestName));
  compare(found, contentsOf(manifest));
  return { manifest, keys: readKeys(manifest, texts) };
}

/** Each entry that is measured, by its name. */
function contentsOf({ tables, files }: Manifest): Map<string, Content> {
  return new Map([
    ...tables.map((table): [string, Content] => [tableEntry(table), table]),
    ...files.map((file): [string, Content] => [fileEntry(file.key), file]),
  ]);
}

export function isSame(one: Content, other: Content): boolean {
  return one.bytes === other.bytes && one.sha256 === other.sha256;
}

function parseManifest(text: string | undefined): Manifest {
  if (text === undefined)
    throw new Refusal('BAD_INPUT', `This is no whole backup: it has no ${manifestName}.`);
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new Refusal('BAD_INPUT', `The backup's ${manifestName} is none that this program reads.`);
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function compare(found: ReadonlyMap<string, Content>, expected: ReadonlyMap<string, Content>): void {
  for (const [name, content] of expected) {
    const actual = found.get(name);
    if (actual === undefined) throw new Refusal('BAD_INPUT', `The backup lacks ${name}.`);
    if (!isSame(actual, content)) throw wasChanged(name);
  }
  for (const name of found.keys())
    if (!expected.has(name))
      throw new Refusal('BAD_INPUT', `The backup holds ${name}, which its manifest does not name.`);
}

export function wasChanged(name: string): Refusal {
  return new Refusal('BAD_INPUT', `The backup was changed: ${name} is not what its manifest says.`);
}

function readKeys(manifest: Manifest, texts: ReadonlyMap<string, string>): Keys | null {
  const [secret, signing] = keyNames.map((name) => texts.get(keyEntry(name)));
  if (!manifest.keys.included && secret === undefined && signing === undefined) return null;
  const keys = secret === undefined || signing === undefined ? null : keysFrom({ secret, signing });
  const { included, ...described } = manifest.keys;
  if (keys === null || !included || !isDeepStrictEqual(describeKeys(keys), described))
    throw new Refusal('BAD_INPUT', 'The keys in the backup are not those that its manifest tells of.');
  return keys;
}
