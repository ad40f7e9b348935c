import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Deed, MakeWork, NounTests } from '../api/noun-tests.js';

const rooms = fileURLToPath(new URL('../../../', import.meta.url));
const brought = z.custom<NounTests>((value) => typeof value === 'object' && value !== null);

async function gather(): Promise<readonly NounTests[]> {
  const all: NounTests[] = [];
  for (const noun of readdirSync(rooms)) {
    const file = `${rooms}${noun}/test/noun.ts`;
    if (!existsSync(file)) continue;
    const tests: unknown = await import(file);
    all.push(z.object({ default: brought }).parse(tests).default);
  }
  return all;
}

/** What each noun brings in its `test/noun.ts`. */
const nounTests = await gather();

function merged<Value>(of: (tests: NounTests) => Readonly<Record<string, Value>> | undefined) {
  return new Map(nounTests.flatMap((tests) => Object.entries(of(tests) ?? {})));
}

/** Every mutation, and how it succeeds, by its name. */
export const deeds: ReadonlyMap<string, Deed> = merged(({ mutations }) => mutations);

/** Every kind of work, and how it comes about, by the name of its job. */
export const work: ReadonlyMap<string, MakeWork> = merged((tests) => tests.work);

/** How each column that holds JSON is read by a later program. */
export const jsonColumns: ReadonlyMap<string, string> = merged(({ json }) => json);

/** What each page that a noun brings holds of sessions, as the matrix of `visibility.spec.ts` writes it. */
export const pages: ReadonlyMap<string, string> = merged((tests) => tests.pages);

/** Attempts to break what the migrations promise. */
export const attempts = nounTests.flatMap(({ constraints }) => constraints ?? []);
