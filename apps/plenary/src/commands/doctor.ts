import type { Command } from 'commander';
import { Refusal } from '@plenary/platform';
import { plural } from '../doctor/check.js';
import { examine } from '../doctor/examine.js';
import { print, readSettings } from './session.js';

const words = { ok: 'ok   ', warn: 'warn ', wrong: 'WRONG' } as const;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look whether all is well, and say what to do; the exit status is 1 if something is wrong')
    .action(async (_options: unknown, command: Command) => {
      const findings = await examine(readSettings(), process.cwd());
      const wrong = findings.filter(({ state }) => state === 'wrong').length;
      const width = Math.max(...findings.map(({ name }) => name.length));
      print(
        command,
        { ok: wrong === 0, checks: findings },
        findings.flatMap(({ name, state, message, cure }) => [
          `${words[state]}  ${name.padEnd(width)}  ${message}`,
          ...(cure === null ? [] : [`${' '.repeat(width + 9)}→ ${cure}`]),
        ]),
      );
      if (wrong > 0)
        throw new Refusal('CONFLICT', `${plural(wrong, 'thing')} of ${String(findings.length)} wrong.`);
    });
}
