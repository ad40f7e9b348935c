import { createTestBench, type TestBench } from '@plenary/testing';
import {
  createApiToken,
  createSignInLinkFor,
  grantRole,
  requestSignInLink,
  requireAccount,
  revokeAnyApiToken,
  signIn,
  signOut,
  authenticate,
} from '@plenary/identity';
import { identityNoun } from '@plenary/identity/noun';

const email = 'keeper@example.org';
const start = Date.parse('2026-11-24T09:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench({ clock: true });
  await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
});
afterAll(() => bench.close());

function at(sinceStart: number): void {
  bench.setTime(new Date(start + sinceStart).toISOString());
}

/** What the clock asks for, as the worker does it. */
async function forget(): Promise<void> {
  for (const { job } of identityNoun.schedules) {
    const handler = identityNoun.handlers.find(({ type }) => type.name === job.name);
    const run = { id: '', claim: '', signal: new AbortController().signal, isLastAttempt: false };
    if (handler === undefined) throw new Error(`Nobody handles ${job.name}`);
    await handler.run(bench.operator, {}, run);
  }
}

/** How many are kept when the time comes, just before and just after it. */
async function around(instant: number, count: () => Promise<number>): Promise<[number, number]> {
  at(instant);
  await forget();
  const before = await count();
  at(instant + 1);
  await forget();
  return [before, await count()];
}

async function aSession(): Promise<string> {
  return signIn(bench.operator, new URL(await createSignInLinkFor(bench.operator, email)).hash.slice(1));
}

async function aToken(days: number): Promise<string> {
  const { id } = await requireAccount(bench.operator, email);
  const expiresAt = new Date(bench.services.clock.now().getTime() + days * day);
  const values = { name: 'x', scopes: ['event.view'], expiresAt };
  return (await createApiToken(bench.operator, { ...values, accountId: id })).secret;
}

test('a session is forgotten 30 days after its end, however it ended', async () => {
  const count = () => bench.services.prisma.accountSession.count();
  at(0);
  await aSession();
  const idle = 12 * 60 * minute;
  expect(await around(idle + 30 * day, count)).toEqual([1, 0]);
  at(0);
  const secret = await aSession();
  await signOut(await authenticate(bench.services, { session: secret, authorization: undefined }, 'test'));
  expect(await around(30 * day, count)).toEqual([1, 0]);
});

test('a token is forgotten 30 days after it was revoked or is over', async () => {
  const count = () => bench.services.prisma.apiToken.count();
  at(0);
  await aToken(1);
  await revokeAnyApiToken(bench.operator, { token: await aToken(300) });
  await aToken(366);
  expect(await around(30 * day, count)).toEqual([3, 2]);
  expect(await around(31 * day, count)).toEqual([2, 1]);
  expect(await around(396 * day, count)).toEqual([1, 0]);
});

test('a link is forgotten 30 days after it was used up or is over', async () => {
  await bench.services.prisma.link.deleteMany();
  const count = () => bench.services.prisma.link.count();
  at(0);
  await aSession();
  await createSignInLinkFor(bench.operator, email);
  expect(await around(30 * day, count)).toEqual([2, 1]);
  expect(await around(30 * day + 10 * minute, count)).toEqual([1, 0]);
});

test('a request for a link that came to nothing is forgotten after a day', async () => {
  at(0);
  await requestSignInLink(bench.operator, { email: 'somebody@example.org' });
  expect(await around(day, () => bench.services.prisma.signInRequest.count())).toEqual([1, 0]);
});
