import type { Command } from 'commander';
import { recordBounce, type BounceOutcome } from '@plenary/event';
import { Refusal, describeFailure } from '@plenary/platform';
import { isDatabaseAway } from '@plenary/platform/database';
import { readBytes, readStandardInput } from './read-file.js';
import { print, withSession } from './session.js';
import { TryAgainError } from './try-again.js';

const mostBytes = 2_000_000;

const words: Readonly<Record<BounceOutcome, string>> = {
  BOUNCED: 'The notice has come back.',
  DELAYED: 'The notice is late; its mail server goes on trying.',
  NOTHING: 'There is nothing to change.',
};

export function addBounce(program: Command): void {
  program
    .command('bounce')
    .argument(
      '<file>',
      "a mail server's report of a mail that came back or is late (RFC 3464); - for standard input",
    )
    .description(
      'record a report of undeliverable mail; made for a mail server that pipes them (exit 75: try again)',
    )
    .action(async (file: string, _options: unknown, command: Command) => {
      const report = file === '-' ? await readStandardInput(mostBytes) : readBytes(file);
      const outcome = await withSession(({ ctx }) => recordBounce(ctx, report)).catch((error: unknown) => {
        throw isForNow(error) ? new TryAgainError(describeFailure(error)) : error;
      });
      print(command, { outcome }, [words[outcome]]);
    });
}

/** Whether the database was away. */
function isForNow(error: unknown): boolean {
  return isDatabaseAway(error) || (error instanceof Refusal && error.code === 'UNAVAILABLE');
}
