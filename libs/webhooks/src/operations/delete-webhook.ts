import { changed, verb } from '@plenary/audit';
import { isId, notFound, type EventCtx } from '@plenary/platform';
import { deleteWebhook as deleteRow } from '../data/webhooks.js';
import { webhookInput } from '../domain/webhook-input.js';

/**
 * Deletes a webhook with its messages; what waits for it is not sent.
 * @throws {Refusal} NOT_FOUND
 */
export const deleteWebhook = verb('deleteWebhook', {
  input: webhookInput,
  async run(tx: EventCtx, { webhookId: id }) {
    if (!isId(id) || !(await deleteRow(tx, id))) throw notFound('Webhook');
    return changed({ audit: { subject: { kind: 'Webhook', id } }, topics: [], result: true });
  },
});
