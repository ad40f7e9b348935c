import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildSchema as parseSchema,
  findBreakingChanges,
  lexicographicSortSchema,
  printSchema,
  type GraphQLSchema,
} from 'graphql';
import { z } from 'zod';
import { buildSchema } from '@plenary/platform/graphql';
import { resolvers } from '@plenary/nouns/graphql';

const file = fileURLToPath(new URL('../../schema.graphql', import.meta.url));

const listed = fileURLToPath(new URL('../../breaking-changes.json', import.meta.url));

/** The schema as it was last committed; null where that is not known. */
function committedSchema(): string | null {
  const { status, stdout } = spawnSync('git', ['show', 'HEAD:./schema.graphql'], {
    cwd: dirname(file),
    encoding: 'utf8',
  });
  return status === 0 ? stdout : null;
}

/** What would break a client of the last schema and is not listed as meant so. */
function unlistedBreakingChanges(before: string, after: GraphQLSchema): string[] {
  const meant = new Set(z.array(z.string()).parse(JSON.parse(readFileSync(listed, 'utf8'))));
  return findBreakingChanges(parseSchema(before), after)
    .map(({ description }) => description)
    .filter((description) => !meant.has(description));
}

/**
 * `write` writes the schema for others to read; `check` fails if it is not what the code makes, or breaks what was
 * committed last without saying so in `breaking-changes.json`.
 */
async function main(command: string | undefined): Promise<number> {
  const { schema, app } = await buildSchema(resolvers);
  await app.close();
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  if (command === 'write') {
    writeFileSync(file, printed);
    return 0;
  }
  if (!existsSync(file) || readFileSync(file, 'utf8') !== printed) {
    console.error('apps/api/schema.graphql is not what the code makes: run npm run generate.');
    return 1;
  }
  const before = committedSchema();
  const breaking = before === null ? [] : unlistedBreakingChanges(before, schema);
  for (const change of breaking) console.error(`Breaks clients: ${change}`);
  if (breaking.length > 0) console.error('List what is meant so in apps/api/breaking-changes.json.');
  return breaking.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv[2]);
