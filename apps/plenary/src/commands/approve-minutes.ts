import type { Command } from 'commander';
import { approveEdition, findWorkingEdition } from '@plenary/minutes';
import { print, withSession } from './session.js';

interface Options {
  readonly language: string;
  readonly reason?: string;
  readonly waiveAll?: string;
}

export function addApproveMinutes(program: Command): void {
  program
    .command('approve-minutes')
    .argument('<event>', 'its slug')
    .requiredOption('--language <code>', 'the language of the minutes')
    .option('--reason <text>', "why the speakers' review is skipped")
    .option('--waive-all <reason>', 'waive every BLOCKER, and record why')
    .description('approve the edition in work: its words are frozen')
    .action(async (slug: string, { language, reason, waiveAll }: Options, command: Command) => {
      await withSession(async ({ inEvent }) => {
        const ctx = await inEvent(slug);
        const { id: editionId, version } = await findWorkingEdition(ctx, language);
        const given = reason ?? waiveAll ?? 'approved on the command line';
        const edition = await approveEdition(ctx, {
          editionId,
          version,
          reason: given,
          waiveAll: waiveAll ?? null,
        });
        const { symbol, number, state } = edition;
        print(command, { edition: { language, number, symbol, state } }, [`Approved ${symbol}.`]);
      });
    });
}
