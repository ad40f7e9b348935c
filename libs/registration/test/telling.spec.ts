import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EventCtx } from '@plenary/platform';
import { registrationNoun } from '@plenary/registration/noun';
import { aReleasedEvent, eventually, statementsOf, withWorker } from '@plenary/testing';
import {
  aCategory,
  aRegistration,
  aRegistrationLink,
  aToken,
  startTestApi,
  type TestApi,
} from '@plenary/testing/api';
import { createWebhook } from '@plenary/webhooks';
import { z } from 'zod';
import { tellOfNew } from '../src/operations/tell-of-registration.js';
import { tend } from '../src/operations/tend-registrations.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
});
afterAll(() => api.close());
beforeEach(() => {
  api.setTime('2026-11-01T09:00:00Z');
});

const kinds = ['SUBMITTED', 'CONFIRMED', 'WAITLISTED', 'OFFERED', 'DECLINED', 'CANCELLED'].map(
  (state) => `REGISTRATION_${state}`,
);

async function aWebhook(ctx: EventCtx, wanted: readonly string[] = kinds): Promise<void> {
  const url = 'https://example.org/hook';
  await createWebhook(ctx, { clientKey: randomUUID(), url, description: 'A hook', kinds: wanted });
}

/** Does the mail and the telling that waits; nothing goes out. */
async function work(ctx: EventCtx): Promise<void> {
  const jobs = { in: ['mail-registration', 'tell-of-registration'] };
  await withWorker(api, registrationNoun.handlers, () =>
    eventually(
      async () =>
        (await ctx.db.outbox.count({ where: { eventId: ctx.event.id, job: jobs, doneAt: null } })) === 0,
    ),
  );
}

/** What webhooks were told, in the order in which it happened. */
async function told(ctx: EventCtx): Promise<unknown[]> {
  await work(ctx);
  const rows = await ctx.db.webhookMessage.findMany({
    where: { eventId: ctx.event.id },
    orderBy: [{ happenedAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ kind, about }) => [kind.replace('REGISTRATION_', ''), about]);
}

async function act(ctx: EventCtx, registrationId: string, mutation: string, version: number) {
  const caller = await aRegistrationLink(ctx, registrationId);
  const document = `mutation ($input: OwnRegistrationInput!) { ${mutation}(input: $input) { version } }`;
  const { codes } = await api.graphql(document, { input: { event: ctx.event.slug, version } }, caller);
  expect(codes).toEqual([]);
}

describe('webhooks are told, by ids alone', () => {
  it('of each state that a registration comes into', async () => {
    const ctx = await aReleasedEvent(api.operator);
    await aWebhook(ctx);
    const category = await aCategory(ctx, { places: 1 });
    const first = await aRegistration(ctx, category);
    api.setTime('2026-11-01T09:01:00Z');
    const second = await aRegistration(ctx, category);
    api.setTime('2026-11-01T09:02:00Z');
    await act(ctx, first, 'cancelRegistration', 1);
    api.setTime('2026-11-01T09:03:00Z');
    await act(ctx, second, 'acceptOffer', 2);
    expect(await told(ctx)).toEqual([
      ['CONFIRMED', { registrationId: first }],
      ['WAITLISTED', { registrationId: second }],
      ['CANCELLED', { registrationId: first }],
      ['OFFERED', { registrationId: second }],
      ['CONFIRMED', { registrationId: second }],
    ]);
  });

  it('of what staff decide, and of nothing that a webhook does not want', async () => {
    const ctx = await aReleasedEvent(api.operator);
    await aWebhook(ctx, ['REGISTRATION_DECLINED', 'REGISTRATION_SUBMITTED']);
    const id = await aRegistration(ctx, await aCategory(ctx, { approval: 'REVIEW' }));
    await aRegistration(ctx, await aCategory(ctx));
    await api.graphql(
      'mutation ($input: DecideRegistrationsInput!) { decideRegistrations(input: $input) { id } }',
      { input: { event: ctx.event.slug, registrationIds: [id], decision: 'DECLINE', reason: 'No card' } },
      await api.signedIn('REGISTRAR', ctx),
    );
    expect((await told(ctx)).toSorted()).toEqual([
      ['DECLINED', { registrationId: id }],
      ['SUBMITTED', { registrationId: id }],
    ]);
  });

  it('of nothing where an address was used, which costs the same statements', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx);
    const register = async (email: string): Promise<number> =>
      // What is published after the commit may fall into the next.
      (await statementsOf(() => aRegistration(ctx, category, { email }))).filter((sql) => /"[A-Z]/.test(sql))
        .length;
    // The first of a process opens what the others find open.
    await register('first@example.org');
    const unfollowed = [await register('a@example.org'), await register('a@example.org')];
    await aWebhook(ctx);
    const followed = [await register('b@example.org'), await register('b@example.org')];
    expect(followed).toEqual(unfollowed);
    expect(new Set(followed).size).toBe(1);
    expect((await told(ctx)).length).toBe(1);
  });

  it('once, where the telling is done twice', async () => {
    const ctx = await aReleasedEvent(api.operator);
    await aWebhook(ctx);
    await aWebhook(ctx);
    const registrationId = await aRegistration(ctx, await aCategory(ctx));
    const { id } = await ctx.db.outbox.findFirstOrThrow({
      where: { eventId: ctx.event.id, job: 'tell-of-registration' },
    });
    const about = { eventId: ctx.event.id, registrationId, state: 'CONFIRMED' } as const;
    await Promise.all([tellOfNew(api.operator, about, id), tellOfNew(api.operator, about, id)]);
    expect(await told(ctx)).toEqual([
      ['CONFIRMED', { registrationId }],
      ['CONFIRMED', { registrationId }],
    ]);
    expect(
      await ctx.db.outbox.count({ where: { eventId: ctx.event.id, job: 'deliver-webhook-message' } }),
    ).toBe(2);
  });
});

