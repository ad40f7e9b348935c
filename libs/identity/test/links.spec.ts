import { mock } from 'node:test';
import { makeLink } from '@plenary/identity';
import { recordAudit } from '@plenary/audit';
import type { EventCtx } from '@plenary/platform';
import type { LinkPurpose } from '@plenary/platform/access';
import { byEvent } from '@plenary/event/graphql';
import { inTransaction } from '@plenary/platform/database';
import { Allow, InEvent, buildSchema } from '@plenary/platform/graphql';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { aReleasedEvent, createTestBench, statementsOf } from '@plenary/testing';
import { createApi } from '@plenary/app-api/server';
import { resolvers } from '@plenary/nouns/graphql';
import { aCategory, aPart, aRegistration, aToken, startTestApi, type TestApi } from '@plenary/testing/api';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
});
afterAll(() => api.close());
beforeEach(() => {
  api.setTime('2026-11-24T09:00:00Z');
});

const viewer = '{ viewer { email } }';
const part = 'query ($event: String!) { part(event: $event) { profile { displayName } } }';
const mine = { part: { profile: { displayName: 'Colonel Alex Smith' } } };

/** A browser: the cookies that it was given. */
function aBrowser() {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const send = async (url: string, payload: object, headers: Record<string, string> = {}) => {
    const response = await api.api.server.inject({
      method: 'POST',
      url,
      payload,
      headers: { cookie: cookie(), 'content-type': 'application/json', ...headers },
    });
    for (const { name, value, maxAge } of response.cookies)
      if (maxAge === 0) jar.delete(name);
      else jar.set(name, value);
    return response;
  };
  return {
    jar,
    cookie,
    keep: (text: string) => {
      const [name = '', value = ''] = text.split('=');
      jar.set(name, value);
    },
    open: async (token: string) => (await send('/sign-in', { token })).statusCode,
    signOut: async (headers: Record<string, string> = {}) =>
      (await send('/sign-out', {}, { 'content-type': 'application/x-www-form-urlencoded', ...headers }))
        .statusCode,
    ask: async (query: string, event: string, link?: string) => {
      const headers: Record<string, string> = link === undefined ? {} : { 'plenary-link': link };
      const { data, errors = [] } = (await send('/graphql', { query, variables: { event } }, headers)).json();
      return { data, codes: errors.map((error: { extensions: { code: string } }) => error.extensions.code) };
    },
  };
}

const secretOf = (cookie: string): string => cookie.slice(cookie.indexOf('=') + 1);

async function personId(ctx: EventCtx): Promise<string> {
  return (await ctx.db.person.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'smith' } })).id;
}

async function aLink(ctx: EventCtx, purpose: LinkPurpose): Promise<string> {
  const event = { id: ctx.event.id, endsOn: '2026-11-24' };
  return makeLink(ctx, purpose, { event, subjectId: await personId(ctx) });
}

describe('one browser', () => {
  test('holds a session and beside it a link an event: each acts where it is named, and ends by itself', async () => {
    const [one, two] = [await aReleasedEvent(api.operator), await aReleasedEvent(api.operator)];
    const browser = aBrowser();
    browser.keep(await api.signedIn('ORGANISER', one));
    for (const ctx of [one, two]) expect(await browser.open(secretOf(await aPart(ctx)))).toBe(204);
    const { slug } = one.event;
    const account = { viewer: { email: expect.stringContaining('organiser-') } };
    expect((await browser.ask(viewer, slug)).data).toEqual(account);
    expect((await browser.ask(part, slug)).codes).toEqual(['NOT_FOUND']);
    expect((await browser.ask(viewer, slug, `PART/${slug}`)).data).toEqual({ viewer: null });
    expect((await browser.ask(part, slug, `PART/${slug}`)).data).toEqual(mine);
    expect((await browser.ask(part, two.event.slug, `PART/${two.event.slug}`)).data).toEqual(mine);
    // A link is of its event alone, and nobody is taken for somebody else where a link is named that is not there.
    expect((await browser.ask(part, two.event.slug, `PART/${slug}`)).codes).toEqual(['NOT_FOUND']);
    expect((await browser.ask(part, slug, 'PART/never-was')).codes).toEqual(['UNAUTHENTICATED']);
    expect((await browser.ask(part, slug, `REVIEW/${slug}`)).codes).toEqual(['UNAUTHENTICATED']);

    expect(await browser.signOut({ 'plenary-link': `PART/${slug}` })).toBe(303);
    expect((await browser.ask(part, slug, `PART/${slug}`)).codes).toEqual(['UNAUTHENTICATED']);
    expect((await browser.ask(viewer, slug)).data).toEqual(account);
    expect(await browser.signOut()).toBe(303);
    expect((await browser.ask(viewer, slug)).data).toEqual({ viewer: null });
    expect((await browser.ask(part, two.event.slug, `PART/${two.event.slug}`)).data).toEqual(mine);
  });

  test('keeps twenty links; the oldest makes room', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const browser = aBrowser();
    for (let count = 0; count < 20; count += 1)
      browser.keep(`plenary-part-old-${String(count)}=part.${'x'.repeat(43)}`);
    browser.keep('other=part.x');
    expect(await browser.open(secretOf(await aPart(ctx)))).toBe(204);
    expect([
      browser.jar.size,
      browser.jar.has('plenary-part-old-0'),
      browser.jar.has('plenary-part-old-1'),
    ]).toEqual([21, false, true]);
  });

  test.each(['PART', 'part/x', 'PART/', 'PASSPORT/x', 'PART/A B', 'constructor/x'])(
    'that names %s is told how to name a link',
    async (name) => {
      const answer = await api.api.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'plenary-link': name, cookie: 'x=y' },
        payload: { query: '{ viewer { id } }' },
      });
      expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
    },
  );

  test('whose cookie is of before links had their own goes on with it', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const browser = aBrowser();
    browser.keep(`plenary=${secretOf(await aPart(ctx))}`);
    const { slug } = ctx.event;
    expect((await browser.ask(part, slug)).data).toEqual(mine);
    expect((await browser.ask(part, slug, `PART/${slug}`)).data).toEqual(mine);
    expect((await browser.ask(part, slug, `REVIEW/${slug}`)).codes).toEqual(['UNAUTHENTICATED']);
  });
});

