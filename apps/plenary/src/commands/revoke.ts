import { Argument, type Command } from 'commander';
import { revokeRole } from '@plenary/identity';
import { roles } from '@plenary/platform/access';
import { print, withSession } from './session.js';

export function addRevoke(program: Command): void {
  program
    .command('revoke')
    .argument('<email>', 'an address')
    .addArgument(new Argument('<role>', 'what it may no longer do').choices(roles))
    .argument('[event]', "the event's slug; none for ADMIN")
    .description('take a role from an address')
    .action(
      async (email: string, role: string, slug: string | undefined, _options: unknown, command: Command) => {
        await withSession(async ({ ctx, inEvent }) => {
          const eventId = slug === undefined ? null : (await inEvent(slug)).event.id;
          await revokeRole(ctx, { email, role, eventId });
        });
        const where = slug === undefined ? '' : ` in ${slug}`;
        print(command, { email, role, event: slug ?? null }, [`${email} is ${role}${where} no longer.`]);
      },
    );
}
