import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findDrift } from './check-drift.js';

const migrationsFolder = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

/**
 * `check` fails if the migrations do not lead to the Prisma schema; `next NAME` writes the migration that does.
 * With DATABASE_URL set, `check` compares that database too.
 */
async function main(command: string | undefined, name: string | undefined): Promise<number> {
  const drift = await findDrift(process.env['DATABASE_URL'] ?? null);
  if (command === 'check') {
    if (drift.schema !== '')
      console.error(`The migrations do not lead to the schema; they lack:\n${drift.schema}`);
    for (const line of drift.database) console.error(`database: ${line}`);
    return drift.schema === '' && drift.database.length === 0 ? 0 : 1;
  }
  if (command === 'next' && name !== undefined && /^[a-z0-9_]+$/.test(name)) {
    if (drift.schema === '') {
      console.log('Nothing to do: the migrations lead to the schema.');
      return 0;
    }
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const folder = join(migrationsFolder, `${stamp}_${name}`);
    mkdirSync(folder);
    writeFileSync(join(folder, 'migration.sql'), `${drift.schema}\n`);
    console.log(`Wrote ${folder}; add the constraints that the schema can't express, in past tense.`);
    return 0;
  }
  console.error('Usage: npm run schema -- check | next NAME (a past-tense name such as rooms_got_a_floor)');
  return 2;
}

process.exitCode = await main(process.argv[2], process.argv[3]);
