import type { Ctx } from '@plenary/platform';
import './constraints.js';

export interface Account {
  readonly id: string;
  readonly email: string;
  readonly language: string;
}

const account = { id: true, email: true, language: true } as const;

export async function findAccountByEmail(ctx: Ctx, email: string): Promise<Account | null> {
  return ctx.db.account.findUnique({ where: { email }, select: account });
}

export async function findAccount(ctx: Ctx, id: string): Promise<Account | null> {
  return ctx.db.account.findUnique({ where: { id }, select: account });
}

/** The account of this address, made if there is none: by one, where several want it at once. */
export async function ensureAccount(ctx: Ctx, email: string): Promise<Account> {
  await ctx.db.account.createMany({ data: [{ email }], skipDuplicates: true });
  return ctx.db.account.findUniqueOrThrow({ where: { email }, select: account });
}