describe('the reminder', () => {
  const reminders = (ctx: EventCtx) =>
    ctx.db.outbox.findMany({
      where: { eventId: ctx.event.id, payload: { path: ['mail'], equals: 'REMINDER' } },
      select: { payload: true },
    });

  it('goes once, three days before the first day by the clocks of the event, to who has a place', async () => {
    const ctx = await aReleasedEvent(api.operator, { event: { endsOn: '2026-11-26' } });
    const category = await aCategory(ctx, { places: 1 });
    const id = await aRegistration(ctx, category);
    await aRegistration(ctx, category);
    await ctx.db.registration.updateMany({
      where: { eventId: ctx.event.id },
      data: { provenAt: new Date('2026-11-01T09:00:00Z') },
    });
    // The 24th begins at 15:00 UTC the day before in Tokyo.
    api.setTime('2026-11-20T14:59:00Z');
    await tend(api.operator);
    expect(await reminders(ctx)).toEqual([]);
    api.setTime('2026-11-20T15:00:00Z');
    await tend(api.operator);
    await tend(api.operator);
    expect(await reminders(ctx)).toEqual([
      { payload: { eventId: ctx.event.id, registrationId: id, mail: 'REMINDER' } },
    ]);
    await work(ctx);
    const { subject } = await ctx.db.notice.findFirstOrThrow({
      where: { eventId: ctx.event.id, subject: { startsWith: 'Soon' } },
    });
    expect(subject).toContain('Meeting');
  });

  it('does not go to who got their place within these days, nor once the event has begun', async () => {
    const late = await aReleasedEvent(api.operator, { event: { endsOn: '2026-11-26' } });
    const begun = await aReleasedEvent(api.operator, { event: { endsOn: '2026-11-26' } });
    await aRegistration(begun, await aCategory(begun));
    api.setTime('2026-11-22T09:00:00Z');
    await aRegistration(late, await aCategory(late));
    await begun.db.registration.updateMany({
      where: { eventId: begun.event.id },
      data: { provenAt: new Date('2026-11-01T09:00:00Z') },
    });
    await tend(api.operator);
    expect(await reminders(late)).toEqual([]);
    await begun.db.registration.updateMany({
      where: { eventId: begun.event.id },
      data: { remindedAt: null },
    });
    const before = (await reminders(begun)).length;
    api.setTime('2026-11-23T15:00:00Z');
    await tend(api.operator);
    expect([before, (await reminders(begun)).length]).toEqual([1, 1]);
  });
});

it("is listed by the organiser's script of the README, with a token", async () => {
  const ctx = await aReleasedEvent(api.operator, { event: { slug: 'iaptc-2026' } });
  const id = await aRegistration(ctx, await aCategory(ctx), { email: 'listed@example.org' });
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const [, body = ''] = /-d '(\{"query": .*\})'/.exec(readme) ?? [];
  const { query } = z.object({ query: z.string() }).parse(JSON.parse(body));
  const organiser = await api.signedIn('ORGANISER', ctx);
  const token = await aToken(api, organiser, ['registrations.edit'], ctx.event.slug);
  const { data } = await api.graphql(query, {}, token);
  expect(data).toEqual({
    event: {
      registrations: {
        nodes: [{ id, state: 'CONFIRMED', mode: 'ON_SITE', address: 'listed@example.org' }],
        endCursor: null,
      },
    },
  });
});

it('counts the places of a quota in /metrics', async () => {
  const ctx = await aReleasedEvent(api.operator);
  const category = await aCategory(ctx, { key: 'counted', places: 1 });
  await aRegistration(ctx, category);
  await aRegistration(ctx, category);
  const { body } = await api.api.server.inject({ url: '/metrics' });
  const lines = body
    .split('\n')
    .filter((text) => text.startsWith('plenary_quota{') && text.includes(ctx.event.slug));
  const of = (mode: string, figure: string): string =>
    `plenary_quota{event="${ctx.event.slug}",category="counted",mode="${mode}",figure="${figure}"}`;
  expect(lines.toSorted()).toEqual(
    [
      `${of('ON_SITE', 'places')} 1`,
      `${of('ON_SITE', 'held')} 1`,
      `${of('ON_SITE', 'waiting')} 1`,
      `${of('ONLINE', 'held')} 0`,
      `${of('ONLINE', 'waiting')} 0`,
    ].toSorted(),
  );
});
