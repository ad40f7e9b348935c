import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { aReleasedEvent, anEvent, statementsOf } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { createWebhook, sendTestMessage, updateWebhook } from '@plenary/webhooks';

let api: TestApi;
let ctx: EventCtx;
let organiser: string;

beforeAll(async () => {
  api = await startTestApi();
  ctx = await aReleasedEvent(api.operator);
  organiser = await api.signedIn('ORGANISER', ctx);
});
afterAll(() => api.close());

const url = 'https://hooks.example.org/plenary';
const made = (event: EventCtx) =>
  createWebhook(event, { url, description: 'a test', kinds: ['PROGRAM_RELEASED'], clientKey: randomUUID() });

const create = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { secret webhook { id url description kinds state failingSince version } }
}`;
const list = `query ($slug: String!) {
  event(slug: $slug) { webhooks { id state messages { kind state attempts status failure } } }
}`;

const input = (overrides: Record<string, unknown> = {}) => ({
  event: ctx.event.slug,
  clientKey: randomUUID(),
  url,
  description: 'Tells our own calendar.',
  kinds: ['PROGRAM_RELEASED'],
  ...overrides,
});

test('its secret is shown to who makes it, the same to a copy of the request, and nowhere after that', async () => {
  const wanted = input();
  const [first, copy] = [
    await api.graphql(create, { input: wanted }, organiser),
    await api.graphql(create, { input: wanted }, organiser),
  ];
  expect(copy.body).toBe(first.body);
  const { createWebhook: result } = JSON.parse(first.body).data;
  expect(result).toEqual({
    secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    webhook: {
      id: expect.any(String),
      url,
      description: 'Tells our own calendar.',
      kinds: ['PROGRAM_RELEASED'],
      state: 'ON',
      failingSince: null,
      version: 1,
    },
  });
  const again = { ...wanted, url: 'https://other.example.org/' };
  expect((await api.graphql(create, { input: again }, organiser)).codes).toEqual(['CONFLICT']);
  const audit = await ctx.db.auditEntry.findMany({ where: { subjectId: result.webhook.id } });
  expect(audit.map(({ action, after }) => [action, after])).toEqual([
    ['createWebhook', { kinds: ['PROGRAM_RELEASED'] }],
  ]);
  const dump = JSON.stringify(await ctx.db.clientKey.findMany()) + JSON.stringify(audit);
  expect(dump.includes(result.secret)).toBe(false);
  expect(dump.includes('example.org')).toBe(false);
});

describe('refusals', () => {
  const absent = '01a20cac-0000-7000-8000-000000000000';
  const update = `mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) { id } }`;
  const remove = `mutation ($input: WebhookInput!) { deleteWebhook(input: $input) }`;
  const testIt = `mutation ($input: WebhookInput!) { sendTestMessage(input: $input) { id } }`;
  const rotate = `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { secret } }`;
  const resend = `mutation ($input: ResendMessageInput!) { resendMessage(input: $input) { id } }`;
  const ids: Record<string, string> = { absent, malformed: 'x' };

  beforeAll(async () => {
    const { webhook } = await made(ctx);
    const off = await made(ctx);
    await updateWebhook(ctx, { webhookId: off.webhook.id, version: 1, enabled: false });
    const waiting = await sendTestMessage(ctx, { webhookId: webhook.id });
    const other = await anEvent(api.operator);
    const theirs = await made(other);
    Object.assign(ids, {
      own: webhook.id,
      off: off.webhook.id,
      waiting: waiting.id,
      theirs: theirs.webhook.id,
      theirMessage: (await sendTestMessage(other, { webhookId: theirs.webhook.id })).id,
    });
  });

  const of = (id: string, rest: Record<string, unknown> = {}) => ({ webhookId: id, ...rest });
  const whole = { clientKey: randomUUID(), url, description: 'x', kinds: ['PROGRAM_RELEASED'] };

  test.each<[string, string, Record<string, unknown>, string]>([
    ['an address that is not https', create, { ...whole, url: 'http://hooks.example.org/' }, 'BAD_INPUT'],
    ['an address of this machine', create, { ...whole, url: 'https://127.0.0.1/' }, 'BAD_INPUT'],
    ['an address with a password', create, { ...whole, url: 'https://a:b@hooks.example.org/' }, 'BAD_INPUT'],
    ['no description', create, { ...whole, description: ' ' }, 'BAD_INPUT'],
    ['a description of two lines', create, { ...whole, description: 'a\nb' }, 'BAD_INPUT'],
    ['a description without end', create, { ...whole, description: 'x'.repeat(201) }, 'BAD_INPUT'],
    ['nothing to be told of', create, { ...whole, kinds: [] }, 'BAD_INPUT'],
    ['tests to be told of', create, { ...whole, kinds: ['TEST'] }, 'BAD_INPUT'],
    ['a client key that is none', create, { ...whole, clientKey: 'x' }, 'BAD_INPUT'],
    ['an edit of one that never was', update, of('absent', { version: 1 }), 'NOT_FOUND'],
    ['an edit of one of another event', update, of('theirs', { version: 1 }), 'NOT_FOUND'],
    ['an edit of what is no id', update, of('malformed', { version: 1 }), 'BAD_INPUT'],
    ['a private address later', update, of('own', { version: 1, url: 'https://10.0.0.1/' }), 'BAD_INPUT'],
    ['an edit of an older version', update, of('own', { version: 0, enabled: false }), 'STALE_VERSION'],
    ['the deletion of one that never was', remove, of('absent'), 'NOT_FOUND'],
    ['the deletion of what is no id', remove, of('malformed'), 'NOT_FOUND'],
    ['the deletion of one of another event', remove, of('theirs'), 'NOT_FOUND'],
    ['a test of one of another event', testIt, of('theirs'), 'NOT_FOUND'],
    ['a test of one that is off', testIt, of('off'), 'CONFLICT'],
    ['a second test while the first waits', testIt, of('own'), 'CONFLICT'],
    ['a secret for one of another event', rotate, of('theirs', { clientKey: randomUUID() }), 'NOT_FOUND'],
    ['a message that never was, again', resend, { messageId: 'absent' }, 'NOT_FOUND'],
    ['a message of another event, again', resend, { messageId: 'theirMessage' }, 'NOT_FOUND'],
    ['a message that waits, again', resend, { messageId: 'waiting' }, 'CONFLICT'],
  ])('%s', async (_what, document, values, code) => {
    const named = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, ids[String(value)] ?? value]),
    );
    const state = async (): Promise<string> =>
      JSON.stringify([
        await ctx.db.webhook.findMany({ orderBy: { id: 'asc' } }),
        await ctx.db.webhookMessage.findMany({ orderBy: { id: 'asc' } }),
        await ctx.db.webhookSecret.count(),
        await ctx.db.outbox.count(),
        await ctx.db.auditEntry.count(),
        await ctx.db.clientKey.count(),
      ]);
    const before = await state();
    const { codes } = await api.graphql(document, { input: { event: ctx.event.slug, ...named } }, organiser);
    expect(codes).toEqual([code]);
    expect(await state()).toBe(before);
  });

  test('the 21st of an event, also where several come at once', async () => {
    const full = await anEvent(api.operator);
    for (let count = 1; count <= 18; count += 1) await made(full);
    const attempts = await Promise.allSettled(Array.from({ length: 5 }, () => made(full)));
    const refused = attempts.flatMap((attempt) =>
      attempt.status === 'rejected' ? [attempt.reason.code] : [],
    );
    expect(refused).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT']);
    expect(await full.db.webhook.count({ where: { eventId: full.event.id } })).toBe(20);
  });
});

test('one, two or three webhooks with their messages cost the same statements', async () => {
  const event = await aReleasedEvent(api.operator);
  const cookie = await api.signedIn('ORGANISER', event);
  const ask = () => api.graphql(list, { slug: event.event.slug }, cookie);
  const costs: number[] = [];
  for (let count = 1; count <= 3; count += 1) {
    await sendTestMessage(event, { webhookId: (await made(event)).webhook.id });
    costs.push((await statementsOf(ask)).length);
  }
  expect(new Set(costs).size).toBe(1);
  const { webhooks } = JSON.parse((await ask()).body).data.event;
  expect(webhooks.map(({ messages }: { messages: unknown }) => messages)).toEqual(
    Array.from({ length: 3 }, () => [
      { kind: 'TEST', state: 'WAITING', attempts: 0, status: null, failure: null },
    ]),
  );
});

test('who runs the installation, and other staff of the event, see and change no webhooks', async () => {
  for (const role of ['ADMIN', 'PROGRAM_EDITOR', 'VIEWER'] as const) {
    const cookie = await api.signedIn(role, role === 'ADMIN' ? null : ctx);
    expect((await api.graphql(list, { slug: ctx.event.slug }, cookie)).codes).toEqual(['FORBIDDEN']);
    expect((await api.graphql(create, { input: input() }, cookie)).codes).toEqual(['FORBIDDEN']);
  }
});