describe('an open socket', () => {
  test('of a link ends when that is revoked, and no other does', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const [socket, other] = [await api.connect(await aPart(ctx)), await api.connect(await aPart(ctx))];
    expect([await socket.acknowledged, await other.acknowledged]).toEqual([true, true]);
    const where = { eventId: ctx.event.id };
    const { id } = await ctx.db.link.findFirstOrThrow({ where, orderBy: { id: 'asc' } });
    const { data } = await api.graphql(
      'mutation ($input: RevokePartLinkInput!) { revokePartLink(input: $input) }',
      { input: { event: ctx.event.slug, linkId: id } },
      await api.signedIn('ORGANISER', ctx),
    );
    expect(data).toEqual({ revokePartLink: true });
    expect(await socket.closed).toEqual([4403, 'Sign-in has changed']);
    other.close();
    expect((await other.closed)[0]).toBe(1005);
  });

  // As where the process that ended them died before it told anybody.
  test.each([
    [
      'a session',
      (ctx: EventCtx) => ctx.db.accountSession.updateMany({ data: { endedAt: new Date() } }),
      4403,
    ],
    ['a token', (ctx: EventCtx) => ctx.db.apiToken.updateMany({ data: { revokedAt: new Date() } }), 4401],
    ['a link', (ctx: EventCtx) => ctx.db.link.updateMany({ data: { revokedAt: new Date() } }), 4403],
    [
      'a link that is over',
      async () => {
        api.setTime('2026-11-25T09:00:00Z');
      },
      4403,
    ],
    [
      'a token that is over',
      async () => {
        api.setTime('2026-12-24T09:00:00Z');
      },
      4401,
    ],
    [
      'a session that nobody used for 12 hours',
      async () => {
        api.setTime('2026-11-24T21:00:01Z');
      },
      4403,
    ],
    [
      'a session of more than seven days',
      async () => {
        api.setTime('2026-12-01T09:00:01Z');
      },
      4403,
    ],
    [
      'a session whose role was taken away',
      (ctx: EventCtx) => ctx.db.roleGrant.deleteMany({ where: { eventId: ctx.event.id } }),
      4403,
    ],
  ])('of %s ends within a minute without being told', async (what, end, code) => {
    const ctx = await aReleasedEvent(api.operator);
    const organiser = await api.signedIn('ORGANISER', ctx);
    const caller = what.startsWith('a link')
      ? await aPart(ctx)
      : what.startsWith('a token')
        ? await aToken(api, organiser, ['event.view'], null)
        : organiser;
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const socket = await api.connect(caller);
      expect(await socket.acknowledged).toBe(true);
      await end(ctx);
      mock.timers.tick(60_000);
      expect((await socket.closed)[0]).toBe(code);
    } finally {
      mock.timers.reset();
    }
  });
});

test('who sends a request is known by one statement, whatever it brings', async () => {
  const ctx = await aReleasedEvent(api.operator);
  const organiser = await api.signedIn('ORGANISER', ctx);
  const callers = [organiser, await aToken(api, organiser, ['event.view'], null), await aPart(ctx)];
  const counts: number[] = [];
  for (const caller of callers) {
    // The first use is noted.
    await api.graphql('{ __typename }', {}, caller);
    const statements = await statementsOf(() => api.graphql('{ __typename }', {}, caller));
    // The driven clock tells each connection the time.
    counts.push(statements.filter((text) => !text.startsWith('SELECT set_config')).length);
  }
  expect(counts).toEqual([1, 1, 1]);
});

