import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrl } from '@plenary/platform/postgres';

/** The migrated database that others are cloned from. */
export const templateName = 'plenary_test_template';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** The server of this run: see Jest's global setup. */
export function testServer(): { readonly url: string } {
  const url = process.env['PLENARY_TEST_SERVER'];
  if (url === undefined) throw new Error('No test server runs: start tests by npm test.');
  return { url };
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServer().url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own for a test file, with every migration applied, or empty. */
export async function createDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `plenary_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${empty ? 'template0' : templateName} STRATEGY file_copy`);
  return {
    url: databaseUrl(testServer(), name),
    drop: () => onServer(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
