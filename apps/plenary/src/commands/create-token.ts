import { Option, type Command } from 'commander';
import { createApiToken, requireAccount } from '@plenary/identity';
import { tokenScopeByName } from '@plenary/platform/access';
import { print, withSession } from './session.js';

interface Options {
  readonly scopes: readonly string[];
  readonly days: string;
  readonly event?: string;
}

export function addCreateToken(program: Command): void {
  program
    .command('create-token')
    .argument('<email>', 'the address of an account')
    .argument('<name>', 'what to call the token')
    .addOption(
      new Option('--scopes <names...>', 'what it may do at most, as far as the roles of the account go')
        .choices(Object.keys(tokenScopeByName))
        .makeOptionMandatory(),
    )
    .requiredOption('--days <number>', 'how long it lives, 1 to 366')
    .option('--event <slug>', 'the one event that it is for (default: all)')
    .description('make an API token for a script, and print it: it is kept nowhere')
    .addHelpText(
      'after',
      "\nExample: plenary create-token you@example.org 'nightly import' --scopes PROGRAM_EDIT --days 90",
    )
    .action(async (email: string, name: string, { scopes, days, event }: Options, command: Command) => {
      const { token, secret } = await withSession(async ({ ctx }) => {
        const account = await requireAccount(ctx, email);
        return createApiToken(ctx, {
          accountId: account.id,
          name,
          event,
          scopes: scopes.map((scope) => tokenScopeByName[scope]),
          expiresAt: new Date(ctx.services.clock.now().getTime() + Number(days) * 86_400_000),
        });
      });
      print(command, { id: token.id, secret, expiresAt: token.expiresAt.toISOString() }, [secret]);
    });
}
