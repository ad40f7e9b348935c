import { hashToken, type Ctx } from '@plenary/platform';
import { findPartActor } from '../data/part-links.js';
import { isPartToken } from '../domain/part-token.js';

/** Whose part a link's secret opens; null unless it is that of a live one. */
export async function findPart(
  ctx: Ctx,
  token: string,
): Promise<{ readonly eventId: string; readonly personId: string; readonly linkId: string } | null> {
  return isPartToken(token) ? findPartActor(ctx, hashToken(ctx.services.keys, token)) : null;
}
