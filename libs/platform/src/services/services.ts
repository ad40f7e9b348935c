import type { Clock } from '../clock.js';
import { fileClock, systemClock } from '../clock.js';
import type { Services } from '../ctx.js';
import { createPool } from '../database/pool.js';
import { createPrisma } from '../database/prisma.js';
import { sqlOn } from '../database/sql.js';
import { nobody, type ViewerSources } from '../database/viewer-sources.js';
import { failpoints } from '../failpoints.js';
import type { Keys } from '../keys/keys.js';
import { Live } from '../live/live.js';
import { PostgresTransport } from '../live/postgres-transport.js';
import { RedisTransport } from '../live/redis-transport.js';
import { createLog } from '../log.js';
import { Metrics } from '../metrics/metrics.js';
import type { Settings } from '../settings/settings.js';
import { Storage } from '../storage/storage.js';

/**
 * Everything a process has one of. Nothing is connected yet but what is asked first connects; call `live.start()`
 * to hear of changes, and `closeServices` at the end.
 * @param keys those of the installation; see `openKeys`
 * @param name how the process is called in its log and in the database's list of connections
 * @param viewers how is known who looks at an event; without it everybody is a stranger but staff
 */
export function createServices(
  settings: Settings,
  databaseUrl: string,
  keys: Keys,
  name: string,
  viewers: ViewerSources = nobody,
): Services {
  const log = createLog(name, settings.logLevel);
  const clock: Clock = settings.clockFile === null ? systemClock : fileClock(settings.clockFile);
  const pool = createPool(databaseUrl, name, clock, log);
  const transport =
    settings.queueUrl === null
      ? new PostgresTransport(databaseUrl, pool, log)
      : new RedisTransport(settings.queueUrl, log);
  return {
    settings,
    keys,
    clock,
    log,
    pool,
    prisma: createPrisma(pool),
    sql: sqlOn(pool),
    live: new Live(transport, log),
    storage: new Storage(settings.files),
    metrics: new Metrics(pool),
    viewers,
    failpoint: failpoints(settings.failpointFolder ?? undefined),
  };
}

export async function closeServices(services: Services): Promise<void> {
  await services.live.stop();
  await services.prisma.$disconnect();
  await services.pool.end();
}
