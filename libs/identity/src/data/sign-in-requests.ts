import type { Ctx } from '@plenary/platform';

/** @returns its id */
export async function createSignInRequest(ctx: Ctx, email: string): Promise<string> {
  const { id } = await ctx.db.signInRequest.create({
    data: { email, createdAt: ctx.services.clock.now() },
  });
  return id;
}

/** The address of a request; null if it was answered before. */
export async function findSignInRequest(ctx: Ctx, id: string): Promise<string | null> {
  return (await ctx.db.signInRequest.findUnique({ where: { id } }))?.email ?? null;
}

export async function deleteSignInRequest(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.signInRequest.deleteMany({ where: { id } });
}

/** Forgets the requests made before this instant. */
export async function forgetSignInRequests(ctx: Ctx, madeBefore: Date): Promise<void> {
  await ctx.db.signInRequest.deleteMany({ where: { createdAt: { lt: madeBefore } } });
}
