import type { Command } from 'commander';
import { checkMinutes } from '@plenary/minutes';
import { countBySeverity } from '@plenary/platform/findings';
import { print, withSession } from './session.js';

export function addCheckMinutes(program: Command): void {
  program
    .command('check-minutes')
    .argument('<event>', 'its slug')
    .requiredOption('--language <code>', 'the language of the minutes')
    .description('list what the checks find in the last edition; the exit status is 0 whatever they find')
    .action(async (slug: string, { language }: { language: string }, command: Command) => {
      await withSession(async ({ inEvent }) => {
        const findings = (await checkMinutes(await inEvent(slug), { language })).map(
          ({ rule, severity, turn, quote, message, fix }) => ({ rule, severity, turn, quote, message, fix }),
        );
        print(command, { findings }, [
          ...findings.map(
            ({ severity, rule, message, quote, fix }) =>
              `${severity} ${rule}: ${message}${quote === null ? '' : ` "${quote}"`}${fix === null ? '' : ` → ${fix}`}`,
          ),
          countBySeverity(findings)
            .map(([severity, count]) => `${String(count)} ${severity}`)
            .join(', '),
        ]);
      });
    });
}
