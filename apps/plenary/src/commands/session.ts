import type { Command } from 'commander';
import { findEventsBySlug } from '@plenary/event';
import { Refusal, createCtx, enterEvent, type Ctx, type EventCtx, type Services } from '@plenary/platform';
import { openKeys } from '@plenary/platform/keys';
import { closeServices, createServices } from '@plenary/platform/services';
import { loadSettingTexts, parseSettings, type Settings } from '@plenary/platform/settings';
import { v7 as uuid } from 'uuid';
import { openDatabase } from '../launcher/database.js';

/** What a command works with. */
export interface Session {
  readonly ctx: Ctx;
  readonly databaseUrl: string;
  /** @throws {Refusal} NOT_FOUND */
  readonly inEvent: (slug: string) => Promise<EventCtx>;
}

/** The settings of the command line: it is silent unless LOG_LEVEL is set. */
export function readSettings(): Settings {
  const texts = loadSettingTexts(process.cwd(), process.env);
  return parseSettings({ LOG_LEVEL: 'silent', ...texts }, process.cwd());
}

/** Runs a command on the installation's database, whether its server runs or not. */
export async function withSession<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
  const settings = readSettings();
  const database = await openDatabase(settings);
  try {
    const services = createServices(
      settings,
      database.url,
      await openKeys(database.url, settings),
      'command',
    );
    try {
      await services.live.start();
      return await work(sessionOn(services, database.url));
    } finally {
      await closeServices(services);
    }
  } finally {
    await database.close();
  }
}

function sessionOn(services: Services, databaseUrl: string): Session {
  const ctx = createCtx(services, { kind: 'operator' }, uuid());
  return {
    ctx,
    databaseUrl,
    async inEvent(slug) {
      const [found] = await findEventsBySlug(ctx, [slug]);
      if (found === undefined) throw new Refusal('NOT_FOUND', `There is no event "${slug}".`);
      return enterEvent(ctx, found.event);
    },
  };
}

/** Prints the result: as JSON where it is asked for, else as lines for people. */
export function print(command: Command, result: unknown, lines: readonly string[]): void {
  const { json } = command.optsWithGlobals<{ json?: boolean }>();
  process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
}

/** Progress: stdout is for the result. */
export function toStderr(line: string): void {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs work that cleans up after itself where it is interrupted, as by Ctrl-C.
 * @throws {Refusal} CONFLICT if it was
 */
export async function untilInterrupted<Result>(
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const interrupted = new AbortController();
  const abort = (): void => {
    interrupted.abort();
  };
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  try {
    return await work(interrupted.signal);
  } catch (error) {
    if (interrupted.signal.aborted)
      throw new Refusal('CONFLICT', 'It was interrupted, and nothing was changed.');
    throw error;
  } finally {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  }
}

/** Columns under each other. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
