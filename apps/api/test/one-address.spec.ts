import { randomUUID } from 'node:crypto';
import { createSignInLinkFor, grantRole } from '@plenary/identity';
import { aReleasedEvent, createTestBench } from '@plenary/testing';
import { aPart, aToken, headersOf, startTestApi, type TestApi } from '@plenary/testing/api';
import { createApi, type Api } from '../src/api-server.js';
import { TestProvider } from '@plenary/testing/oidc';

/** A hall of guests, one of whom sends junk. */
const hall = '192.0.2.1';

let bench: TestApi;
/** One that knows of no junk yet. */
let api: Api;

beforeAll(async () => {
  bench = await startTestApi({ settings: { DEMO: 'on' } });
});
afterAll(() => bench.close());
beforeEach(async () => {
  api = await createApi(bench.services);
});
afterEach(() => api.close());

async function signIn(token: string, remoteAddress = hall): Promise<number> {
  const options = { method: 'POST', url: '/sign-in', payload: { token }, remoteAddress } as const;
  return (await api.server.inject(options)).statusCode;
}

/** What a document is answered, or the code of what refuses it. */
async function ask(query: string, caller?: string): Promise<unknown> {
  const response = await api.server.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept: 'application/json', ...headersOf(caller) },
    payload: { query },
    remoteAddress: hall,
  });
  const { data, errors = [] } = response.json();
  return errors[0]?.extensions.code ?? data;
}

async function aSecret(): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
  return new URL(await createSignInLinkFor(bench.operator, email)).hash.slice(1);
}

test('a live link signs in and opens where an address has sent junk, as often as there are live ones', async () => {
  const part = (await aPart(await aReleasedEvent(bench.operator))).split('=')[1] ?? '';
  const junk: number[] = [];
  for (let count = 0; count < 62; count += 1) junk.push(await signIn(`junk${String(count)}`));
  expect(junk).toEqual([...Array<number>(60).fill(401), 429, 429]);
  expect(await signIn(part)).toBe(204);
  const secrets: string[] = [];
  for (let count = 0; count < 5; count += 1) secrets.push(await aSecret());
  for (const secret of secrets) expect(await signIn(secret)).toBe(204);
  expect([await signIn('part.junk'), await signIn('junk', '192.0.2.2')]).toEqual([429, 401]);
});

test('whoever has a network of IPv6 has one address, however many they use of it', async () => {
  const from = (count: number): string => `2001:db8:1:2::${count.toString(16)}`;
  const junk: number[] = [];
  for (let count = 0; count < 62; count += 1) junk.push(await signIn('junk', from(count)));
  expect(junk).toEqual([...Array<number>(60).fill(401), 429, 429]);
  expect([await signIn('junk', '2001:db8:1:3::1'), await signIn('junk', '::ffff:192.0.2.1')]).toEqual([
    401, 401,
  ]);
});

test('a hall that signs in with live links has no limit, and one link has', async () => {
  const part = (await aPart(await aReleasedEvent(bench.operator))).split('=')[1] ?? '';
  const opened: number[] = [];
  for (let count = 0; count < 62; count += 1) opened.push(await signIn(part));
  expect(opened).toEqual([...Array<number>(61).fill(204), 429]);
  expect(await signIn(await aSecret())).toBe(204);
  expect(await signIn('junk')).toBe(401);
});

test('a live token is taken where others are wrong', async () => {
  const token = await aToken(bench, await bench.signedIn('ADMIN', null), ['account'], null);
  const junk: unknown[] = [];
  for (let count = 0; count < 31; count += 1)
    junk.push(await ask('{ viewer { id } }', 'Bearer plenary_junk'));
  expect(junk).toEqual([...Array<string>(30).fill('UNAUTHENTICATED'), 'RATE_LIMITED']);
  expect(await ask('{ viewer { tokens { name } } }', token)).toEqual({
    viewer: { tokens: [{ name: 'matrix' }] },
  });
});

test('documents that are refused count against who sends them, signed in or not', async () => {
  const [good, noisy] = [await bench.signedIn('ADMIN', null), await bench.signedIn('ADMIN', null)];
  const token = await aToken(bench, good, ['account'], null);
  const part = await aPart(await aReleasedEvent(bench.operator));
  expect(await ask('{ known: __typename }', good)).toEqual({ known: 'Query' });
  for (const flooder of [undefined, noisy]) {
    const name = flooder === undefined ? 's' : 'g';
    for (let count = 0; count < 520; count += 1)
      await ask(`{ ${name}${String(count)}: __typename }`, flooder);
    for (let count = 0; count < 305; count += 1) await ask(`{ junk${String(count)} }`, flooder);
    expect(await ask('{ unknown: __typename }', flooder)).toBe('RATE_LIMITED');
    expect(await ask('{ known: __typename }', flooder)).toEqual({ known: 'Query' });
  }
  // Each of them has ones that nobody has sent before.
  for (const [name, caller] of Object.entries({ good, token, part }))
    expect(await ask(`{ ${name}: __typename }`, caller)).toEqual({ [name]: 'Query' });
});

test('mails are asked for beyond the limit of an address, more slowly', async () => {
  const request = async (email: string) => {
    const response = await api.server.inject({
      method: 'POST',
      url: '/sign-in/request',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `email=${email}`,
      remoteAddress: hall,
    });
    return response.statusCode;
  };
  const flood = Array.from({ length: 175 }, (_, count) => request(`nobody${String(count)}@example.org`));
  const answers = await Promise.all(flood);
  expect([answers.slice(0, 160), answers.slice(160)]).toEqual([
    Array<number>(160).fill(200),
    Array<number>(15).fill(429),
  ]);
  expect(await request('somebody@example.org')).toBe(200);
});

test('answers of a provider that nobody waits for lock nobody out', async () => {
  const provider = await TestProvider.start('http://127.0.0.1:3000');
  const staff = await createTestBench({ database: bench.database, settings: provider.settings });
  const at = await createApi(staff.services);
  const answer = async (url: string, cookie = '') =>
    (await at.server.inject({ url, headers: { cookie }, remoteAddress: hall })).statusCode;
  const email = `${randomUUID()}@example.org`;
  await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
  provider.person = { sub: randomUUID(), email, email_verified: true };
  // More than go on and wait of those that were begun.
  const junk = Array.from({ length: 100 }, () => answer('/sign-in/oidc/callback?code=junk'));
  expect(new Set(await Promise.all(junk))).toEqual(new Set([401]));
  const begun = await at.server.inject({ url: '/sign-in/oidc', remoteAddress: hall });
  const cookie = String(begun.headers['set-cookie']).split(';')[0];
  // Those that were begun cost the provider something, and wait beyond the limit.
  for (let count = 0; count < 62; count += 1) await answer('/sign-in/oidc/callback?code=junk', cookie);
  const back = await provider.visit(String(begun.headers.location));
  expect(await answer(`${back.pathname}${back.search}`, cookie)).toBe(303);
  await at.close();
  await staff.close();
  await provider.stop();
});
