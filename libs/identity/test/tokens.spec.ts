import { grantRole, revokeAnyApiToken, revokeRole } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { aReleasedEvent, aTranscript, anEvent, eventually, statementsOf } from '@plenary/testing';
import { tokenScopeByName } from '@plenary/platform/access';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { z } from 'zod';

let api: TestApi;
let event: EventCtx;
let other: EventCtx;
/** Signed in, and confirmed: an organiser of the event, and an administrator. */
let organiser: string;
let admin: string;

const organiserEmail = 'organiser-1@example.org';
const now = '2026-11-24T09:00:00Z';
const tomorrow = '2026-11-25T09:00:00Z';

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
  event = await aReleasedEvent(api.operator);
  other = await anEvent(api.operator);
  organiser = await api.signedIn('ORGANISER', event);
  admin = await api.signedIn('ADMIN', null);
});
afterAll(() => api.close());
beforeEach(async () => {
  api.setTime(now);
  for (const cookie of [organiser, admin]) await api.graphql('mutation { confirmIdentity }', {}, cookie);
});

const create = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { secret token { id name scopes event expiresAt lastUsedAt revokedAt } }
}`;

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly bearer: string;
}

const made = z.object({
  createApiToken: z.object({ secret: z.string(), token: z.looseObject({ id: z.string() }) }),
});

async function aToken(
  cookie: string,
  scopes: readonly string[],
  values: { readonly event?: string; readonly expiresAt?: string } = {},
): Promise<Made> {
  const input = { name: 'import', scopes, expiresAt: tomorrow, ...values };
  const answer = await api.graphql(create, { input }, cookie);
  const { secret, token } = made.parse(answer.data).createApiToken;
  return { id: token.id, secret, bearer: `Bearer ${secret}` };
}

const allScopes = Object.keys(tokenScopeByName);

const auditLog = 'query ($slug: String!) { event(slug: $slug) { auditLog(first: 1) { endCursor } } }';
const release =
  'mutation ($slug: String!) { releaseProgram(input: { event: $slug }) { program { release } } }';
const revoke = 'mutation ($id: ID!) { revokeApiToken(input: { tokenId: $id }) }';

test('a token is shown once, and kept as a hash', async () => {
  const input = { name: 'Nightly import', scopes: ['PROGRAM_EDIT', 'EVENT_VIEW'], expiresAt: tomorrow };
  const answer = await api.graphql(create, { input: { ...input, event: event.event.slug } }, organiser);
  const { secret, token } = made.parse(answer.data).createApiToken;
  expect(secret).toMatch(/^plenary_[\w-]{43}$/);
  const shown = {
    ...input,
    id: token.id,
    event: event.event.slug,
    expiresAt: '2026-11-25T09:00:00.000Z',
    lastUsedAt: null,
    revokedAt: null,
  };
  expect(token).toEqual(shown);
  const list = await api.graphql(
    '{ viewer { tokens { id name scopes event expiresAt lastUsedAt revokedAt } } }',
    {},
    organiser,
  );
  expect(list.data).toEqual({ viewer: { tokens: [shown] } });
  const row = await api.services.prisma.apiToken.findUniqueOrThrow({ where: { id: token.id } });
  expect(JSON.stringify(row)).not.toContain(secret.slice('plenary_'.length));
  const entry = await api.services.prisma.auditEntry.findFirstOrThrow({ where: { subjectId: token.id } });
  expect(entry).toMatchObject({ action: 'createApiToken', actorKind: 'account' });
});

test('it works over HTTP, on sockets and for uploads, each within its scopes', async () => {
  const { bearer, id } = await aToken(organiser, ['OPERATIONS_VIEW', 'FILES_UPLOAD']);
  const { slug } = event.event;
  expect((await api.graphql(auditLog, { slug }, bearer)).codes).toEqual([]);
  expect((await api.graphql(release, { slug }, bearer)).codes).toEqual(['FORBIDDEN']);
  const draft = await anEvent(api.operator);
  await grantRole(api.operator, { email: organiserEmail, role: 'ORGANISER', eventId: draft.event.id });
  const slugs = async (caller: string): Promise<string> =>
    (await api.graphql('{ events { slug } }', {}, caller)).body;
  expect(await slugs(organiser)).toContain(draft.event.slug);
  expect(await slugs(bearer)).not.toContain(draft.event.slug);

  const subscribed = await api.subscribe(
    'subscription ($slug: String!) { programReleased(event: $slug) { release } }',
    { slug },
    bearer,
  );
  expect(await subscribed.next()).toEqual({ data: { programReleased: { release: 1 } } });
  await subscribed.close();

  const upload = (authorization: string) =>
    api.api.server.inject({
      method: 'POST',
      url: '/uploads?purpose=transcript',
      headers: { 'content-type': 'text/vtt', authorization },
      payload: aTranscript([['A', 'Hello']]),
    });
  expect((await upload(bearer)).statusCode).toBe(201);
  const narrow = await aToken(organiser, ['EVENT_VIEW']);
  expect((await upload(narrow.bearer)).statusCode).toBe(403);
  const used = await api.services.prisma.apiToken.findUniqueOrThrow({ where: { id } });
  expect(used.lastUsedAt).toEqual(new Date(now));
});

test('what it does is told from what its person does', async () => {
  const { bearer } = await aToken(organiser, ['PROGRAM_RELEASE']);
  expect((await api.graphql(release, { slug: event.event.slug }, bearer)).codes).toEqual([]);
  const entry = await api.services.prisma.auditEntry.findFirstOrThrow({
    where: { action: 'releaseProgram', eventId: event.event.id },
    orderBy: { id: 'desc' },
  });
  expect(entry.actorKind).toBe('token');
});

test('it never does more than the roles of its account allow by then', async () => {
  const cookie = await api.signedIn('ORGANISER', event);
  await api.graphql('mutation { confirmIdentity }', {}, cookie);
  const { data } = await api.graphql('{ viewer { email } }', {}, cookie);
  const { email } = z.object({ viewer: z.object({ email: z.string() }) }).parse(data).viewer;
  const { bearer } = await aToken(cookie, ['PROGRAM_RELEASE', 'INSTALLATION_MANAGE', 'OPERATIONS_VIEW']);
  const { slug, id: eventId } = event.event;
  expect((await api.graphql(auditLog, { slug }, bearer)).codes).toEqual([]);
  expect((await api.graphql(auditLog, { slug: other.event.slug }, bearer)).data).toEqual({ event: null });
  await grantRole(api.operator, { email, role: 'VIEWER', eventId });
  await revokeRole(api.operator, { email, role: 'ORGANISER', eventId });
  expect((await api.graphql(auditLog, { slug }, bearer)).codes).toEqual(['FORBIDDEN']);
  expect((await api.graphql(release, { slug }, bearer)).codes).toEqual(['FORBIDDEN']);
});

test("an administrator's token for one event is worth nothing outside of it", async () => {
  const { bearer } = await aToken(admin, ['EVENT_VIEW', 'OPERATIONS_VIEW', 'INSTALLATION_MANAGE'], {
    event: other.event.slug,
  });
  const everywhere = await aToken(admin, ['EVENT_VIEW', 'OPERATIONS_VIEW', 'INSTALLATION_MANAGE']);
  const draft = await anEvent(api.operator);
  const ask = async (slug: string, caller: string): Promise<string[]> =>
    (await api.graphql(auditLog, { slug }, caller)).codes;
  expect(await ask(other.event.slug, bearer)).toEqual([]);
  expect(await ask(event.event.slug, bearer)).toEqual(['NOT_FOUND']);
  expect(await ask(event.event.slug, everywhere.bearer)).toEqual([]);
  const slugs = async (caller: string): Promise<string> =>
    (await api.graphql('{ events { slug } }', {}, caller)).body;
  expect(await slugs(everywhere.bearer)).toContain(draft.event.slug);
  expect(await slugs(bearer)).toContain(other.event.slug);
  expect(await slugs(bearer)).not.toContain(draft.event.slug);
  const createEvent = `mutation { createEvent(input: { slug: "No", title: [], startsOn: "x", endsOn: "x", timeZone: "x", languages: [], mode: HYBRID }) { id } }`;
  expect((await api.graphql(createEvent, {}, bearer)).codes).toEqual(['FORBIDDEN']);
  expect((await api.graphql(createEvent, {}, everywhere.bearer)).codes).toEqual(['BAD_INPUT']);
});

const viewer = '{ viewer { email roles { event } tokens { name } sessions { id } links { id } } }';

test('it tells of its account only with the scope for it, and never where it is for one event', async () => {
  const whole = await aToken(organiser, ['ACCOUNT']);
  expect(
    z
      .object({ viewer: z.object({ email: z.string() }) })
      .parse((await api.graphql(viewer, {}, whole.bearer)).data).viewer.email,
  ).toBe(organiserEmail);
  const blind = await Promise.all([
    aToken(
      organiser,
      allScopes.filter((scope) => scope !== 'ACCOUNT'),
    ),
    aToken(organiser, ['FILES_UPLOAD']),
    aToken(organiser, allScopes, { event: event.event.slug }),
  ]);
  for (const { bearer } of blind) {
    const answer = await api.graphql(viewer, {}, bearer);
    expect([answer.codes, answer.data]).toEqual([[], { viewer: null }]);
    expect((await api.graphql('mutation { signOutEverywhere }', {}, bearer)).codes).toEqual(['FORBIDDEN']);
  }
});

test('it sees as the person whom its account has claimed only with the scope for parts', async () => {
  const speaker = await api.signedIn('VIEWER', other);
  await api.graphql('mutation { confirmIdentity }', {}, speaker);
  const { accountId } = await api.services.prisma.roleGrant.findFirstOrThrow({
    where: { eventId: other.event.id, role: 'VIEWER' },
    orderBy: { id: 'desc' },
  });
  const inside = await aReleasedEvent(api.operator, {
    program: {
      sessions: [
        {
          key: 'rehearsal',
          kind: 'OTHER',
          visibility: 'INTERNAL',
          title: { en: 'Rehearsal' },
          startsAt: '2026-11-24T08:00:00+09:00',
          endsAt: '2026-11-24T08:30:00+09:00',
          languages: ['en'],
          appearances: [{ person: 'smith', role: 'SPEAKER' }],
        },
      ],
    },
  });
  const { slug, id: eventId } = inside.event;
  await api.services.prisma.person.updateMany({ where: { eventId, key: 'smith' }, data: { accountId } });
  const ask = async (scopes: readonly string[]) => {
    const { bearer } = await aToken(speaker, scopes);
    const program =
      'query ($slug: String!) { event(slug: $slug) { program { sessions { title { text } } } } }';
    const part = 'query ($slug: String!) { part(event: $slug) { __typename } }';
    return [
      (await api.graphql(program, { slug }, bearer)).body.includes('Rehearsal'),
      (await api.graphql(part, { slug }, bearer)).codes,
    ];
  };
  expect(await ask(['PART'])).toEqual([true, []]);
  expect(await ask(allScopes.filter((scope) => scope !== 'PART'))).toEqual([false, ['NOT_FOUND']]);
});

describe('a token that is none', () => {
  const unknown = `Bearer plenary_${'x'.repeat(43)}`;
  const ask = (authorization: string, url = '/graphql') =>
    api.api.server.inject({
      method: url === '/graphql' ? 'POST' : 'GET',
      url,
      headers: { authorization, ...(url === '/graphql' ? { 'content-type': 'application/json' } : {}) },
      ...(url === '/graphql' ? { payload: { query: '{ viewer { id } }' } } : {}),
    });

  test.each([
    ['an unknown one', unknown],
    ['one without our prefix', `Bearer ${'x'.repeat(43)}`],
    ['a password', 'Basic eDp4'],
    ['nothing', ''],
    ['a very long one', `Bearer plenary_${'x'.repeat(5_000)}`],
  ])('%s is refused, not taken for a stranger', async (_what, authorization) => {
    for (const url of ['/graphql', '/', `/events/${event.event.slug}/program.json`]) {
      const response = await ask(authorization, url);
      expect([url, response.statusCode, response.json().errors[0].extensions.code]).toEqual([
        url,
        401,
        'UNAUTHENTICATED',
      ]);
    }
  });

  test('one that is revoked or over is refused, on sockets too', async () => {
    const first = await aToken(organiser, ['EVENT_VIEW']);
    const second = await aToken(organiser, ['EVENT_VIEW']);
    expect((await ask(first.bearer)).statusCode).toBe(200);
    expect((await api.graphql(revoke, { id: first.id }, organiser)).data).toEqual({ revokeApiToken: true });
    expect((await ask(first.bearer)).statusCode).toBe(401);
    api.setTime('2026-11-25T08:59:59Z');
    expect((await ask(second.bearer)).statusCode).toBe(200);
    api.setTime(tomorrow);
    expect((await ask(second.bearer)).statusCode).toBe(401);
    for (const bearer of [first.bearer, second.bearer, unknown, 'Bearer x']) {
      const socket = await api.connect(bearer);
      expect(await socket.acknowledged).toBe(false);
      expect(await socket.closed).toEqual([
        4401,
        'This token is unknown, expired or revoked. Make a new one.',
      ]);
    }
  });

  test('what stands for a token on a socket must be a text of some length', async () => {
    const socket = await api.connect(`Bearer ${'x'.repeat(500)}`);
    expect((await socket.closed)[0]).toBe(4400);
  });

  test('many wrong ones from one address are told to wait, and a right one from there still works', async () => {
    const limited = await startTestApi();
    const wrong = async () => (await limited.graphql('{ viewer { id } }', {}, unknown)).codes;
    for (let count = 0; count < 30; count += 1) expect(await wrong()).toEqual(['UNAUTHENTICATED']);
    expect(await wrong()).toEqual(['RATE_LIMITED']);
    const socket = await limited.connect(unknown);
    expect((await socket.closed)[0]).toBe(4429);
    const stranger = await limited.graphql('{ viewer { id } }');
    expect(stranger.data).toEqual({ viewer: null });
    await limited.close();
  });
});

test('its end ends its open sockets, and those of no other', async () => {
  const revoked = await aToken(organiser, ['EVENT_VIEW']);
  const expired = await aToken(organiser, ['EVENT_VIEW'], { expiresAt: '2026-11-24T10:00:00Z' });
  const kept = await aToken(organiser, ['EVENT_VIEW']);
  const open = async ({ bearer }: Made) => {
    const socket = await api.connect(bearer);
    expect(await socket.acknowledged).toBe(true);
    return socket;
  };
  const [first, second, third] = [await open(revoked), await open(expired), await open(kept)];
  api.setTime('2026-11-24T10:00:00Z');
  // All sockets of the account are looked at again at once; besides every 20 seconds.
  await revokeAnyApiToken(api.operator, { token: revoked.secret });
  expect((await first.closed)[0]).toBe(4401);
  expect((await second.closed)[0]).toBe(4401);
  await eventually(() => api.api.sockets() === 1);
  third.close();
  await third.closed;
});

test('a page elsewhere can act by a token it knows, and never by the cookie of its visitor', async () => {
  const { bearer } = await aToken(organiser, ['EVENT_VIEW']);
  const ask = (headers: Record<string, string>) =>
    api.api.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...headers, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
      payload: { query: '{ viewer { email sessions { id } } }' },
    });
  expect((await ask({ cookie: organiser })).statusCode).toBe(403);
  // Whose it is: the token's alone, with its scopes alone.
  const both = await ask({ cookie: admin, authorization: bearer });
  expect(both.json()).toEqual({ data: { viewer: null } });
});

describe('refusals', () => {
  const anHour = '2026-11-24T10:00:00Z';
  test.each<[string, Record<string, unknown>, string]>([
    ['no name', { name: ' ' }, 'BAD_INPUT'],
    ['a name of 81 characters', { name: 'x'.repeat(81) }, 'BAD_INPUT'],
    ['a name of two lines', { name: 'a\nb' }, 'BAD_INPUT'],
    ['no scope', { scopes: [] }, 'BAD_INPUT'],
    ['a scope that nobody has', { scopes: ['EVERYTHING'] }, 'BAD_INPUT'],
    ['a scope that needs a person', { scopes: ['ROLES_MANAGE'] }, 'BAD_INPUT'],
    ['an end that is past', { expiresAt: now }, 'BAD_INPUT'],
    ['an end in more than a year', { expiresAt: '2027-11-25T09:00:01Z' }, 'BAD_INPUT'],
    ['no end', { expiresAt: undefined }, 'BAD_INPUT'],
    ['an event that never was', { event: 'never-was' }, 'NOT_FOUND'],
    ['an event in which the account has no role', { event: 'meeting-2' }, 'NOT_FOUND'],
  ])('%s', async (_what, values, code) => {
    expect(other.event.slug).toBe('meeting-2');
    const before = await api.services.prisma.apiToken.count();
    const input = { name: 'x', scopes: ['EVENT_VIEW'], expiresAt: anHour, ...values };
    expect((await api.graphql(create, { input }, organiser)).codes).toEqual([code]);
    expect(await api.services.prisma.apiToken.count()).toBe(before);
  });

  test('a token makes no token, gives no role and confirms nothing', async () => {
    const everything = ['ACCOUNT', 'FILES_UPLOAD', 'INSTALLATION_MANAGE', 'EVENT_VIEW', 'OPERATIONS_VIEW'];
    const { bearer } = await aToken(admin, everything);
    const input = { name: 'x', scopes: ['EVENT_VIEW'], expiresAt: anHour };
    const before = await api.services.prisma.apiToken.count();
    expect((await api.graphql(create, { input }, bearer)).codes).toEqual(['FORBIDDEN']);
    expect((await api.graphql('mutation { confirmIdentity }', {}, bearer)).codes).toEqual(['FORBIDDEN']);
    const grant = 'mutation { grantAdministrator(input: { email: "friend@example.org" }) }';
    expect((await api.graphql(grant, {}, bearer)).codes).toEqual(['FORBIDDEN']);
    expect(await api.services.prisma.apiToken.count()).toBe(before);
    expect(await api.services.prisma.account.count({ where: { email: 'friend@example.org' } })).toBe(0);
  });

  test("another account's token, and one that never was, are not found, in the same bytes", async () => {
    const { id, bearer } = await aToken(admin, ['EVENT_VIEW']);
    const answers = await Promise.all(
      [id, '01a20cac-0000-7000-8000-000000000000', 'nonsense'].map((one) =>
        api.graphql(revoke, { id: one }, organiser),
      ),
    );
    expect(answers.map(({ codes }) => codes)).toEqual([['NOT_FOUND'], ['NOT_FOUND'], ['NOT_FOUND']]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect((await api.graphql('{ viewer { id } }', {}, bearer)).codes).toEqual([]);
  });

  test('an account has at most 50 at once', async () => {
    const many = await api.signedIn('VIEWER', event);
    await api.graphql('mutation { confirmIdentity }', {}, many);
    const tokens: Made[] = [];
    for (let count = 0; count < 50; count += 1) tokens.push(await aToken(many, ['EVENT_VIEW']));
    const input = { name: 'x', scopes: ['EVENT_VIEW'], expiresAt: anHour };
    expect((await api.graphql(create, { input }, many)).codes).toEqual(['CONFLICT']);
    await api.graphql(revoke, { id: tokens[0]?.id }, many);
    expect((await api.graphql(create, { input }, many)).codes).toEqual([]);
  });
});

test('the account page costs the same for one and for three of everything', async () => {
  const page = `{ viewer { roles { role event } sessions { id method authenticatedAt createdAt lastSeenAt current }
    tokens { id name scopes event lastUsedAt } links { id purpose createdAt expiresAt usedAt revokedAt } } }`;
  const cost = async (count: number): Promise<number> => {
    const cookie = await api.signedIn('VIEWER', event);
    await api.graphql('mutation { confirmIdentity }', {}, cookie);
    for (let made = 0; made < count; made += 1)
      await aToken(cookie, ['EVENT_VIEW'], { event: event.event.slug });
    await api.graphql(page, {}, cookie);
    const statements = await statementsOf(() => api.graphql(page, {}, cookie));
    // Without those that tell the database the driven time.
    return statements.filter((statement) => !statement.includes('plenary.now')).length;
  };
  const forOne = await cost(1);
  // Who asks, with its roles; the account; then each of the four, roles and tokens with their events.
  expect(forOne).toBeLessThanOrEqual(10);
  expect(await cost(3)).toBe(forOne);
});
