import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '@plenary/platform/graphql';
import { resolvers } from '../resolvers.js';

const file = fileURLToPath(new URL('../../schema.graphql', import.meta.url));

/** `write` writes the schema for others to read; `check` fails if it is not what the code makes. */
async function main(command: string | undefined): Promise<number> {
  const { schema, app } = await buildSchema(resolvers);
  await app.close();
  const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;
  if (command === 'write') {
    writeFileSync(file, printed);
    return 0;
  }
  if (existsSync(file) && readFileSync(file, 'utf8') === printed) return 0;
  console.error('apps/api/schema.graphql is not what the code makes: run npm run generate.');
  return 1;
}

process.exitCode = await main(process.argv[2]);
