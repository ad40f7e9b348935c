import { once } from 'node:events';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { releaseProgram } from '@plenary/program';
import {
  aReleasedEvent,
  anEvent,
  createTestBench,
  eventually,
  startRawServer,
  startReceiver,
  withWorker,
  type ReceivedRequest,
  type TestBench,
} from '@plenary/testing';
import {
  deleteWebhook,
  listWebhooks,
  resendMessage,
  rotateWebhookSecret,
  sendTestMessage,
  tellWebhooks,
  updateWebhook,
  webhookBody,
} from '@plenary/webhooks';
import { webhooksNoun } from '@plenary/webhooks/noun';
import { generate } from 'selfsigned';
import { Webhook } from 'standardwebhooks';
import { randomUUID } from 'node:crypto';
import { aWebhook, messagesOf, settled } from './kit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench({ settings: { WEBHOOK_LOOPBACK: 'on' } });
});
afterAll(() => bench.close());

const release = (ctx: EventCtx) => releaseProgram(ctx, { waivers: [], waiveAll: null });

/** What a receiver makes of a request with the specification's own library. */
function verified(request: ReceivedRequest | undefined, secret: string): unknown {
  return new Webhook(secret).verify(request?.body ?? '', { ...request?.headers });
}

function refusesToVerify(request: ReceivedRequest | undefined, secret: string): boolean {
  try {
    verified(request, secret);
    return false;
  } catch {
    return true;
  }
}

