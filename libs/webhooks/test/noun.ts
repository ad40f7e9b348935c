import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { anEvent, type TestBench } from '@plenary/testing';
import {
  asOrganiser,
  inEvent,
  line,
  meeting,
  ofEvent,
  once,
  withOne,
  type Elsewhere,
  type NounTests,
  type Scene,
} from '@plenary/testing/api';
import { createWebhook, sendTestMessage } from '@plenary/webhooks';

const webhook = (scene: Scene) => scene.ctx.db.webhook.findFirstOrThrow(ofEvent(scene));

const made = async ({ ctx }: Scene): Promise<string> =>
  (
    await createWebhook(ctx, {
      ...once(),
      url: 'https://example.org/',
      description: 'A hook',
      kinds: ['PROGRAM_RELEASED'],
    })
  ).webhook.id;

async function aWebhookMessage({ operator }: TestBench, { receiverUrl }: Elsewhere): Promise<EventCtx> {
  const ctx = await anEvent(operator, { event: meeting });
  const { webhook } = await createWebhook(ctx, {
    url: receiverUrl,
    kinds: ['PROGRAM_RELEASED'],
    description: 'a test',
    clientKey: randomUUID(),
  });
  await sendTestMessage(ctx, { webhookId: webhook.id });
  return ctx;
}

export default {
  mutations: {
    createWebhook: {
      texts: { description: line(200) },
      open: asOrganiser,
      input: async () => ({ ...once(), url: 'https://example.org/hook' }),
      stored: async (scene) => {
        const made = await webhook(scene);
        // An event has only so many.
        await scene.ctx.db.webhook.deleteMany({ where: { id: made.id } });
        return made;
      },
      isFollowedByNobody: true,
    },
    updateWebhook: {
      texts: { description: line(200) },
      open: withOne((ctx) =>
        createWebhook(ctx, {
          ...once(),
          url: 'https://example.org/',
          description: 'A hook',
          kinds: ['PROGRAM_RELEASED'],
        }),
      ),
      input: async (scene) => {
        const { id, version } = await webhook(scene);
        return { webhookId: id, version };
      },
      stored: webhook,
      isFollowedByNobody: true,
    },
    deleteWebhook: {
      open: inEvent,
      input: async (scene) => ({ webhookId: await made(scene) }),
      isFollowedByNobody: true,
    },
    rotateWebhookSecret: {
      open: inEvent,
      input: async (scene) => ({ ...once(), webhookId: await made(scene) }),
      isFollowedByNobody: true,
    },
    sendTestMessage: {
      open: inEvent,
      input: async (scene) => ({ webhookId: await made(scene) }),
      isFollowedByNobody: true,
    },
    resendMessage: {
      open: inEvent,
      async input(scene) {
        const { id } = await sendTestMessage(scene.ctx, { webhookId: await made(scene) });
        const where = { eventId_id: { eventId: scene.ctx.event.id, id } };
        await scene.ctx.db.webhookMessage.update({ where, data: { state: 'FAILED', failure: 'TIMEOUT' } });
        return { messageId: id };
      },
      isFollowedByNobody: true,
    },
  },
  work: {
    'deliver-webhook-message': async (bench, elsewhere) => {
      await aWebhookMessage(bench, elsewhere);
    },
    'forget-webhook-messages': async (bench, elsewhere) => {
      const ctx = await aWebhookMessage(bench, elsewhere);
      await ctx.db.webhookMessage.updateMany({
        data: { state: 'FAILED', failure: 'TIMEOUT', attempts: 1, attemptedAt: ctx.services.clock.now() },
      });
      bench.setTime('2027-11-26T09:00:00Z');
    },
  },
  constraints: [
    ['Webhook_url_form', `UPDATE "Webhook" SET url = 'ftp://hooks.example.org/' WHERE id = $webhook`],
    ['Webhook_wants_something', `UPDATE "Webhook" SET kinds = '{}' WHERE id = $webhook`],
    ['Webhook_wants_no_tests', `UPDATE "Webhook" SET kinds = '{PROGRAM_RELEASED,TEST}' WHERE id = $webhook`],
    [
      'WebhookSecret_one_current',
      `INSERT INTO "WebhookSecret" SELECT "eventId", gen_random_uuid(), "webhookId", sealed FROM "WebhookSecret" WHERE "webhookId" = $webhook`,
    ],
    [
      'WebhookMessage_one_test_waits',
      `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt") SELECT $event, gen_random_uuid(), $webhook, 'TEST', '{}', now() FROM generate_series(1, 2)`,
    ],
    [
      'WebhookMessage_about_is_object',
      `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt") VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '1', now())`,
    ],
    [
      'WebhookMessage_status_form',
      `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt", status) VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '{}', now(), 99)`,
    ],
    [
      'WebhookMessage_failed_for_a_reason',
      `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt", state) VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '{}', now(), 'FAILED')`,
    ],
    [
      'WebhookMessage_delivered_without_failure',
      `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt", state, failure) VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '{}', now(), 'DELIVERED', 'STATUS')`,
    ],
  ],
  json: {
    'WebhookMessage.about': 'ids and numbers; likewise',
  },
} satisfies NounTests;
