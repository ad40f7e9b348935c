import { createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
});
afterAll(() => api.close());
beforeEach(() => {
  api.setTime('2026-11-24T09:00:00Z');
});

async function anAccount(): Promise<string> {
  const email = `${randomUUID()}@example.org`;
  await grantRole(api.operator, { email, role: 'ADMIN', eventId: null });
  return email;
}

async function aLink(email: string): Promise<string> {
  return new URL(await createSignInLinkFor(api.operator, email)).hash.slice(1);
}

async function signedIn(email: string): Promise<string> {
  return `plenary=${await signIn(api.operator, await aLink(email))}`;
}

const page = z.object({
  viewer: z.object({
    sessions: z.array(z.looseObject({ id: z.string() })),
    links: z.array(z.looseObject({ id: z.string() })),
  }),
});

async function account(cookie: string) {
  const document = `{ viewer { sessions { id method authenticatedAt createdAt lastSeenAt current }
    links { id purpose createdAt expiresAt usedAt revokedAt } } }`;
  return page.parse((await api.graphql(document, {}, cookie)).data).viewer;
}

const isSignedIn = async (cookie: string): Promise<boolean> =>
  (await api.graphql('{ viewer { id } }', {}, cookie)).data?.['viewer'] !== null;

const endSession = 'mutation ($id: ID!) { endAccountSession(input: { sessionId: $id }) }';
const revokeLink = 'mutation ($id: ID!) { revokeLink(input: { linkId: $id }) }';

test('an account sees where it is signed in, and ends one of them', async () => {
  const email = await anAccount();
  const desk = await signedIn(email);
  api.setTime('2026-11-24T10:00:00Z');
  const phone = await signedIn(email);
  const { sessions } = await account(phone);
  const at = (createdAt: string, lastSeenAt: string, current: boolean) => ({
    id: expect.any(String),
    method: 'LINK',
    authenticatedAt: createdAt,
    createdAt,
    lastSeenAt,
    current,
  });
  const [nine, ten] = ['2026-11-24T09:00:00.000Z', '2026-11-24T10:00:00.000Z'];
  expect(sessions).toEqual([at(ten, ten, true), at(nine, nine, false)]);
  const [onPhone, onDesk] = await Promise.all([api.connect(phone), api.connect(desk)]);
  expect(await Promise.all([onPhone.acknowledged, onDesk.acknowledged])).toEqual([true, true]);
  expect((await api.graphql(endSession, { id: sessions[1]?.id }, phone)).data).toEqual({
    endAccountSession: true,
  });
  expect(await onDesk.closed).toEqual([4403, 'Sign-in has changed']);
  expect([await isSignedIn(desk), await isSignedIn(phone)]).toEqual([false, true]);
  expect((await account(phone)).sessions).toEqual([at(ten, ten, true)]);
  onPhone.close();
});

test('signing out everywhere ends every session and its sockets, of this account alone', async () => {
  const [email, bystander] = [await anAccount(), await signedIn(await anAccount())];
  const cookies = [await signedIn(email), await signedIn(email)];
  const sockets = await Promise.all(cookies.map((cookie) => api.connect(cookie)));
  for (const socket of sockets) expect(await socket.acknowledged).toBe(true);
  await api.graphql('mutation { signOutEverywhere }', {}, cookies[0]);
  for (const socket of sockets) expect((await socket.closed)[0]).toBe(4403);
  expect(await Promise.all([...cookies, bystander].map(isSignedIn))).toEqual([false, false, true]);
});

test('a sign-in is always a new session, and ends the one that the browser had', async () => {
  const email = await anAccount();
  const before = await signedIn(email);
  const response = await api.api.server.inject({
    method: 'POST',
    url: '/sign-in',
    headers: { cookie: before },
    payload: { token: await aLink(email) },
  });
  const after = String(response.headers['set-cookie']).split(';')[0] ?? '';
  expect(after).not.toBe(before);
  expect([await isSignedIn(before), await isSignedIn(after)]).toEqual([false, true]);
});

