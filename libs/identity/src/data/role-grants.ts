import type { Ctx } from '@plenary/platform';
import { roles, type HeldRole, type Role } from '@plenary/platform/access';
import { Prisma } from '@plenary/platform/database';
import { z } from 'zod';
import './constraints.js';

/** The roles of the account that a row names in `"accountId"`, for the statement that reads the row as `credential`. */
export const heldRoles = Prisma.sql`
  (SELECT coalesce(jsonb_agg(jsonb_build_object('role', role, 'eventId', "eventId") ORDER BY id), '[]')
   FROM "RoleGrant" WHERE "accountId" = credential."accountId")`;

/** What that gives. */
export const heldRolesJson = z.array(z.object({ role: z.enum(roles), eventId: z.string().nullable() }));

/** @returns whether the account did not hold the role before */
export async function addGrant(ctx: Ctx, accountId: string, { role, eventId }: HeldRole): Promise<boolean> {
  const { count } = await ctx.db.roleGrant.createMany({
    data: [{ accountId, role, eventId }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** @returns whether the account held the role */
export async function removeGrant(
  ctx: Ctx,
  accountId: string,
  { role, eventId }: HeldRole,
): Promise<boolean> {
  const { count } = await ctx.db.roleGrant.deleteMany({ where: { accountId, role, eventId } });
  return count === 1;
}

/** A role that an account holds, with the event's slug; null for the installation. */
export interface NamedRole {
  readonly role: Role;
  readonly event: string | null;
}

export async function listGrants(ctx: Ctx, accountId: string): Promise<NamedRole[]> {
  const grants = await ctx.db.roleGrant.findMany({
    where: { accountId },
    select: { role: true, event: { select: { slug: true } } },
    orderBy: { id: 'asc' },
  });
  return grants.map(({ role, event }) => ({ role, event: event?.slug ?? null }));
}

/** Who holds a role in an event. */
export interface RoleHolder {
  readonly accountId: string;
  readonly email: string;
  readonly role: Role;
  readonly since: Date;
}

/** Everybody with a role in the event, by address. */
export async function listRoleHolders(ctx: Ctx, eventId: string, limit: number): Promise<RoleHolder[]> {
  const grants = await ctx.db.roleGrant.findMany({
    where: { eventId },
    select: { accountId: true, role: true, createdAt: true, account: { select: { email: true } } },
    orderBy: [{ account: { email: 'asc' } }, { role: 'asc' }],
    take: limit,
  });
  return grants.map(({ accountId, role, createdAt, account }) => ({
    accountId,
    email: account.email,
    role,
    since: createdAt,
  }));
}

/** The id of the event of this slug, if the account holds a role in it or in the installation; else null. */
export async function findOwnEvent(ctx: Ctx, accountId: string, slug: string): Promise<string | null> {
  const event = await ctx.db.event.findUnique({ where: { slug }, select: { id: true } });
  const held = await ctx.db.roleGrant.count({
    where: { accountId, OR: [{ eventId: null }, { event: { slug } }] },
  });
  return event !== null && held > 0 ? event.id : null;
}
