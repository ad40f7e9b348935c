import { revokeEventLink } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';

/**
 * Revokes a link to a part: whoever holds it is a stranger from now on.
 * @throws {Refusal} NOT_FOUND unless the event has it and it was not revoked before
 */
export async function revokePartLink(ctx: EventCtx, id: string): Promise<boolean> {
  await revokeEventLink(ctx, 'revokePartLink', 'PART', id);
  return true;
}