test('a session ends 12 hours after its last use, and after 7 days in any case', async () => {
  const cookie = await signedIn(await anAccount());
  api.setTime('2026-11-24T20:59:59Z');
  expect(await isSignedIn(cookie)).toBe(true);
  api.setTime('2026-11-25T08:59:58Z');
  expect(await isSignedIn(cookie)).toBe(true);
  api.setTime('2026-11-25T20:59:59Z');
  expect(await isSignedIn(cookie)).toBe(false);
  api.setTime('2026-11-24T09:00:00Z');
  const busy = await signedIn(await anAccount());
  for (let hour = 10; hour < 7 * 24; hour += 10) {
    api.setTime(new Date(Date.UTC(2026, 10, 24, 9 + hour)).toISOString());
    expect(await isSignedIn(busy)).toBe(true);
  }
  api.setTime('2026-12-01T09:00:00Z');
  expect(await isSignedIn(busy)).toBe(false);
});

test('an account sees its links, and revokes one: it does not work any more', async () => {
  const email = await anAccount();
  const cookie = await signedIn(email);
  const token = await aLink(email);
  const made = '2026-11-24T09:00:00.000Z';
  const link = {
    id: expect.any(String),
    purpose: 'SIGN_IN',
    createdAt: made,
    expiresAt: '2026-11-24T09:10:00.000Z',
    usedAt: null,
    revokedAt: null,
  };
  const { links } = await account(cookie);
  expect(links).toEqual([link, { ...link, usedAt: made }]);
  expect(JSON.stringify(links)).not.toContain(token);
  expect((await api.graphql(revokeLink, { id: links[0]?.id }, cookie)).data).toEqual({ revokeLink: true });
  expect((await account(cookie)).links).toEqual([
    { ...link, revokedAt: made },
    { ...link, usedAt: made },
  ]);
  await expect(signIn(api.operator, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

describe('refusals', () => {
  test.each([
    ['a session', endSession, 'sessions'],
    ['a link', revokeLink, 'links'],
  ] as const)(
    '%s of another account, one that never was, and one that is over are not found',
    async (_what, document, kind) => {
      const [own, theirs] = [await signedIn(await anAccount()), await signedIn(await anAccount())];
      const before = await account(theirs);
      const ids = [before[kind][0]?.id, '01a20cac-0000-7000-8000-000000000000', 'nonsense'];
      const answers = await Promise.all(ids.map((id) => api.graphql(document, { id }, own)));
      expect(answers.map(({ codes }) => codes)).toEqual([['NOT_FOUND'], ['NOT_FOUND'], ['NOT_FOUND']]);
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
      expect(await account(theirs)).toEqual(before);
      const id = (await account(own))[kind][0]?.id;
      await api.graphql(document, { id }, own);
      const again = await api.graphql(document, { id }, own);
      // Who has ended their own session is a stranger by now.
      expect(again.codes).toEqual([kind === 'sessions' ? 'UNAUTHENTICATED' : 'NOT_FOUND']);
    },
  );

  test('an account that signs in again and again must wait; its link stays', async () => {
    const email = await anAccount();
    for (let count = 0; count < 60; count += 1) await signedIn(email);
    const token = await aLink(email);
    const attempt = () => api.api.server.inject({ method: 'POST', url: '/sign-in', payload: { token } });
    const refused = await attempt();
    expect([refused.statusCode, refused.headers['retry-after'], refused.headers['set-cookie']]).toEqual([
      429,
      '600',
      undefined,
    ]);
    const where = { account: { email } };
    expect(await api.services.prisma.accountSession.count({ where })).toBe(60);
    api.setTime('2026-11-24T09:09:59Z');
    expect((await attempt()).statusCode).toBe(429);
    await expect(signedIn(await anAccount())).resolves.toMatch(/^plenary=/);
    // The link would be over with the wait: another is asked for.
    api.setTime('2026-11-24T09:10:00Z');
    expect(await signedIn(email)).toMatch(/^plenary=/);
  });
});
