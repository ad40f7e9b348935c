import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCtx, type Ctx, type Services } from '@plenary/platform';
import { nobody, type ViewerSources } from '@plenary/platform/database';
import { openKeys } from '@plenary/platform/keys';
import { closeServices, createServices } from '@plenary/platform/services';
import { parseSettings, type SettingTexts } from '@plenary/platform/settings';
import { sessionsOfPerson } from '@plenary/program';
import { createDatabase, type TestDatabase } from './databases.js';

/** Everything an operation needs, on a database and a folder of its own. */
export interface TestBench {
  readonly services: Services;
  readonly database: TestDatabase;
  /** Settings as text, for a process that is to work on the same database. */
  readonly settings: SettingTexts;
  /** A context that may do everything. */
  readonly operator: Ctx;
  /** Sets the time of rules and of SQL alike; only with `clock: true`. */
  setTime(instant: string): void;
  /** Makes the named place fail once: `kill` or `throw`. */
  arm(failpoint: string, action: 'kill' | 'throw'): void;
  close(): Promise<void>;
}

/** Keys of no worth, the same in every test. */
const key = 'dGVzdHMgdXNlIHRoaXMga2V5LCBub2JvZHkgZWxzZSE';

export async function createTestBench(
  options: {
    readonly clock?: boolean;
    readonly name?: string;
    readonly settings?: SettingTexts;
    readonly database?: TestDatabase;
    /** Who is a participant; without it nobody is. */
    readonly participates?: ViewerSources['participates'];
  } = {},
): Promise<TestBench> {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'));
  const database = options.database ?? (await createDatabase());
  const clockFile = join(folder, 'clock');
  const failpointFolder = join(folder, 'failpoints');
  mkdirSync(failpointFolder);
  const setTime = (instant: string): void => {
    writeFileSync(clockFile, instant);
  };
  setTime('2026-11-24T09:00:00Z');
  const settings: SettingTexts = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SECRET_KEY: key,
    SIGNING_KEY: key,
    PUBLIC_URL: 'http://127.0.0.1:3000',
    LOG_LEVEL: 'silent',
    FAILPOINTS: failpointFolder,
    ...(options.clock === true ? { CLOCK: clockFile } : {}),
    ...options.settings,
  };
  const viewers = { participates: options.participates ?? nobody.participates, sessionIds: sessionsOfPerson };
  const parsed = parseSettings(settings, folder);
  const keys = await openKeys(database.url, parsed);
  const services = createServices(parsed, database.url, keys, options.name ?? 'test', viewers);
  await services.live.start();
  return {
    services,
    database,
    settings,
    operator: createCtx(services, { kind: 'operator' }, 'test'),
    setTime,
    arm(failpoint, action) {
      writeFileSync(join(failpointFolder, failpoint), action);
    },
    async close() {
      await closeServices(services);
      if (options.database === undefined) await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
