import { Refusal, type Ctx } from '@plenary/platform';
import { findAccountByEmail, type Account } from '../data/accounts.js';

/**
 * The account of an address, for whoever runs the machine.
 * @throws {Refusal} NOT_FOUND
 */
export async function requireAccount(ctx: Ctx, email: string): Promise<Account> {
  const account = await findAccountByEmail(ctx, email);
  if (account !== null) return account;
  throw new Refusal('NOT_FOUND', `There is no account for ${email}; grant it a role first.`);
}
