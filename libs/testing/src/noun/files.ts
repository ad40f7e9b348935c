import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { named, type Names } from './names.js';

const templates = fileURLToPath(new URL('./template', import.meta.url));
const suffix = '.template';

interface Template {
  /** Below the folder of templates, without the suffix; may hold names to be filled in. */
  readonly path: string;
  readonly text: string;
}

function readTemplates(): Template[] {
  return readdirSync(templates, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith(suffix))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(templates, file).slice(0, -suffix.length),
      text: readFileSync(file, 'utf8'),
    }));
}

/** Where the files outside of the noun's own folder go. */
function placesOf({ nouns }: Names, stamp: string): Readonly<Record<string, string>> {
  return {
    'schema.prisma': `prisma/schema/${nouns}.prisma`,
    'migration.sql': `prisma/migrations/${stamp}_${nouns}_were_added/migration.sql`,
    'page.tsx': `apps/site/src/pages/${nouns}-page.tsx`,
  };
}

/**
 * The files that a new noun is made of, by their path in the repository.
 * @param stamp of its migration, YYYYMMDDhhmmss
 */
export function filesOf(names: Names, stamp: string): Map<string, string> {
  const places = placesOf(names, stamp);
  return new Map(
    readTemplates().map(({ path, text }) => [
      places[path] ?? named(path, names).replace(/^lib\//, `libs/${names.nouns}/`),
      named(text, names),
    ]),
  );
}

/** The words that the code of every noun uses for something else. */
export function usedWords(): Set<string> {
  const words = readTemplates().flatMap(
    ({ text }) => text.replaceAll(/\{\{[^}]+\}\}/g, ' ').match(/\w+/g) ?? [],
  );
  return new Set(words);
}
