import { createLog, describeFailure, fileClock, systemClock } from '@plenary/platform';
import { createPool, type Pool } from '@plenary/platform/database';
import { hasCluster } from '@plenary/platform/postgres';
import type { Settings } from '@plenary/platform/settings';
import { Storage } from '@plenary/platform/storage';
import { reachDatabase, type OpenDatabase } from '../launcher/database.js';
import type { Check, Installation, Verdict } from './check.js';
import { databaseChecks } from './database-checks.js';
import { filesCheck, storageCheck } from './file-checks.js';
import { machineChecks } from './machine-checks.js';
import { settingsChecks } from './settings-checks.js';
import { workChecks } from './work-checks.js';

/** Everything that is looked at, in the order in which it is told. */
const checks: readonly Check[] = [
  ...machineChecks,
  ...settingsChecks,
  storageCheck,
  ...databaseChecks,
  ...workChecks,
  filesCheck,
];

export interface Finding extends Verdict {
  readonly name: string;
}

/** Looks at everything, and changes nothing. */
export async function examine(settings: Settings, workingFolder: string): Promise<Finding[]> {
  const installation: Installation = {
    settings,
    storage: new Storage(settings.files),
    clock: settings.clockFile === null ? systemClock : fileClock(settings.clockFile),
    workingFolder,
    hasCluster: settings.databaseUrl === null && hasCluster(settings.dataDir),
  };
  const isNew = settings.databaseUrl === null && !installation.hasCluster;
  if (isNew)
    return [
      ...(await runAll(installation, null)),
      { name: 'database', state: 'ok', message: 'The first start makes it.', cure: null },
    ];
  let database: OpenDatabase;
  try {
    database = await reachDatabase(settings);
  } catch (error) {
    const cure = 'Start it, or correct DATABASE_URL; all that is in it was not looked at.';
    const message = describeFailure(error).split('\n')[0] ?? '';
    return [...(await runAll(installation, null)), { name: 'database', state: 'wrong', message, cure }];
  }
  const pool = createPool(database.url, 'plenary doctor', installation.clock, createLog('doctor', 'silent'));
  try {
    return await runAll(installation, pool);
  } finally {
    await pool.end();
    await database.close();
  }
}

/** Without a database, those that need none. */
async function runAll(installation: Installation, database: Pool | null): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) {
    if ('run' in check) findings.push(await find(check.name, async () => check.run(installation)));
    else if (database !== null)
      findings.push(await find(check.name, () => check.runOn(database, installation)));
  }
  return findings;
}

async function find(name: string, run: () => Promise<Verdict>): Promise<Finding> {
  try {
    return { name, ...(await run()) };
  } catch (error) {
    const reason = describeFailure(error).split('\n')[0] ?? '';
    return {
      name,
      state: 'wrong',
      message: `It could not be looked at (${reason}).`,
      cure: 'See the other findings first.',
    };
  }
}
