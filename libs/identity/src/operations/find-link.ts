import { hashToken, type Ctx } from '@plenary/platform';
import type { LinkActor } from '@plenary/platform/access';
import { findLinkActor } from '../data/links.js';
import { isActingSecret } from '../domain/link-secret.js';

/**
 * Who acts by the link of this secret; null unless it is that of a live one.
 * @param isUse whether it is used just now
 */
export async function findLink(ctx: Ctx, secret: string, isUse = true): Promise<LinkActor | null> {
  return isActingSecret(secret) ? findLinkActor(ctx, hashToken(ctx.services.keys, secret), isUse) : null;
}
