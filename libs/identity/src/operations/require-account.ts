import { Refusal, type Ctx } from '@plenary/platform';
import { findAccountByEmail, type Account } from '../data/accounts.js';
import { emailAddress } from '../domain/email.js';

/**
 * The account of an address, for whoever runs the machine.
 * @throws {Refusal} NOT_FOUND
 */
export async function requireAccount(ctx: Ctx, email: string): Promise<Account> {
  const { data: address } = emailAddress.safeParse(email);
  const account = address === undefined ? null : await findAccountByEmail(ctx, address);
  if (account !== null) return account;
  throw new Refusal('NOT_FOUND', `There is no account for ${email}; grant it a role first.`);
}
