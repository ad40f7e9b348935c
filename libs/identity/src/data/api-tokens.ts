import type { Ctx } from '@plenary/platform';
import { isTokenScope, type Actor, type HeldRole, type TokenScope } from '@plenary/platform/access';
import { z } from 'zod';
import { before, lifetimes } from '../domain/lifetimes.js';
import { heldRoles, heldRolesJson } from './role-grants.js';

/** A token as its owner sees it: never its secret. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** The slug of the one event that it is for; null for all of its account's. */
  readonly event: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

interface NewToken {
  readonly accountId: string;
  readonly eventId: string | null;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly tokenHash: string;
  readonly expiresAt: Date;
}

const token = {
  id: true,
  name: true,
  scopes: true,
  event: { select: { slug: true } },
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const;

interface Row extends Omit<ApiToken, 'scopes' | 'event'> {
  readonly scopes: readonly string[];
  readonly event: { readonly slug: string } | null;
}

function toApiToken({ scopes, event, ...row }: Row): ApiToken {
  return { ...row, scopes: scopes.filter(isTokenScope), event: event?.slug ?? null };
}

export async function createToken(ctx: Ctx, { scopes, ...values }: NewToken): Promise<ApiToken> {
  const data = { ...values, scopes: [...scopes], createdAt: ctx.services.clock.now() };
  return toApiToken(await ctx.db.apiToken.create({ data, select: token }));
}

/** The tokens of an account, those that are over too, the last made first. */
export async function listTokens(ctx: Ctx, accountId: string, limit: number): Promise<ApiToken[]> {
  const rows = await ctx.db.apiToken.findMany({
    where: { accountId },
    select: token,
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map(toApiToken);
}

/** Neither revoked nor expired. */
function live(now: Date) {
  return { revokedAt: null, expiresAt: { gt: now } };
}

export async function countLiveTokens(ctx: Ctx, accountId: string): Promise<number> {
  return ctx.db.apiToken.count({ where: { accountId, ...live(ctx.services.clock.now()) } });
}

const row = z.object({
  id: z.string(),
  accountId: z.string(),
  eventId: z.string().nullable(),
  scopes: z.array(z.string()),
  lastUsedAt: z.date().nullable(),
  roles: heldRolesJson,
});

/**
 * The account behind a live token, with those of its roles that count for the token; null if it is over or unknown.
 * @param isUse whether it is used just now
 */
export async function findTokenActor(ctx: Ctx, tokenHash: string, isUse: boolean): Promise<Actor | null> {
  const now = ctx.services.clock.now();
  // By Prisma's own way it takes a statement for each table.
  const [found] = await ctx.sql.rows`
    SELECT id, "accountId", "eventId", scopes, "lastUsedAt", ${heldRoles} AS roles
    FROM "ApiToken" credential
    WHERE "tokenHash" = ${tokenHash} AND "revokedAt" IS NULL AND "expiresAt" > ${now}`;
  if (found === undefined) return null;
  const { id, accountId, eventId, roles, scopes, lastUsedAt } = row.parse(found);
  if (isUse && (lastUsedAt === null || lastUsedAt < before(now, lifetimes.lastSeenStep))) {
    await ctx.db.apiToken.update({ where: { id }, data: { lastUsedAt: now } });
  }
  return {
    kind: 'account',
    accountId,
    roles: eventId === null ? roles : rolesWithin(roles, eventId),
    credential: { kind: 'token', id, scopes: scopes.filter(isTokenScope), eventId },
  };
}

/** The roles that count in one event, as roles of that event alone: an ADMIN's too. */
function rolesWithin(roles: readonly HeldRole[], eventId: string): HeldRole[] {
  return roles
    .filter((held) => held.eventId === null || held.eventId === eventId)
    .map(({ role }) => ({ role, eventId }));
}

/** Revokes a live token. @returns the id and the account of the token; null if there was none */
export async function revokeToken(
  ctx: Ctx,
  where: { id: string; accountId?: string } | { tokenHash: string },
): Promise<{ readonly id: string; readonly accountId: string } | null> {
  const now = ctx.services.clock.now();
  const [revoked] = await ctx.db.apiToken.updateManyAndReturn({
    where: { ...where, ...live(now) },
    data: { revokedAt: now },
    select: { id: true, accountId: true },
  });
  return revoked ?? null;
}

/** Forgets the tokens that were over before this instant. */
export async function forgetTokens(ctx: Ctx, overBefore: Date): Promise<void> {
  await ctx.db.apiToken.deleteMany({
    where: { OR: [{ revokedAt: { lt: overBefore } }, { expiresAt: { lt: overBefore } }] },
  });
}
