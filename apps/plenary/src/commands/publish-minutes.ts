import type { Command } from 'commander';
import {
  findWorkingEdition,
  listEditionFiles,
  publishEdition,
  watchPublication,
  type EditionSummary,
} from '@plenary/minutes';
import { Refusal, type EventCtx } from '@plenary/platform';
import { print, table, withSession } from './session.js';

export function addPublishMinutes(program: Command): void {
  program
    .command('publish-minutes')
    .argument('<event>', 'its slug')
    .requiredOption('--language <code>', 'the language of the minutes')
    .description(
      'publish the approved edition, and wait for it; where no worker runs, this command does the work',
    )
    .action(async (slug: string, { language }: { language: string }, command: Command) => {
      await withSession(async ({ ctx, databaseUrl, inEvent }) => {
        const inThis = await inEvent(slug);
        const edition = await askForPublication(inThis, language);
        const { workHere } = await import('./work-here.js');
        const stop = await workHere(ctx, databaseUrl);
        try {
          await follow(inThis, edition.id);
        } finally {
          await stop();
        }
        const { edition: published, artifacts } = await listEditionFiles(inThis, edition.id);
        const { number, symbol, url } = published;
        print(command, { edition: { language, number, symbol, url }, artifacts }, [
          `Published ${symbol}: ${url}`,
          ...table(
            artifacts.map(({ name, bytes, sha256 }) => [`  ${name}`, `${String(bytes)} bytes`, sha256]),
          ),
        ]);
      });
    });
}

/** Asks for it, unless that was done before: then it is only waited for. */
async function askForPublication(ctx: EventCtx, language: string): Promise<EditionSummary> {
  const edition = await findWorkingEdition(ctx, language);
  if (edition.state === 'PUBLISHING') return edition;
  return publishEdition(ctx, { editionId: edition.id, version: edition.version });
}

async function follow(ctx: EventCtx, editionId: string): Promise<void> {
  for await (const { state, step, stepsDone, stepsTotal, failure } of watchPublication(ctx, editionId)) {
    if (step !== null) process.stderr.write(`${String(stepsDone)}/${String(stepsTotal)} ${step}\n`);
    if (state === 'FAILED') throw new Refusal('INTERNAL', failure ?? 'The publication failed.');
  }
}
