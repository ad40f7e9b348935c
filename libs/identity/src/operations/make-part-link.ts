import { hashToken, newToken, type EventCtx } from '@plenary/platform';
import { createPartLink } from '../data/part-links.js';
import { partPrefix } from '../domain/part-token.js';

/** Makes a link to a person's part in the event. @returns its address, with the secret in the fragment */
export async function makePartLink(ctx: EventCtx, personId: string, expiresAt: Date): Promise<string> {
  const { settings, keys } = ctx.services;
  const token = `${partPrefix}${newToken()}`;
  await createPartLink(ctx, { personId, tokenHash: hashToken(keys, token), expiresAt });
  return `${settings.publicUrl}/sign-in#${token}`;
}