test('a release is told, signed as the specification says, and holds ids alone', async () => {
  const receiver = await startReceiver();
  const ctx = await anEvent(bench.operator);
  const { id, secret } = await aWebhook(ctx, `${receiver.url}/hook?of=plenary`);
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await release(ctx);
    await settled(ctx);
  });
  const [message, ...others] = await messagesOf(ctx, id);
  expect(others).toEqual([]);
  expect(message).toMatchObject({ state: 'DELIVERED', attempts: 1, status: 204, failure: null });
  const [request] = receiver.received;
  expect([request?.method, request?.path]).toEqual(['POST', '/hook?of=plenary']);
  expect(request?.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': 'Plenary',
    'webhook-id': message?.id,
  });
  const body = verified(request, secret);
  expect(body).toEqual({
    type: 'program.released',
    timestamp: message?.happenedAt.toISOString(),
    data: { event: ctx.event.slug, eventId: ctx.event.id, release: 1 },
  });
  expect(webhookBody.parse(body)).toEqual(body);
  const forged = { ...request, body: (request?.body ?? '').replace('1', '2') };
  expect(refusesToVerify({ method: '', path: '', headers: {}, ...forged }, secret)).toBe(true);
  expect(refusesToVerify(request, `whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(true);
  await receiver.close();
});

test('over TLS too', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const receiver = await startReceiver(undefined, { key, cert });
  const ctx = await anEvent(bench.operator);
  const { id, secret } = await aWebhook(ctx, receiver.url);
  const known = getCACertificates();
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await sendTestMessage(ctx, { webhookId: id });
    await settled(ctx);
    setDefaultCACertificates([...known, cert]);
    await sendTestMessage(ctx, { webhookId: id });
    await settled(ctx);
  }).finally(() => {
    setDefaultCACertificates(known);
  });
  expect((await messagesOf(ctx, id)).map(({ state, failure }) => [state, failure])).toEqual([
    ['FAILED', 'TLS'],
    ['DELIVERED', null],
  ]);
  expect(receiver.received.map((request) => verified(request, secret))).toMatchObject([
    { type: 'webhook.test', data: { event: ctx.event.slug } },
  ]);
  await receiver.close();
});

test('who does not want to know, is switched off, or of another event is not told; nor what is rolled back', async () => {
  const receiver = await startReceiver();
  const ctx = await anEvent(bench.operator);
  const other = await anEvent(bench.operator);
  const ids = [
    (await aWebhook(ctx, receiver.url, ['EDITION_PUBLISHED'])).id,
    (await aWebhook(other, receiver.url)).id,
  ];
  const off = await aWebhook(ctx, receiver.url);
  await updateWebhook(ctx, { webhookId: off.id, version: off.version, enabled: false });
  await release(ctx);
  await inTransaction(other, async (tx) => {
    await tellWebhooks(tx, 'PROGRAM_RELEASED', { release: 9 });
    throw new Error('changed my mind');
  }).catch(() => undefined);
  const told = { webhookId: { in: [...ids, off.id] } };
  expect(await ctx.db.webhookMessage.count({ where: told })).toBe(0);
  expect(await ctx.db.outbox.count({ where: { job: 'deliver-webhook-message', doneAt: null } })).toBe(0);
  await receiver.close();
});

test('an answer that no server may give is none, and the message is sent again', async () => {
  const receiver = await startRawServer('HTTP/1.1 000 Odd\r\nContent-Length: 0\r\n\r\n');
  const ctx = await anEvent(bench.operator);
  const { id } = await aWebhook(ctx, `${receiver.url}/`);
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await release(ctx);
    await eventually(async () => (await messagesOf(ctx, id))[0]?.attempts === 2);
  });
  expect(await messagesOf(ctx, id)).toMatchObject([
    { state: 'WAITING', status: null, failure: 'CONNECTION' },
  ]);
  await receiver.close();
});

test('a message that was not taken is sent again under the same id, whatever was answered', async () => {
  const answers = [500, 302, 204];
  const receiver = await startReceiver((response) => response.writeHead(answers.shift() ?? 204).end());
  const ctx = await anEvent(bench.operator);
  const { id, secret } = await aWebhook(ctx, receiver.url);
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await release(ctx);
    await eventually(async () => (await messagesOf(ctx, id))[0]?.status === 500);
    expect((await listWebhooks(ctx))[0]?.failingSince).not.toBeNull();
    await settled(ctx);
  });
  const [message] = await messagesOf(ctx, id);
  expect(message).toMatchObject({ state: 'DELIVERED', attempts: 3, status: 204, failure: null });
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array.from({ length: 3 }, () => message?.id),
  );
  expect(receiver.received.every((request) => !refusesToVerify(request, secret))).toBe(true);
  expect((await listWebhooks(ctx))[0]?.failingSince).toBeNull();
  await receiver.close();
});

test('a run that ends between sending and recording sends again, and that is all', async () => {
  const receiver = await startReceiver();
  const ctx = await anEvent(bench.operator);
  const { id } = await aWebhook(ctx, receiver.url);
  bench.arm('webhook-sent', 'throw');
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await release(ctx);
    await settled(ctx);
  });
  const [message] = await messagesOf(ctx, id);
  expect(message).toMatchObject({ state: 'DELIVERED', attempts: 1 });
  expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([message?.id, message?.id]);
  await receiver.close();
});

test('the last attempt fails for good, stands in the list, and is sent again when staff say so', async () => {
  let broken = true;
  const receiver = await startReceiver((response) => response.writeHead(broken ? 503 : 200).end());
  const ctx = await anEvent(bench.operator);
  const { id } = await aWebhook(ctx, receiver.url);
  await release(ctx);
  const [kind] = webhooksNoun.handlers;
  const work = { where: { eventId: ctx.event.id, job: kind?.type.name ?? '' } };
  // All but one are used up: they take a day.
  await ctx.db.outbox.updateMany({ ...work, data: { attempts: (kind?.type.attempts ?? 0) - 1 } });
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await settled(ctx);
    const [failed] = await messagesOf(ctx, id);
    expect(failed).toMatchObject({ state: 'FAILED', attempts: 1, status: 503, failure: 'STATUS' });
    expect((await ctx.db.outbox.findFirstOrThrow(work)).doneAt).not.toBeNull();
    expect((await listWebhooks(ctx))[0]?.state).toBe('ON');
    broken = false;
    expect(await resendMessage(ctx, { messageId: failed?.id })).toMatchObject({
      id: failed?.id,
      state: 'WAITING',
    });
    await settled(ctx);
  });
  expect(await messagesOf(ctx, id)).toMatchObject([{ state: 'DELIVERED', attempts: 2, status: 200 }]);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  await receiver.close();
});

test('a receiver that is gone is switched off at once, and what waits for it is given up', async () => {
  const arrived = Promise.withResolvers<undefined>();
  const go = new EventTarget();
  const receiver = await startReceiver((response) => {
    arrived.resolve(undefined);
    void once(go, 'go').then(() => response.writeHead(410).end());
  });
  const ctx = await anEvent(bench.operator);
  const { id } = await aWebhook(ctx, receiver.url);
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await release(ctx);
    await arrived.promise;
    await inTransaction(ctx, async (tx) => {
      for (const number of [2, 3, 4]) await tellWebhooks(tx, 'PROGRAM_RELEASED', { release: number });
    });
    await eventually(() => receiver.received.length === 2);
    go.dispatchEvent(new Event('go'));
    await settled(ctx);
  });
  expect((await listWebhooks(ctx))[0]?.state).toBe('GONE');
  const messages = await messagesOf(ctx, id);
  expect(messages.map(({ state }) => state)).toEqual(['FAILED', 'FAILED', 'FAILED', 'FAILED']);
  expect(messages.map(({ failure }) => failure).filter((failure) => failure === 'SWITCHED_OFF').length).toBe(
    messages.length - messages.filter(({ status }) => status === 410).length,
  );
  expect(
    await ctx.db.auditEntry.findMany({
      where: { eventId: ctx.event.id, action: 'switchOffWebhook' },
      select: { actorKind: true, subjectId: true, before: true, after: true },
    }),
  ).toEqual([{ actorKind: 'job', subjectId: id, before: { state: 'ON' }, after: { state: 'GONE' } }]);
  await expect(sendTestMessage(ctx, { webhookId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
  await receiver.close();
});

test('a webhook at which nothing arrives for five days is switched off; one arrival begins them anew', async () => {
  const driven = await createTestBench({ clock: true, settings: { WEBHOOK_LOOPBACK: 'on' } });
  let status = 500;
  const receiver = await startReceiver((response) => response.writeHead(status).end());
  const ctx = await anEvent(driven.operator);
  const { id } = await aWebhook(ctx, receiver.url);
  const states: (string | undefined)[] = [];
  await withWorker(driven, webhooksNoun.handlers, async () => {
    const sendAt = async (time: string, answer: number): Promise<void> => {
      status = answer;
      driven.setTime(time);
      await sendTestMessage(ctx, { webhookId: id });
      await settled(ctx);
      states.push((await listWebhooks(ctx))[0]?.state);
    };
    await sendAt('2026-12-01T09:00:00Z', 500);
    await sendAt('2026-12-05T09:00:00Z', 204);
    await sendAt('2026-12-05T10:00:00Z', 500);
    await sendAt('2026-12-10T09:59:59Z', 500);
    await sendAt('2026-12-10T10:00:00Z', 500);
  });
  expect(states).toEqual(['ON', 'ON', 'ON', 'ON', 'FAILED']);
  const [webhook] = await listWebhooks(ctx);
  expect(webhook?.failingSince).toEqual(new Date('2026-12-05T10:00:00Z'));
  const on = await updateWebhook(ctx, { webhookId: id, version: webhook?.version, enabled: true });
  expect([on.state, on.failingSince]).toEqual(['ON', null]);
  await receiver.close();
  await driven.close();
});

test('after a rotation both secrets sign, for a day', async () => {
  const driven = await createTestBench({ clock: true, settings: { WEBHOOK_LOOPBACK: 'on' } });
  const receiver = await startReceiver();
  const ctx = await anEvent(driven.operator);
  const { id, secret: first } = await aWebhook(ctx, receiver.url);
  let second = '';
  await withWorker(driven, webhooksNoun.handlers, async () => {
    const send = async (): Promise<void> => {
      await sendTestMessage(ctx, { webhookId: id });
      await settled(ctx);
    };
    await send();
    second = (await rotateWebhookSecret(ctx, { webhookId: id, clientKey: randomUUID() })).secret;
    driven.setTime('2026-11-25T08:59:59Z');
    await send();
    driven.setTime('2026-11-25T09:00:00Z');
    await send();
  });
  expect(second).not.toBe(first);
  const signatures = (request: ReceivedRequest, ...secrets: string[]): string => {
    const { 'webhook-id': messageId = '', 'webhook-timestamp': timestamp } = request.headers;
    const sentAt = new Date(Number(timestamp) * 1_000);
    return secrets.map((secret) => new Webhook(secret).sign(messageId, sentAt, request.body)).join(' ');
  };
  const [one, both, other] = receiver.received;
  expect(receiver.received.map(({ headers }) => headers['webhook-signature'])).toEqual([
    one === undefined ? '' : signatures(one, first),
    both === undefined ? '' : signatures(both, second, first),
    other === undefined ? '' : signatures(other, second),
  ]);
  for (let count = 0; count < 4; count += 1)
    await rotateWebhookSecret(ctx, { webhookId: id, clientKey: randomUUID() });
  await expect(rotateWebhookSecret(ctx, { webhookId: id, clientKey: randomUUID() })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await receiver.close();
  await driven.close();
});

test('a receiver that does not answer holds up nobody else, and gets two messages at once', async () => {
  let open = 0;
  let mostOpen = 0;
  const silent = await startReceiver((response) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    response.on('close', () => (open -= 1));
  });
  const quick = await startReceiver();
  const ctx = await anEvent(bench.operator);
  const slow = await aWebhook(ctx, silent.url);
  await withWorker(bench, webhooksNoun.handlers, async () => {
    await inTransaction(ctx, async (tx) => {
      for (let release = 1; release <= 40; release += 1)
        await tellWebhooks(tx, 'PROGRAM_RELEASED', { release });
    });
    await eventually(() => open === 2);
    const { id } = await aWebhook(ctx, quick.url);
    await inTransaction(ctx, async (tx) => {
      for (let release = 41; release <= 50; release += 1)
        await tellWebhooks(tx, 'PROGRAM_RELEASED', { release });
    });
    await eventually(async () => (await messagesOf(ctx, id)).every(({ state }) => state === 'DELIVERED'));
    expect(quick.received.length).toBe(10);
    expect(mostOpen).toBe(2);
    await deleteWebhook(ctx, { webhookId: slow.id });
  });
  await Promise.all([silent.close(), quick.close()]);
});

test('what waits for a webhook that is deleted is not sent', async () => {
  const receiver = await startReceiver();
  const ctx = await anEvent(bench.operator);
  const { id } = await aWebhook(ctx, receiver.url);
  await release(ctx);
  await deleteWebhook(ctx, { webhookId: id });
  await withWorker(bench, webhooksNoun.handlers, async () => {
    const where = { eventId: ctx.event.id, doneAt: null };
    await eventually(async () => (await ctx.db.outbox.count({ where })) === 0);
  });
  expect(receiver.connections()).toBe(0);
  await receiver.close();
});

test('an address that became private since it was taken in is not sent to', async () => {
  const closed = await createTestBench();
  const receiver = await startReceiver();
  const ctx = await aReleasedEvent(closed.operator);
  const { id } = await aWebhook(ctx, 'https://hooks.example.org/');
  await ctx.db.webhook.updateMany({ where: { id }, data: { url: receiver.url } });
  await withWorker(closed, webhooksNoun.handlers, async () => {
    await sendTestMessage(ctx, { webhookId: id });
    await settled(ctx);
  });
  expect(await messagesOf(ctx, id)).toMatchObject([{ state: 'FAILED', failure: 'PRIVATE_ADDRESS' }]);
  expect(receiver.connections()).toBe(0);
  await receiver.close();
  await closed.close();
});

test('a secret is kept so that the database alone does not tell it', async () => {
  const ctx = await anEvent(bench.operator);
  const { id, secret } = await aWebhook(ctx, 'http://127.0.0.1:9/');
  const { rows } = await bench.services.pool.query<{ sealed: Buffer }>(
    'SELECT sealed FROM "WebhookSecret" WHERE "webhookId" = $1',
    [id],
  );
  const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64');
  expect([bytes.length, rows.length]).toEqual([32, 1]);
  expect([rows[0]?.sealed.includes(bytes), rows[0]?.sealed.includes(secret)]).toEqual([false, false]);
});

test('messages go 30 days after they happened unless they wait, and ended secrets with them', async () => {
  const driven = await createTestBench({ clock: true, settings: { WEBHOOK_LOOPBACK: 'on' } });
  const receiver = await startReceiver();
  const ctx = await anEvent(driven.operator);
  const { id } = await aWebhook(ctx, receiver.url);
  await rotateWebhookSecret(ctx, { webhookId: id, clientKey: randomUUID() });
  await withWorker(driven, webhooksNoun.handlers, async () => {
    await sendTestMessage(ctx, { webhookId: id });
    await settled(ctx);
  });
  await sendTestMessage(ctx, { webhookId: id });
  const forget = webhooksNoun.handlers.find(({ type }) => type.name === 'forget-webhook-messages');
  const forgetAt = async (time: string): Promise<[number, number]> => {
    driven.setTime(time);
    const run = { id: '', claim: '', signal: new AbortController().signal, isLastAttempt: false };
    await forget?.run(driven.operator, {}, run);
    return [await ctx.db.webhookMessage.count(), await ctx.db.webhookSecret.count()];
  };
  expect(await forgetAt('2026-11-25T08:00:00Z')).toEqual([2, 2]);
  expect(await forgetAt('2026-12-24T09:00:00Z')).toEqual([2, 1]);
  expect(await forgetAt('2026-12-24T09:00:01Z')).toEqual([1, 1]);
  await receiver.close();
  await driven.close();
});
