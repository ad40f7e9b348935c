import type { Command } from 'commander';
import { importEvent } from '../import/import-event.js';
import { readJson } from './read-file.js';
import { print, withSession } from './session.js';

export function addImportEvent(program: Command): void {
  program
    .command('import-event')
    .argument('<file>', 'a JSON file in the format plenary-event/1 (docs/schemas/plenary-event-1.json)')
    .description('make an event, as a draft, from a file: all of it or nothing')
    .addHelpText('after', '\nExample: plenary import-event apps/plenary/examples/symposium-2023.json')
    .action(async (file: string, _options: unknown, command: Command) => {
      const content = readJson(file);
      const { slug, state } = await withSession(({ ctx }) => importEvent(ctx, content));
      print(command, { event: { slug, state } }, [
        `Imported ${slug}. Release its program next: plenary release-program ${slug}`,
      ]);
    });
}
