import type { Ctx } from '@plenary/platform';
import { deleteMessagesBefore } from '../data/messages.js';
import { deleteEndedSecrets } from '../data/secrets.js';
import { limits } from '../domain/webhook.js';

/** Deletes messages that ended long ago, and secrets that are no longer valid. */
export async function forgetWebhookMessages(ctx: Ctx): Promise<void> {
  await deleteMessagesBefore(ctx, new Date(ctx.services.clock.now().getTime() - limits.messages));
  await deleteEndedSecrets(ctx);
}
