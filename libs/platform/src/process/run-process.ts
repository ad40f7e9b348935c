import type { Services } from '../ctx.js';
import { openKeys } from '../keys/open-keys.js';
import type { ViewerSources } from '../database/viewer-sources.js';
import { Refusal, describeFailure } from '../errors.js';
import { closeServices, createServices } from '../services/services.js';
import { loadSettingTexts } from '../settings/load-settings.js';
import { parseSettings } from '../settings/settings.js';
import type { SettingTexts } from '../settings/table.js';
import { launcherMessage, type ChildMessage } from './messages.js';

/** A process that runs: how to end it. */
export interface Running {
  /** @param drain whether others may take over, so that callers are let go without a failure */
  stop(drain: boolean): Promise<void>;
}

/** How long a process may take to finish or hand back what it is doing. */
const patienceMs = 8_000;

/**
 * Runs a process of the product. Its launcher tells it by IPC when to start and with what, and it ends with its
 * launcher; without one, as in a container, it takes its settings from the environment and needs DATABASE_URL.
 * @param name as in the log, and as `plenary NAME` in the database's list of connections
 * @param viewers see `createServices`
 */
export function runProcess(
  name: string,
  start: (services: Services, databaseUrl: string) => Promise<Running>,
  viewers?: ViewerSources,
): void {
  const hasLauncher = process.send !== undefined;
  let running: Running | null = null;
  let services: Services | null = null;
  let ending = false;

  const tell = (message: ChildMessage): void => {
    if (process.connected) process.send?.(message);
  };
  const end = (status: number, drain = false): void => {
    if (ending) return;
    ending = true;
    const forced = setTimeout(() => process.exit(1), patienceMs);
    forced.unref();
    const stopped = async (): Promise<void> => {
      await running?.stop(drain);
      if (services !== null) await closeServices(services);
    };
    stopped().then(
      () => process.exit(status),
      (error: unknown) => {
        services?.log.error({ error }, 'the process did not end cleanly');
        process.exit(1);
      },
    );
  };
  const fail = (error: unknown): void => {
    const message = describeFailure(error);
    if (hasLauncher) tell({ kind: 'failed', message });
    else process.stderr.write(`${message}\n`);
    if (!(error instanceof Refusal)) services?.log.error({ error }, 'the process could not start');
    end(1);
  };
  const begin = async (settings: SettingTexts, databaseUrl: string | null): Promise<void> => {
    const parsed = parseSettings(settings, process.cwd());
    const url = databaseUrl ?? parsed.databaseUrl;
    if (url === null)
      throw new Refusal('BAD_INPUT', 'DATABASE_URL: is required for a process without a launcher');
    services = createServices(parsed, url, await openKeys(url, parsed), name, viewers);
    services.metrics.withProcess();
    await services.live.start();
    running = await start(services, url);
    tell({ kind: 'ready' });
  };

  // Nothing waits for its result: the work it was a part of is lost, and no reason to end all other work.
  process.on('unhandledRejection', (error) => {
    if (services === null) fail(error);
    else services.log.error({ error }, 'a promise that nobody awaited was rejected');
  });
  process.on('uncaughtException', (error) => {
    if (services === null) process.stderr.write(`${error.stack ?? error.message}\n`);
    else services.log.fatal({ error }, 'an error nobody expected ends the process');
    process.exit(1);
  });
  process.on('SIGTERM', () => {
    end(0, true);
  });
  process.on('SIGINT', () => {
    // A terminal's Ctrl-C reaches the whole group: the launcher decides.
    if (!hasLauncher) end(0);
  });
  process.on('disconnect', () => {
    end(0);
  });
  if (!hasLauncher) {
    const own = async (): Promise<void> => begin(loadSettingTexts(process.cwd(), process.env), null);
    own().catch(fail);
    return;
  }
  process.on('message', (received) => {
    const message = launcherMessage.parse(received);
    if (message.kind === 'stop') end(0, message.drain);
    else begin(message.settings, message.databaseUrl).catch(fail);
  });
}
