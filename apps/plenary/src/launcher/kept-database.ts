import { setTimeout as pause } from 'node:timers/promises';
import { describeFailure, type Logger } from '@plenary/platform';
import {
  useEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '@plenary/platform/postgres';
import type { Settings } from '@plenary/platform/settings';
import type { OpenDatabase } from './database.js';

/** The database, held for as long as the program runs. */
export interface KeptDatabase {
  readonly url: string;
  /** Where its data lies, if that is not in DATA_DIR. */
  readonly elsewhere: string | null;
  close(): Promise<void>;
}

const firstPauseMs = 250;
const longestPauseMs = 5_000;

/**
 * An embedded database that is lost is started again, on its port: everybody's connections come back. Where it does not
 * start, as on a full disk, it is tried again without end.
 */
export function keep(database: OpenDatabase, settings: Settings, log: Logger): KeptDatabase {
  const { url, embedded } = database;
  if (embedded === null) return { url, elsewhere: null, close: () => database.close() };
  const closing = new AbortController();
  const closed = new Promise<void>((resolve) => {
    closing.signal.addEventListener('abort', () => {
      resolve();
    });
  });
  const options = {
    dataDir: settings.dataDir,
    port: Number(new URL(url).port),
    signal: closing.signal,
  };
  const hold = async (): Promise<void> => {
    for (let held: EmbeddedPostgres | null = embedded; held !== null; held = await startAgain(options, log)) {
      await Promise.race([held.lost, closed]);
      if (closing.signal.aborted) return held.release();
      log.error('the embedded database is gone; it is started again');
    }
  };
  const over = hold();
  return {
    url,
    elsewhere: embedded.elsewhere ? embedded.folder : null,
    async close() {
      closing.abort();
      await over;
    },
  };
}

/** One line for each reason why it does not start. Null once it is not wanted any more. */
async function startAgain(
  options: EmbeddedPostgresOptions & { readonly signal: AbortSignal },
  log: Logger,
): Promise<EmbeddedPostgres | null> {
  const { signal } = options;
  let told: string | null = null;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      const started = await useEmbeddedPostgres(options);
      log.info('the embedded database is back');
      return started;
    } catch (error) {
      if (signal.aborted) return null;
      const failure = describeFailure(error);
      if (failure === told) log.debug({ failure }, 'the embedded database still does not start');
      else log.error({ failure }, 'the embedded database does not start; it is tried again until it does');
      told = failure;
    }
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}
