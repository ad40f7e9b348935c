import { grantRole, unbindOidc } from '@plenary/identity';
import { createTestBench } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { createHash, randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { createApi, type Api } from '@plenary/app-api/server';
import { TestProvider, type Fault } from '@plenary/testing/oidc';

const publicUrl = 'http://127.0.0.1:3000';

let provider: TestProvider;
let api: TestApi;

beforeAll(async () => {
  provider = await TestProvider.start(publicUrl);
  api = await startTestApi({ settings: provider.settings });
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});
beforeEach(() => {
  provider.fault = {};
});

/** Somebody with an account here, sitting at the provider. */
async function aMember(): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  await grantRole(api.operator, { email, role: 'ADMIN', eventId: null });
  provider.person = { sub: randomUUID(), email, email_verified: true };
  return email;
}

/** The cookies that an answer sets and does not clear, as a browser sends them back. */
function cookiesOf({ 'set-cookie': lines = [] }: OutgoingHttpHeaders): string {
  return [lines]
    .flat()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');
}

async function start(at: Api = api.api, cookie = '') {
  const { statusCode, headers } = await at.server.inject({ url: '/sign-in/oidc', headers: { cookie } });
  return { status: statusCode, location: String(headers.location), cookie: cookiesOf(headers) };
}

async function finish(back: URL, cookie: string, at: Api = api.api) {
  const url = `${back.pathname}${back.search}`;
  const response = await at.server.inject({ url, headers: { cookie } });
  const { statusCode: status, headers } = response;
  const code: unknown = status < 400 ? null : response.json().errors[0].extensions.code;
  return { status, code, location: headers.location, cookie: cookiesOf(headers) };
}

/** The whole way of a browser: from us to the provider and back. */
async function signIn(cookie = '') {
  const begun = await start();
  return finish(await provider.visit(begun.location), [begun.cookie, cookie].filter(Boolean).join('; '));
}

async function viewer(cookie: string): Promise<unknown> {
  return (await api.graphql('{ viewer { email sessions { method current } } }', {}, cookie)).data?.['viewer'];
}

const sessions = () => api.services.prisma.accountSession.count();
const bindings = () => api.services.prisma.oidcIdentity.count();

test('who has an account signs in at the provider, with a new session each time', async () => {
  const email = await aMember();
  const first = await signIn();
  expect([first.status, first.location]).toEqual([303, '/']);
  expect(first.cookie).toMatch(/^plenary=[\w-]{43}$/);
  expect(await viewer(first.cookie)).toEqual({ email, sessions: [{ method: 'OIDC', current: true }] });
  const second = await signIn(first.cookie);
  expect(second.cookie).not.toBe(first.cookie);
  expect(await viewer(first.cookie)).toBeNull();
  expect(await viewer(second.cookie)).toEqual({ email, sessions: [{ method: 'OIDC', current: true }] });
});

test('the address may stand in the ID token as well', async () => {
  const other = await TestProvider.start(publicUrl, { addressInToken: true });
  const bench = await createTestBench({ database: api.database, settings: other.settings });
  const at = await createApi(bench.services);
  const email = `${randomUUID()}@example.org`;
  await grantRole(api.operator, { email, role: 'ADMIN', eventId: null });
  other.person = { sub: randomUUID(), email: email.toUpperCase(), email_verified: true };
  const begun = await start(at);
  expect((await finish(await other.visit(begun.location), begun.cookie, at)).status).toBe(303);
  await at.close();
  await bench.close();
  await other.stop();
});

test('what one process has begun another ends', async () => {
  await aMember();
  const bench = await createTestBench({ database: api.database, settings: provider.settings });
  const other = await createApi(bench.services);
  const begun = await start();
  expect((await finish(await provider.visit(begun.location), begun.cookie, other)).status).toBe(303);
  await other.close();
  await bench.close();
});

test('the request has PKCE, state and nonce, and asks again who was asked long ago', async () => {
  const { searchParams } = new URL((await start()).location);
  expect(Object.fromEntries(searchParams)).toEqual({
    client_id: 'plenary',
    response_type: 'code',
    redirect_uri: `${publicUrl}/sign-in/oidc/callback`,
    scope: 'openid email',
    max_age: '43200',
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  });
});

