import { Refusal, notFound, seal, unseal, type EventCtx } from '@plenary/platform';
import {
  endCurrentSecret,
  findSecret,
  insertSecret,
  listValidSecrets,
  type SealedSecret,
} from '../data/secrets.js';
import { newSecret } from '../domain/signature.js';
import { limits } from '../domain/webhook.js';
import { requireWebhook, type WebhookWithSecret } from './find-webhook.js';

const purpose = 'webhook secrets';

/** Makes the secret that messages are signed with from now on; the one before stays valid for a day. @returns its id */
export async function makeSecret(tx: EventCtx, webhookId: string): Promise<string> {
  if ((await listValidSecrets(tx, webhookId)).length >= limits.secrets) {
    const most = String(limits.secrets);
    throw new Refusal('CONFLICT', `A webhook has ${most} valid secrets at most; wait until one ends.`);
  }
  const now = tx.services.clock.now();
  await endCurrentSecret(tx, webhookId, new Date(now.getTime() + limits.oldSecret));
  const sealed = seal(tx.services.keys, purpose, webhookId, newSecret());
  return insertSecret(tx, webhookId, new Uint8Array(sealed));
}

/** The secret of this id, readable, with its webhook: for the answer to who has made it. */
export async function showSecret(tx: EventCtx, id: string): Promise<WebhookWithSecret> {
  const found = await findSecret(tx, id);
  if (found === null) throw notFound('Webhook');
  return { webhook: await requireWebhook(tx, found.webhookId), secret: open(tx, found) };
}

/** Every secret that a message is signed with now. */
export async function secretsOf(ctx: EventCtx, webhookId: string): Promise<string[]> {
  return (await listValidSecrets(ctx, webhookId)).map((found) => open(ctx, found));
}

function open({ services }: EventCtx, { webhookId, sealed }: SealedSecret): string {
  return unseal(services.keys, purpose, webhookId, sealed);
}