/** What the room of the minutes will bring: one operation. The purpose is an entry in the list. */
class OwnWords {
  ownWords(ctx: EventCtx): string {
    return ctx.actor.kind === 'link' ? ctx.actor.subjectId : 'nobody';
  }
}
{
  const descriptor = Object.getOwnPropertyDescriptor(OwnWords.prototype, 'ownWords') ?? {};
  Reflect.defineMetadata('design:paramtypes', [Object, String], OwnWords.prototype, 'ownWords');
  Query(() => String)(OwnWords.prototype, 'ownWords', descriptor);
  Allow('review', byEvent)(OwnWords.prototype, 'ownWords', descriptor);
  InEvent()(OwnWords.prototype, 'ownWords', 0);
  Args('event', { type: () => String })(OwnWords.prototype, 'ownWords', 1);
  Resolver()(OwnWords);
}

test('another purpose takes its entry in the list and its operations, and nothing else', async () => {
  const bench = await createTestBench({ database: api.database, clock: true });
  const server = await createApi(bench.services, buildSchema([...resolvers, OwnWords]));
  const ctx = await aReleasedEvent(api.operator);
  const url = new URL(await aLink(ctx, 'REVIEW'));
  const token = url.hash.slice(1);
  expect([url.pathname, token]).toEqual(['/link', expect.stringMatching(/^review\.[\w-]{43}$/)]);
  const opened = await server.server.inject({ method: 'POST', url: '/sign-in', payload: { token } });
  const [{ name, value } = { name: '', value: '' }] = opened.cookies;
  expect(name).toBe(`plenary-review-${ctx.event.slug}`);
  const cookie = `${name}=${value}; ${await aPart(ctx)}; ${await api.signedIn('ORGANISER', ctx)}`;
  const ask = async (link?: string, event = ctx.event.slug) => {
    const headers = {
      cookie,
      ...(link === undefined ? {} : { 'plenary-link': `${link}/${ctx.event.slug}` }),
    };
    const payload = { query: 'query ($event: String!) { ownWords(event: $event) }', variables: { event } };
    const { data, errors = [] } = (
      await server.server.inject({ method: 'POST', url: '/graphql', headers, payload })
    ).json();
    return data?.ownWords ?? errors[0].extensions.code;
  };
  expect(await ask('REVIEW')).toBe(await personId(ctx));
  expect([await ask(), await ask('PART')]).toEqual(['FORBIDDEN', 'NOT_FOUND']);
  expect(await ask('REVIEW', (await aReleasedEvent(api.operator)).event.slug)).toBe('NOT_FOUND');
  const entry = await ctx.db.auditEntry.findFirstOrThrow({
    where: { action: 'openLink' },
    orderBy: { id: 'desc' },
  });
  expect([entry.actorKind, entry.actorId, entry.after]).toEqual([
    'reviewer',
    await personId(ctx),
    { purpose: 'REVIEW' },
  ]);
  await server.close();
  await bench.close();
});

test('the secret of a calendar or a screen stands in the path, until it is revoked', async () => {
  const ctx = await aReleasedEvent(api.operator);
  for (const [purpose, path] of [
    ['CALENDAR', '/calendar/calendar.'],
    ['SCREEN', '/screen/screen.'],
  ] as const) {
    const { pathname, hash } = new URL(await aLink(ctx, purpose));
    expect([pathname.startsWith(path), hash]).toEqual([true, '']);
  }
  api.setTime('2126-11-24T09:00:00Z');
  const now = api.services.clock.now();
  expect(await ctx.db.link.count({ where: { eventId: ctx.event.id, expiresAt: { gt: now } } })).toBe(2);
});

test("an attendee's own act is recorded without who they are and without their request", async () => {
  const ctx = await aReleasedEvent(api.operator);
  const where = { eventId: ctx.event.id, actorKind: 'attendee' };
  const subjectId = await aRegistration(ctx, await aCategory(ctx));
  const event = { id: ctx.event.id, endsOn: '2026-11-24' };
  const token = new URL(await makeLink(ctx, 'REGISTRATION', { event, subjectId })).hash.slice(1);
  const opened = await api.api.server.inject({ method: 'POST', url: '/sign-in', payload: { token } });
  expect([opened.statusCode, await ctx.db.auditEntry.count({ where })]).toEqual([204, 0]);
  const { id: linkId } = await ctx.db.link.findFirstOrThrow({ where: { purpose: 'REGISTRATION' } });
  const actor = { kind: 'link', purpose: 'REGISTRATION', eventId: ctx.event.id, subjectId, linkId } as const;
  await inTransaction({ ...ctx, actor, requestId: 'theirs' }, (tx) => {
    recordAudit(tx, { action: 'submitQuestion', subject: { kind: 'Question', id: 'x' } });
  });
  const entry = await ctx.db.auditEntry.findFirstOrThrow({ where });
  expect([entry.actorId, entry.requestId]).toEqual([null, null]);
  expect(JSON.stringify(entry)).not.toMatch(new RegExp(`theirs|${subjectId}|${linkId}`));
  const log =
    'query ($slug: String!) { event(slug: $slug) { auditLog(first: 9) { nodes { actorKind accountId personId requestId } } } }';
  const { data } = await api.graphql(log, { slug: ctx.event.slug }, await api.signedIn('ORGANISER', ctx));
  const shown = { actorKind: 'attendee', accountId: null, personId: null, requestId: '' };
  expect(JSON.parse(JSON.stringify(data)).event.auditLog.nodes).toContainEqual(shown);
});
