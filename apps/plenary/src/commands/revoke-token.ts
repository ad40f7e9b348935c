import type { Command } from 'commander';
import { revokeAnyApiToken } from '@plenary/identity';
import { print, withSession } from './session.js';

export function addRevokeToken(program: Command): void {
  program
    .command('revoke-token')
    .argument('<token>', 'its id, or the token itself')
    .description('revoke an API token, whosever it is')
    .action(async (token: string, _options: unknown, command: Command) => {
      await withSession(({ ctx }) => revokeAnyApiToken(ctx, { token }));
      print(command, { revoked: true }, ['The token works no longer.']);
    });
}
