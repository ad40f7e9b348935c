import type { Ctx } from '@plenary/platform';
import type { Actor } from '@plenary/platform/access';
import { z } from 'zod';
import { before, lifetimes } from '../domain/lifetimes.js';
import { signInMethod, type SignInMethod } from '../domain/sign-in-method.js';
import { heldRoles, heldRolesJson } from './role-grants.js';

/** How and when the person of a session has shown who they are. */
export interface Proof {
  readonly method: SignInMethod;
  readonly authenticatedAt: Date;
}

export async function createSession(
  ctx: Ctx,
  accountId: string,
  tokenHash: string,
  proof: Proof,
): Promise<void> {
  const now = ctx.services.clock.now();
  await ctx.db.accountSession.create({
    data: { accountId, tokenHash, ...proof, createdAt: now, lastSeenAt: now },
  });
}

/** How many sessions the account has started since. */
export async function countSessionsSince(ctx: Ctx, accountId: string, since: Date): Promise<number> {
  return ctx.db.accountSession.count({ where: { accountId, createdAt: { gt: since } } });
}

/** Neither ended nor too old. */
function live(now: Date) {
  return {
    endedAt: null,
    createdAt: { gt: before(now, lifetimes.session) },
    lastSeenAt: { gt: before(now, lifetimes.sessionIdle) },
  };
}

const row = z.object({
  id: z.string(),
  accountId: z.string(),
  method: signInMethod,
  authenticatedAt: z.date(),
  confirmedAt: z.date().nullable(),
  lastSeenAt: z.date(),
  roles: heldRolesJson,
});

/**
 * The account behind a live session, with its roles; null if the session is unknown, ended or too old.
 * @param isUse whether it is used just now, which keeps it alive
 */
export async function findSessionActor(ctx: Ctx, tokenHash: string, isUse: boolean): Promise<Actor | null> {
  const now = ctx.services.clock.now();
  // By Prisma's own way it takes a statement for each table.
  const [found] = await ctx.sql.rows`
    SELECT id, "accountId", method, "authenticatedAt", "confirmedAt", "lastSeenAt", ${heldRoles} AS roles
    FROM "AccountSession" credential
    WHERE "tokenHash" = ${tokenHash} AND "endedAt" IS NULL
      AND "createdAt" > ${before(now, lifetimes.session)} AND "lastSeenAt" > ${before(now, lifetimes.sessionIdle)}`;
  if (found === undefined) return null;
  const { accountId, roles, lastSeenAt, ...credential } = row.parse(found);
  if (isUse && lastSeenAt < before(now, lifetimes.lastSeenStep)) {
    await ctx.db.accountSession.update({ where: { id: credential.id }, data: { lastSeenAt: now } });
  }
  return { kind: 'account', accountId, roles, credential: { kind: 'session', ...credential } };
}

/** A session as its owner sees it. */
export interface AccountSession extends Proof {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

/** The live sessions of an account, the last used first. */
export async function listSessions(ctx: Ctx, accountId: string, limit: number): Promise<AccountSession[]> {
  return ctx.db.accountSession.findMany({
    where: { accountId, ...live(ctx.services.clock.now()) },
    select: { id: true, method: true, authenticatedAt: true, createdAt: true, lastSeenAt: true },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** Ends one session of the account, or all. @returns how many it has ended */
export async function endSessions(ctx: Ctx, where: { id?: string; accountId: string }): Promise<number> {
  const { count } = await ctx.db.accountSession.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: ctx.services.clock.now() },
  });
  return count;
}

export async function confirmSession(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.accountSession.update({ where: { id }, data: { confirmedAt: ctx.services.clock.now() } });
}

/** Forgets the sessions that were over before this instant. */
export async function forgetSessions(ctx: Ctx, overBefore: Date): Promise<void> {
  await ctx.db.accountSession.deleteMany({
    where: {
      OR: [
        { endedAt: { lt: overBefore } },
        { createdAt: { lt: before(overBefore, lifetimes.session) } },
        { lastSeenAt: { lt: before(overBefore, lifetimes.sessionIdle) } },
      ],
    },
  });
}