describe('what the provider says wrongly is refused, and makes no session', () => {
  const now = Math.floor(Date.now() / 1_000);
  test.each<[string, Fault, number, string]>([
    ['another issuer', { claims: { iss: 'https://evil.example' } }, 401, 'UNAUTHENTICATED'],
    ['another audience', { claims: { aud: 'somebody-else' } }, 401, 'UNAUTHENTICATED'],
    ['another party', { claims: { aud: ['plenary', 'x'], azp: 'x' } }, 401, 'UNAUTHENTICATED'],
    ['another nonce', { claims: { nonce: 'another' } }, 401, 'UNAUTHENTICATED'],
    ['no nonce', { claims: { nonce: undefined } }, 401, 'UNAUTHENTICATED'],
    ['a subject with NUL', { claims: { sub: 'a\u0000b' } }, 401, 'UNAUTHENTICATED'],
    ['a subject of half a letter', { claims: { sub: 'a\uD800' } }, 401, 'UNAUTHENTICATED'],
    ['a subject without end', { claims: { sub: 'x'.repeat(256) } }, 401, 'UNAUTHENTICATED'],
    ['a subject that is a number', { claims: { sub: 7 } }, 401, 'UNAUTHENTICATED'],
    ['that it asked before all time', { claims: { auth_time: -1e15 } }, 401, 'UNAUTHENTICATED'],
    ['that it asked after all time', { claims: { auth_time: 1e300 } }, 401, 'UNAUTHENTICATED'],
    ['a token that is over', { claims: { iat: now - 900, exp: now - 600 } }, 401, 'UNAUTHENTICATED'],
    ['a key that is not its own', { foreignKey: true }, 401, 'UNAUTHENTICATED'],
    ['another subject than at its other address', { claims: { sub: 'other' } }, 401, 'UNAUTHENTICATED'],
    [
      'the challenge of somebody else',
      { challenge: createHash('sha256').update('x').digest('base64url') },
      401,
      'UNAUTHENTICATED',
    ],
    [
      'an error of its own words',
      { token: { status: 400, body: { error: 'a\u0000\n' } } },
      503,
      'UNAVAILABLE',
    ],
    ['that it is in trouble', { token: { status: 503, body: {} } }, 503, 'UNAVAILABLE'],
    [
      'that our secret is wrong',
      { token: { status: 401, body: { error: 'invalid_client' } } },
      503,
      'UNAVAILABLE',
    ],
  ])('%s', async (_what, fault, status, code) => {
    await aMember();
    const before = [await sessions(), await bindings()];
    provider.fault = fault;
    expect(await signIn()).toEqual({ status, code, location: undefined, cookie: '' });
    expect([await sessions(), await bindings()]).toEqual(before);
  });
});

describe('what a browser brings wrongly is refused, and makes no session', () => {
  test.each<[string, (back: URL, cookie: string) => [URL, string]]>([
    ['another state', (back, cookie) => [changed(back, { state: 'x' }), cookie]],
    ['the state twice', (back, cookie) => [new URL(`${back.href}&state=x`), cookie]],
    ['no state', (back, cookie) => [changed(back, { state: null }), cookie]],
    ['another issuer', (back, cookie) => [changed(back, { iss: 'https://evil.example' }), cookie]],
    ['an invented code', (back, cookie) => [changed(back, { code: 'x' }), cookie]],
    ['no code', (back, cookie) => [changed(back, { code: null, error: 'access_denied' }), cookie]],
    ['nothing at all', (back, cookie) => [new URL(back.pathname, back), cookie]],
    ['no cookie, as who was sent here by somebody else', (back) => [back, '']],
    ['a cookie that was changed', (back, cookie) => [back, cookie.replace('=e', '=f')]],
    ['a cookie of its own making', (back) => [back, 'plenary-oidc=eyJzdGF0ZSI6IngifQ.x']],
  ])('%s', async (_what, change) => {
    await aMember();
    const before = await sessions();
    const begun = await start();
    const refused = await finish(...change(await provider.visit(begun.location), begun.cookie));
    expect(refused).toEqual({ status: 401, code: 'UNAUTHENTICATED', location: undefined, cookie: '' });
    expect(await sessions()).toBe(before);
  });

  test('the answer serves once', async () => {
    await aMember();
    const begun = await start();
    const back = await provider.visit(begun.location);
    expect((await finish(back, begun.cookie)).status).toBe(303);
    const before = await sessions();
    expect((await finish(back, begun.cookie)).status).toBe(401);
    expect(await sessions()).toBe(before);
  });

  test('a sign-in that took longer than 15 minutes is begun again', async () => {
    const late = await startTestApi({ clock: true, settings: provider.settings });
    await grantRole(late.operator, { email: 'late@example.org', role: 'ADMIN', eventId: null });
    provider.person = { sub: 'late', email: 'late@example.org', email_verified: true };
    late.setTime('2026-11-24T09:00:00Z');
    const begun = await start(late.api);
    late.setTime('2026-11-24T09:15:01Z');
    const back = await provider.visit(begun.location);
    expect((await finish(back, begun.cookie, late.api)).code).toBe('UNAUTHENTICATED');
    late.setTime('2026-11-24T09:14:59Z');
    expect((await finish(back, begun.cookie, late.api)).status).toBe(303);
    await late.close();
  });
});

function changed(url: URL, parameters: Readonly<Record<string, string | null>>): URL {
  const copy = new URL(url);
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) copy.searchParams.delete(name);
    else copy.searchParams.set(name, value);
  }
  return copy;
}

