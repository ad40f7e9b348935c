import type { Ctx } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';

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

/** The account of this address, made if there is none. */
export async function ensureAccount(ctx: Ctx, email: string): Promise<Account> {
  return ctx.db.account.upsert({ where: { email }, create: { email }, update: {}, select: account });
}

/** @returns whether the account did not hold the role before */
export async function addGrant(
  ctx: Ctx,
  accountId: string,
  role: Role,
  eventId: string | null,
): Promise<boolean> {
  const { count } = await ctx.db.roleGrant.createMany({
    data: [{ accountId, role, eventId }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** A role that an account holds, with the event's slug; null for the installation. */
export interface HeldRole {
  readonly role: Role;
  readonly event: string | null;
}

export async function listGrants(ctx: Ctx, accountId: string): Promise<HeldRole[]> {
  const grants = await ctx.db.roleGrant.findMany({
    where: { accountId },
    select: { role: true, event: { select: { slug: true } } },
    orderBy: { id: 'asc' },
  });
  return grants.map(({ role, event }) => ({ role, event: event?.slug ?? null }));
}
