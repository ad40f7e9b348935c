import { parse, type Ctx } from '@plenary/platform';
import { recordAudit } from '@plenary/audit';
import { roles, type Role } from '@plenary/platform/access';
import { inTransaction } from '@plenary/platform/database';
import { z } from 'zod';
import { addGrant, ensureAccount } from '../data/accounts.js';
import { emailAddress } from '../domain/email.js';

const input = z
  .object({ email: emailAddress, role: z.enum(roles), eventId: z.uuid().nullable() })
  .refine(({ role, eventId }) => (role === 'ADMIN') === (eventId === null), {
    path: ['event'],
    error: 'ADMIN is for the whole installation; every other role is for one event',
  });

/**
 * Gives an address a role, and an account if it has none. A role it holds already is left as it is.
 * @throws {Refusal} BAD_INPUT
 */
export async function grantRole(
  ctx: Ctx,
  values: { readonly email: string; readonly role: string; readonly eventId: string | null },
): Promise<{ readonly role: Role; readonly added: boolean }> {
  const { email, role, eventId } = parse(input, values);
  return inTransaction(ctx, async (tx) => {
    const account = await ensureAccount(tx, email);
    const added = await addGrant(tx, account.id, role, eventId);
    if (added) {
      await recordAudit(tx, {
        action: 'grantRole',
        subject: { kind: 'Account', id: account.id },
        after: { role, eventId },
      });
    }
    return { role, added };
  });
}
