import type { Command } from 'commander';
import { draftMinutes } from '@plenary/minutes';
import { describeRecognition, recognitionJson } from './recognition.js';
import { print, withSession } from './session.js';

export function addDraftMinutes(program: Command): void {
  program
    .command('draft-minutes')
    .argument('<event>', 'its slug')
    .requiredOption('--language <code>', 'the language of the minutes')
    .description('draft the minutes from the program, the last transcript and the questions')
    .action(async (slug: string, { language }: { language: string }, command: Command) => {
      await withSession(async ({ inEvent }) => {
        const result = await draftMinutes(await inEvent(slug), { language });
        const { symbol, number, state } = result.edition;
        print(command, { edition: { language, number, symbol, state }, ...recognitionJson(result) }, [
          `Drafted ${symbol}, edition ${String(number)}.`,
          ...describeRecognition(result),
        ]);
      });
    });
}
