import { createSignInLinkFor, grantRole } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { anEvent } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { TestProvider } from '@plenary/testing/oidc';

const email = 'organiser@example.org';
const create = `mutation { createApiToken(input: { name: "x", scopes: [EVENT_VIEW], expiresAt: "2027-01-01T00:00:00Z" }) { token { id } } }`;
const grant = `mutation ($slug: String!) { grantRole(input: { event: $slug, email: "new@example.org", role: DOOR }) }`;

let provider: TestProvider;
let api: TestApi;
let event: EventCtx;

beforeAll(async () => {
  provider = await TestProvider.start('http://127.0.0.1:3000');
  api = await startTestApi({ clock: true, settings: provider.settings });
  event = await anEvent(api.operator);
  await grantRole(api.operator, { email, role: 'ORGANISER', eventId: event.event.id });
  provider.person = { sub: 'organiser', email, email_verified: true };
});
afterAll(async () => {
  await api.close();
  await provider.stop();
});

const pairOf = (line: unknown): string => String(line).split(';')[0] ?? '';

async function byOidc(): Promise<string> {
  const start = await api.api.server.inject('/sign-in/oidc');
  const back = await provider.visit(String(start.headers.location));
  const cookie = pairOf(start.headers['set-cookie']);
  const end = await api.api.server.inject({ url: `${back.pathname}${back.search}`, headers: { cookie } });
  return pairOf([end.headers['set-cookie']].flat().at(-1));
}

async function byLink(at: TestApi = api, address = email): Promise<string> {
  const token = new URL(await createSignInLinkFor(at.operator, address)).hash.slice(1);
  const response = await at.api.server.inject({ method: 'POST', url: '/sign-in', payload: { token } });
  return pairOf(response.headers['set-cookie']);
}

async function counts(at: TestApi = api) {
  const { apiToken, roleGrant, account } = at.services.prisma;
  return [await apiToken.count(), await roleGrant.count(), await account.count()];
}

test('a sign-in by a link is too weak, and the client learns what helps', async () => {
  const cookie = await byLink();
  const before = await counts();
  for (const answer of [
    await api.graphql(create, {}, cookie),
    await api.graphql(grant, { slug: event.event.slug }, cookie),
  ]) {
    expect(answer.codes).toEqual(['FORBIDDEN']);
    expect(answer.extensions).toEqual({ code: 'FORBIDDEN', stepUp: 'OIDC' });
  }
  expect(await counts()).toEqual(before);
  // Who may not do it at all is not sent to sign in again.
  await grantRole(api.operator, { email: 'door@example.org', role: 'DOOR', eventId: event.event.id });
  const door = await byLink(api, 'door@example.org');
  expect((await api.graphql(grant, { slug: event.event.slug }, door)).extensions).toEqual({
    code: 'FORBIDDEN',
  });
});

test('a sign-in by OIDC is enough for 12 hours', async () => {
  const start = new Date();
  const after = (hours: number): void => {
    api.setTime(new Date(start.getTime() + hours * 3_600_000).toISOString());
  };
  after(0);
  const cookie = await byOidc();
  expect((await api.graphql(create, {}, cookie)).codes).toEqual([]);
  expect((await api.graphql(grant, { slug: event.event.slug }, cookie)).codes).toEqual([]);
  after(11.9);
  expect((await api.graphql(create, {}, cookie)).codes).toEqual([]);
  after(12.1);
  const before = await counts();
  expect((await api.graphql(create, {}, cookie)).extensions).toEqual({ code: 'FORBIDDEN', stepUp: 'OIDC' });
  // The session itself goes on.
  expect((await api.graphql('{ viewer { email } }', {}, cookie)).data).toEqual({ viewer: { email } });
  expect(await counts()).toEqual(before);
  after(0);
});

test('what counts is when the provider has asked its person, not when it sent them back', async () => {
  api.setTime(new Date().toISOString());
  const asked = Math.floor(Date.now() / 1_000) - 13 * 3_600;
  provider.fault = { claims: { auth_time: asked } };
  const cookie = await byOidc();
  provider.fault = {};
  const { data } = await api.graphql(
    '{ viewer { sessions { method authenticatedAt current } } }',
    {},
    cookie,
  );
  expect(data).toEqual({
    viewer: {
      sessions: expect.arrayContaining([
        { method: 'OIDC', authenticatedAt: new Date(asked * 1_000).toISOString(), current: true },
      ]),
    },
  });
  expect((await api.graphql(create, {}, cookie)).extensions).toEqual({ code: 'FORBIDDEN', stepUp: 'OIDC' });
});

test('outside of the demo no click is enough', async () => {
  const cookie = await byLink();
  expect((await api.graphql('mutation { confirmIdentity }', {}, cookie)).codes).toEqual(['FORBIDDEN']);
  expect((await api.graphql(create, {}, cookie)).codes).toEqual(['FORBIDDEN']);
});

test('where there is no provider, only the command line does it', async () => {
  const without = await startTestApi();
  const cookie = await without.signedIn('ADMIN', null);
  const before = await counts(without);
  expect((await without.graphql(create, {}, cookie)).extensions).toEqual({
    code: 'FORBIDDEN',
    stepUp: 'COMMAND_LINE',
  });
  expect(await counts(without)).toEqual(before);
  await without.close();
});

test('in the demo a second click is enough, for ten minutes', async () => {
  const demo = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
  const cookie = await demo.signedIn('ADMIN', null);
  const other = await byLink(demo, 'admin-1@example.org');
  const refused = { code: 'FORBIDDEN', stepUp: 'CONFIRM' };
  expect((await demo.graphql(create, {}, cookie)).extensions).toEqual(refused);
  expect((await demo.graphql('mutation { confirmIdentity }', {}, cookie)).data).toEqual({
    confirmIdentity: true,
  });
  expect((await demo.graphql(create, {}, cookie)).codes).toEqual([]);
  // It is the session that was confirmed, not the account.
  expect((await demo.graphql(create, {}, other)).extensions).toEqual(refused);
  demo.setTime('2026-11-24T09:09:59Z');
  expect((await demo.graphql(create, {}, cookie)).codes).toEqual([]);
  demo.setTime('2026-11-24T09:10:00Z');
  expect((await demo.graphql(create, {}, cookie)).extensions).toEqual(refused);
  expect((await demo.graphql('mutation { confirmIdentity }')).codes).toEqual(['UNAUTHENTICATED']);
  await demo.close();
});
