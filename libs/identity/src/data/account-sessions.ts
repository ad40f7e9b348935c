import type { Ctx } from '@plenary/platform';
import type { Actor } from '@plenary/platform/access';
import { before, lifetimes } from '../domain/lifetimes.js';

export async function createSession(ctx: Ctx, accountId: string, tokenHash: string): Promise<void> {
  const now = ctx.services.clock.now();
  await ctx.db.accountSession.create({ data: { accountId, tokenHash, createdAt: now, lastSeenAt: now } });
}

/** The account behind a live session, with its roles; null if the session is unknown, ended or too old. */
export async function findActor(ctx: Ctx, tokenHash: string): Promise<Actor | null> {
  const now = ctx.services.clock.now();
  const session = await ctx.db.accountSession.findUnique({
    where: {
      tokenHash,
      endedAt: null,
      createdAt: { gt: before(now, lifetimes.session) },
      lastSeenAt: { gt: before(now, lifetimes.sessionIdle) },
    },
    select: {
      id: true,
      accountId: true,
      lastSeenAt: true,
      account: { select: { grants: { select: { role: true, eventId: true } } } },
    },
  });
  if (session === null) return null;
  if (session.lastSeenAt < before(now, lifetimes.lastSeenStep)) {
    await ctx.db.accountSession.update({ where: { id: session.id }, data: { lastSeenAt: now } });
  }
  return {
    kind: 'account',
    accountId: session.accountId,
    sessionId: session.id,
    roles: session.account.grants,
  };
}

/** Ends one session, or all of the account. */
export async function endSessions(ctx: Ctx, where: { id: string } | { accountId: string }): Promise<void> {
  await ctx.db.accountSession.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: ctx.services.clock.now() },
  });
}
