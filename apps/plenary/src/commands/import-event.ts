import { Option, type Command } from 'commander';
import { programFormat, type ProgramFormat } from '@plenary/program';
import { importFile, type FileReport } from '../import/import-file.js';
import { readBytes } from './read-file.js';
import { print, withSession } from './session.js';

interface Options {
  readonly into?: string;
  readonly format?: string;
  readonly language: string;
  readonly replace: boolean;
  readonly dryRun: boolean;
}

const formatName = (format: ProgramFormat): string => format.toLowerCase().replace('_', '-');

export function addImportEvent(program: Command): void {
  program
    .command('import-event')
    .argument(
      '<file>',
      'plenary-event/1 (docs/schemas), schedule.xml, schedule.json, or a table: CSV or XLSX',
    )
    .description('make an event, as a draft, or edit the program of one, from a file: all of it or nothing')
    .option('--into <event>', 'the slug of the event whose draft is edited; else the one that the file names')
    .addOption(
      new Option('--format <format>', 'else it is recognised by the content').choices(
        programFormat.options.map(formatName),
      ),
    )
    .option('--language <code>', 'of a new event that is made from a schedule', 'en')
    .option('--replace', 'sessions go that the file does not have', false)
    .option('--dry-run', 'tell what would happen, and save nothing', false)
    .addHelpText(
      'after',
      '\nExample: plenary import-event apps/plenary/examples/symposium-2023.json' +
        '\nExample: plenary import-event program.xlsx --into ipss-2023 --dry-run',
    )
    .action(async (file: string, options: Options, command: Command) => {
      const bytes = readBytes(file);
      const { into = null, language, replace, dryRun } = options;
      const format = programFormat.options.find((known) => formatName(known) === options.format) ?? null;
      const report = await withSession(({ ctx }) =>
        importFile(ctx, bytes, { file, into, format, language, replace, dryRun }),
      );
      print(command, report, linesOf(report));
    });
}

function linesOf({ event, made, dryRun, edit, changed, peopleAdded, notes, findings }: FileReport): string[] {
  const counted = `${String(changed.sessions)} sessions, ${String(changed.rooms)} rooms and ${String(changed.tracks)} tracks`;
  const done = made
    ? `Imported ${event.slug}. Release its program next: plenary release-program ${event.slug}`
    : `Changed the draft of ${event.slug}: ${counted}${edit === null ? '' : `, as edit ${String(edit)}`}.`;
  return [
    dryRun
      ? `Would ${made ? 'make' : 'change the draft of'} ${event.slug}: ${counted}. Nothing was saved.`
      : done,
    ...(peopleAdded.length === 0 || made ? [] : [`People added: ${peopleAdded.join(', ')}`]),
    ...notes,
    ...findings.map(({ severity, message }) => `${severity}: ${message}`),
  ];
}