describe('who is let in', () => {
  test('an address that the provider has not verified is not', async () => {
    await aMember();
    provider.person.email_verified = false;
    const before = [await sessions(), await bindings()];
    expect(await signIn()).toMatchObject({ status: 403, code: 'FORBIDDEN', cookie: '' });
    expect([await sessions(), await bindings()]).toEqual(before);
  });

  test('an address without an account is not, and gets none', async () => {
    provider.person = { sub: randomUUID(), email: 'stranger@example.org', email_verified: true };
    const accounts = await api.services.prisma.account.count();
    const before = await sessions();
    expect(await signIn()).toMatchObject({ status: 403, code: 'FORBIDDEN', cookie: '' });
    expect(await sessions()).toBe(before);
    expect(await api.services.prisma.account.count()).toBe(accounts);
  });

  test('who gets another address keeps the account, and who is given the old one does not get it', async () => {
    const email = await aMember();
    const { sub } = provider.person;
    expect((await signIn()).status).toBe(303);
    provider.person = { sub, email: 'married@example.org', email_verified: false };
    expect(await viewer((await signIn()).cookie)).toMatchObject({ email });
    provider.person = { sub: randomUUID(), email, email_verified: true };
    const before = await sessions();
    expect(await signIn()).toMatchObject({ status: 403, code: 'FORBIDDEN', cookie: '' });
    expect(await sessions()).toBe(before);
    // The operator says that it is the same person after all.
    expect(await unbindOidc(api.operator, email)).toBe(true);
    expect(await viewer((await signIn()).cookie)).toMatchObject({ email });
  });

  test('two first sign-ins at once bind once, and both succeed', async () => {
    await aMember();
    const before = await bindings();
    const both = await Promise.all([signIn(), signIn()]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(await bindings()).toBe(before + 1);
  });

  test('nobody is sent anywhere but to our first page', async () => {
    await aMember();
    const { headers } = await api.api.server.inject('/sign-in/oidc?return_to=https://evil.example');
    const location = String(headers.location);
    expect(new URL(location).origin).toBe(provider.issuer);
    const back = new URL(`${(await provider.visit(location)).href}&return_to=https://evil.example`);
    const ended = await finish(back, cookiesOf(headers));
    expect([ended.status, ended.location]).toEqual([303, '/']);
  });
});

test('its keys are asked for once, and again only when it signs with a new one', async () => {
  await aMember();
  await signIn();
  const before = provider.keyRequests;
  await signIn();
  await signIn();
  expect(provider.keyRequests).toBe(before);
  await provider.rotateKeys();
  expect((await signIn()).status).toBe(303);
  expect(provider.keyRequests).toBe(before + 1);
});

test('while it is away that is said in clear words, and links still sign in', async () => {
  const away = await TestProvider.start(publicUrl);
  const server = await startTestApi({ settings: away.settings });
  await away.stop();
  const page = await server.api.server.inject({ url: '/sign-in/oidc', headers: { accept: 'text/html' } });
  expect(page.statusCode).toBe(503);
  expect(page.body).toContain('You can sign in by a mailed link.');
  expect(page.body).toContain('<a href="/sign-in">');
  const cookie = await server.signedIn('ADMIN', null);
  expect((await server.graphql('{ viewer { id } }', {}, cookie)).data?.['viewer']).not.toBeNull();
  // Nothing of the failure is kept: as soon as it is back, it serves.
  await away.start();
  const begun = await start(server.api);
  expect(begun.status).toBe(303);
  away.person = { sub: 'x', email: 'admin-1@example.org', email_verified: true };
  const back = await away.visit(begun.location);
  await away.stop();
  expect(await finish(back, begun.cookie, server.api)).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
  await server.close();
});

test('the page shows the way in where it is set, and there is none elsewhere', async () => {
  expect((await api.api.server.inject('/sign-in')).body).toContain('href="/sign-in/oidc"');
  const without = await startTestApi();
  expect((await without.api.server.inject('/sign-in')).body).not.toContain('oidc');
  expect((await without.api.server.inject('/sign-in/oidc')).statusCode).toBe(404);
  await without.close();
});

test('answers to what was begun are limited by address: beyond it some wait, and others are refused', async () => {
  const limited = await startTestApi({ settings: provider.settings });
  const { cookie } = await start(limited.api);
  const back = new URL(`${publicUrl}/sign-in/oidc/callback?code=x`);
  const ask = async (from = cookie) => (await finish(back, from, limited.api)).status;
  expect(new Set(await Promise.all(Array.from({ length: 90 }, () => ask(''))))).toEqual(new Set([401]));
  const answers = await Promise.all(Array.from({ length: 90 }, () => ask()));
  expect(answers.filter((status) => status === 429)).toHaveLength(5);
  expect(await ask()).toBe(401);
  await limited.close();
});
