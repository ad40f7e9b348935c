import { revokeEventLink } from '@plenary/identity';
import { parse, wantedId, type EventCtx } from '@plenary/platform';
import { z } from 'zod';

export const revokePartLinkInput = z
  .object({ linkId: wantedId.meta({ description: 'The link.' }) })
  .meta({ description: 'A link to a part that is to end.' });

/**
 * Revokes a link to a part: whoever holds it is a stranger from now on.
 * @throws {Refusal} NOT_FOUND unless the event has it and it was not revoked before
 */
export async function revokePartLink(ctx: EventCtx, values: unknown): Promise<boolean> {
  const { linkId } = parse(revokePartLinkInput, values);
  await revokeEventLink(ctx, 'revokePartLink', 'PART', linkId);
  return true;
}
