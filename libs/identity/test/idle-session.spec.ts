import { authenticate, createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import { createTestBench, type TestBench } from '@plenary/testing';

const email = 'sitter@example.org';
const start = Date.parse('2026-11-24T09:00:00Z');
const hour = 3_600_000;

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench({ clock: true });
  await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
});
afterAll(() => bench.close());

/** Who a browser with the session is, at each of these hours since it signed in. */
async function kinds(hours: readonly number[], isUse: boolean): Promise<string[]> {
  bench.setTime(new Date(start).toISOString());
  const link = await createSignInLinkFor(bench.operator, email);
  const session = await signIn(bench.operator, new URL(link).hash.slice(1));
  const seen: string[] = [];
  for (const after of hours) {
    bench.setTime(new Date(start + after * hour).toISOString());
    const presented = { session, authorization: undefined, isUse };
    seen.push((await authenticate(bench.services, presented, 'test')).actor.kind);
  }
  return seen;
}

test('a session that is used goes on, for seven days at most', async () => {
  const daily = Array.from({ length: 17 }, (_, index) => (index + 1) * 11);
  expect(await kinds(daily, true)).toEqual([
    ...daily.filter((after) => after < 168).map(() => 'account'),
    ...daily.filter((after) => after >= 168).map(() => 'anonymous'),
  ]);
});

test('one that is only open somewhere ends after twelve hours, however often it is looked at', async () => {
  expect(await kinds([1, 6, 11, 11.9, 12.1], false)).toEqual([
    'account',
    'account',
    'account',
    'account',
    'anonymous',
  ]);
});
