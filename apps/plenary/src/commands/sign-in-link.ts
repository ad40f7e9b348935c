import type { Command } from 'commander';
import { createSignInLinkFor } from '@plenary/identity';
import { print, withSession } from './session.js';

export function addSignInLink(program: Command): void {
  program
    .command('sign-in-link')
    .argument('<email>', 'the address of an account')
    .description('make a sign-in link that works once, within 10 minutes')
    .action(async (email: string, _options: unknown, command: Command) => {
      const url = await withSession(({ ctx }) => createSignInLinkFor(ctx, email));
      print(command, { url }, [url]);
    });
}
