import { createLog, type Keys } from '@plenary/platform';
import { openKeys } from '@plenary/platform/keys';
import { isLoopback, type SettingTexts, type Settings } from '@plenary/platform/settings';
import { Child } from './child.js';
import { holdLauncherLock, openDatabase } from './database.js';
import { keep, type KeptDatabase } from './kept-database.js';

/** A program that runs. */
export interface Launched {
  /** What people read when it is ready. */
  readonly greeting: string;
  /** @param drain whether callers are let go without a failure, for others take over */
  stop(drain: boolean): Promise<void>;
}

/**
 * Starts everything: API and worker at once, then the database, its migrations and the demo, then tells both to begin.
 * @param signal gives it up while there is no database yet
 * @throws {Refusal} in words for people, with nothing left running
 */
export async function launch(
  texts: SettingTexts,
  settings: Settings,
  signal: AbortSignal,
): Promise<Launched> {
  const log = createLog('launcher', settings.logLevel);
  const children = [new Child('api', log), new Child('worker', log)];
  let database: KeptDatabase | null = null;
  let unlock: (() => Promise<void>) | null = null;
  let demo: PreparedDemo | null = null;
  const stop = async (drain: boolean): Promise<void> => {
    await Promise.all(children.map((child) => child.stop(drain)));
    await demo?.close();
    await unlock?.();
    await database?.close();
  };
  try {
    database = keep(await openDatabase(settings, signal), settings, log);
    const { url: databaseUrl } = database;
    unlock = await holdLauncherLock(databaseUrl);
    const keys = await openKeys(databaseUrl, settings);
    const started = children.map((child) => child.start({ kind: 'start', settings: texts, databaseUrl }));
    if (settings.demo) demo = await prepareDemo(settings, databaseUrl, keys);
    const failure = (await Promise.all(started)).find((reason) => reason !== null);
    if (failure != null) throw new Error(failure);
    return { greeting: greet(settings, database, demo?.links ?? []), stop };
  } catch (error) {
    await stop(false);
    throw error;
  }
}

interface PreparedDemo {
  readonly links: readonly { readonly role: string; readonly url: string }[];
  /** Ends the links. */
  close(): Promise<void>;
}

/** Loads the demo and makes its links. The modules for it load late: the children were to start first. */
async function prepareDemo(settings: Settings, databaseUrl: string, keys: Keys): Promise<PreparedDemo> {
  const { closeServices, createServices } = await import('@plenary/platform/services');
  const { createCtx } = await import('@plenary/platform');
  const { endDemoLinks, loadDemoIfEmpty, makeDemoLinks } = await import('./demo.js');
  const services = createServices(settings, databaseUrl, keys, 'launcher');
  const ctx = createCtx(services, { kind: 'operator' }, 'launcher');
  await loadDemoIfEmpty(ctx);
  return {
    links: isLoopback(settings.host) ? await makeDemoLinks(ctx) : [],
    async close() {
      // The next start ends them too, should the database be away just now.
      await endDemoLinks(ctx).catch((error: unknown) => {
        services.log.warn({ error }, 'the links of the demo could not be ended');
      });
      await closeServices(services);
    },
  };
}

function greet(settings: Settings, database: KeptDatabase, links: PreparedDemo['links']): string {
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const { elsewhere } = database;
  return [
    ...(elsewhere === null ? [] : [`The database lies in ${elsewhere}: its user can't enter DATA_DIR.`]),
    `Plenary is ready: http://${host}:${String(settings.port)}`,
    ...links.map(({ role, url }) => `  ${role.padEnd(15)} ${url}`),
  ].join('\n');
}
