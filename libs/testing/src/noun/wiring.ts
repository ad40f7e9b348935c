import { z } from 'zod';
import type { Names } from './names.js';

type Edit = (text: string) => string;

/** What has to name a new noun, by its path in the repository, and how it comes to. */
export function wiringOf({ nouns, Noun }: Names): ReadonlyMap<string, Edit> {
  const resolvers = `import { ${nouns}Resolvers } from '@plenary/${nouns}/graphql';`;
  const broughtBy = `import { ${nouns}Noun } from '@plenary/${nouns}/noun';`;
  return new Map<string, Edit>([
    ['package-lock.json', (text) => lockWith(text, nouns)],
    ['prisma/schema/event.prisma', (text) => withRelation(text, `  ${nouns.padEnd(16)} ${Noun}[]`)],
    [
      'libs/nouns/src/graphql/index.ts',
      both(withImport(resolvers), before('\n];', `\n  ...${nouns}Resolvers,`)),
    ],
    [
      'apps/site/src/pages/index.ts',
      both(
        (text) => `import { ${nouns}Page } from './${nouns}-page.js';\n${text}`,
        before('\n};', `\n  ${nouns}Page,`),
      ),
    ],
    ['libs/nouns/src/jobs/index.ts', both(withImport(broughtBy), before('\n];', `\n  ${nouns}Noun,`))],
  ]);
}

function before(place: string, line: string): Edit {
  return (text) => {
    const at = text.indexOf(place);
    if (at === -1) throw new Error(`there is no ${JSON.stringify(place)}`);
    return text.slice(0, at) + line + text.slice(at);
  };
}

/** Adds a relation to the table of events. */
function withRelation(schema: string, line: string): string {
  const start = schema.indexOf('\nmodel Event {');
  const end = schema.indexOf('\n}', start);
  if (start === -1 || end === -1) throw new Error('there is no model Event');
  return `${schema.slice(0, end)}\n${line}${schema.slice(end)}`;
}

function both(...edits: readonly Edit[]): Edit {
  return (text) => edits.reduce((sofar, edit) => edit(sofar), text);
}

/** Adds an import among those of our own packages, in their order. */
function withImport(line: string): Edit {
  return (text) => {
    const own = [...text.matchAll(/^import .* from '(@plenary\/[^']+)';$/gm)];
    const name = /from '(.*)'/.exec(line)?.[1] ?? '';
    const next = own.find((found) => (found[1] ?? '') > name);
    const last = own.at(-1);
    if (last === undefined) throw new Error('it imports nothing of ours');
    if (next !== undefined) return `${text.slice(0, next.index)}${line}\n${text.slice(next.index)}`;
    const end = last.index + last[0].length;
    return `${text.slice(0, end)}\n${line}${text.slice(end)}`;
  };
}

const jsonObject = z.record(z.string(), z.unknown());

/** npm's lock with the package of the noun, as npm itself would write it. */
function lockWith(text: string, nouns: string): string {
  const lock = jsonObject.parse(JSON.parse(text));
  const packages = Object.entries({
    ...jsonObject.parse(lock['packages']),
    [`libs/${nouns}`]: { name: `@plenary/${nouns}`, version: '0.1.0' },
    [`node_modules/@plenary/${nouns}`]: { resolved: `libs/${nouns}`, link: true },
  }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`;
}
