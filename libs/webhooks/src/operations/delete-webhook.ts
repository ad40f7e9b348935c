import { changed, verb } from '@plenary/audit';
import { isId, notFound, type EventCtx } from '@plenary/platform';
import { z } from 'zod';
import { deleteWebhook as deleteRow } from '../data/webhooks.js';

/**
 * Deletes a webhook with its messages; what waits for it is not sent.
 * @throws {Refusal} NOT_FOUND
 */
export const deleteWebhook = verb('deleteWebhook', {
  input: z.object({ webhookId: z.string() }),
  async run(tx: EventCtx, { webhookId: id }) {
    if (!isId(id) || !(await deleteRow(tx, id))) throw notFound('Webhook');
    return changed({ audit: { subject: { kind: 'Webhook', id } }, topics: [], result: true });
  },
});
