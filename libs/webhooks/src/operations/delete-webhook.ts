import { recordAudit } from '@plenary/audit';
import { isId, notFound, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { deleteWebhook as deleteRow } from '../data/webhooks.js';

/**
 * Deletes a webhook with its messages; what waits for it is not sent.
 * @throws {Refusal} NOT_FOUND
 */
export async function deleteWebhook(ctx: EventCtx, webhookId: string): Promise<boolean> {
  await inTransaction(ctx, async (tx) => {
    if (!isId(webhookId) || !(await deleteRow(tx, webhookId))) throw notFound('Webhook');
    recordAudit(tx, { action: 'deleteWebhook', subject: { kind: 'Webhook', id: webhookId } });
  });
  return true;
}
