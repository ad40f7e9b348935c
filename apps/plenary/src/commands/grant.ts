import { Argument, type Command } from 'commander';
import { grantRole } from '@plenary/identity';
import { roles } from '@plenary/platform/access';
import { print, withSession } from './session.js';

export function addGrant(program: Command): void {
  program
    .command('grant')
    .argument('<email>', 'an address; it gets an account if it has none')
    .addArgument(new Argument('<role>', 'what it may do').choices(roles))
    .argument('[event]', "the event's slug; none for ADMIN")
    .description('give an address a role')
    .action(
      async (email: string, role: string, slug: string | undefined, _options: unknown, command: Command) => {
        await withSession(async ({ ctx, inEvent }) => {
          const eventId = slug === undefined ? null : (await inEvent(slug)).event.id;
          const { added } = await grantRole(ctx, { email, role, eventId });
          const where = slug === undefined ? '' : ` in ${slug}`;
          print(command, { email, role, event: slug ?? null, added }, [
            added ? `${email} is ${role}${where}.` : `${email} was ${role}${where} already.`,
          ]);
        });
      },
    );
}
