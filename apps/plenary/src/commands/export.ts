import { Option, type Command } from 'commander';
import { programAsTable, tableForms } from '@plenary/program';
import { exportEvent } from '@plenary/nouns/files';
import { withSession } from './session.js';

export function addExport(program: Command): void {
  program
    .command('export')
    .argument('<event>', 'its slug')
    .description('print an event as a file that import-event takes: facts, people, program, registrations')
    .addOption(
      new Option('--format <format>', 'json is whole; a table has the sessions alone')
        .choices(['json', ...tableForms])
        .default('json'),
    )
    .addHelpText(
      'after',
      '\nExample: plenary export ipss-2023 > ipss-2023.json' +
        '\nExample: plenary export ipss-2023 --format xlsx > ipss-2023.xlsx',
    )
    .action(async (slug: string, { format }: { format: string }) => {
      const form = tableForms.find((known) => known === format);
      const file = await withSession(async ({ inEvent }) => {
        const ctx = await inEvent(slug);
        if (form !== undefined) return programAsTable(ctx, form);
        return `${JSON.stringify(await exportEvent(ctx), null, 2)}\n`;
      });
      process.stdout.write(file);
    });
}
