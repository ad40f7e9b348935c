import type { Command } from 'commander';
import { unbindOidc } from '@plenary/identity';
import { print, withSession } from './session.js';

export function addUnbindOidc(program: Command): void {
  program
    .command('unbind-oidc')
    .argument('<email>', 'the address of an account')
    .description('have the account found anew by its address at the next sign-in by OIDC')
    .action(async (email: string, _options: unknown, command: Command) => {
      const unbound = await withSession(({ ctx }) => unbindOidc(ctx, email));
      print(command, { email, unbound }, [
        unbound ? `${email} is bound to nobody now.` : `${email} was bound to nobody.`,
      ]);
    });
}
