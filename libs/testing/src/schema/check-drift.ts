import { migrate } from '@plenary/platform/database';
import { withScratchDatabases } from './scratch.js';
import { readCatalogue } from './catalogue.js';
import { sqlFromDatabaseToSchema } from './schema-engine.js';

/** How schema, migrations and database differ; empty lists if they agree. */
export interface Drift {
  /** SQL that the migrations still need to reach the Prisma schema. */
  readonly schema: string;
  /** Lines of structure only the database has (`+`), or only the migrations make (`-`). */
  readonly database: readonly string[];
}

/** Compares the Prisma schema with the migrations and, if it is given, a live database with both. */
export async function findDrift(liveUrl: string | null): Promise<Drift> {
  return withScratchDatabases(async (makeDatabase) => {
    const fresh = await makeDatabase();
    await migrate(fresh);
    const schema = await sqlFromDatabaseToSchema(fresh);
    const database =
      liveUrl === null ? [] : difference(await readCatalogue(fresh), await readCatalogue(liveUrl));
    return { schema, database };
  });
}

function difference(expected: readonly string[], actual: readonly string[]): string[] {
  const has = new Set(actual);
  const should = new Set(expected);
  return [
    ...expected.filter((line) => !has.has(line)).map((line) => `- ${line}`),
    ...actual.filter((line) => !should.has(line)).map((line) => `+ ${line}`),
  ];
}
