import { createSignInLinkFor, grantRole as grantByOperator, signIn } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { aReleasedEvent, anEvent, statementsOf } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';

let api: TestApi;
let event: EventCtx;
let other: EventCtx;
/** Signed in and confirmed. */
let organiser: string;
let admin: string;

beforeAll(async () => {
  api = await startTestApi({ settings: { DEMO: 'on' } });
  event = await aReleasedEvent(api.operator);
  other = await aReleasedEvent(api.operator);
  organiser = await api.signedIn('ORGANISER', event);
  admin = await api.signedIn('ADMIN', null);
  for (const cookie of [organiser, admin]) await api.graphql('mutation { confirmIdentity }', {}, cookie);
});
afterAll(() => api.close());

const organiserEmail = 'organiser-1@example.org';
const adminEmail = 'admin-2@example.org';
const grant = 'mutation ($input: RoleInput!) { grantRole(input: $input) }';
const revoke = 'mutation ($input: RoleInput!) { revokeRole(input: $input) }';
const inEvent = (email: string, role: string, slug = event.event.slug) => ({
  input: { event: slug, email, role },
});

async function signedIn(email: string): Promise<string> {
  const link = await createSignInLinkFor(api.operator, email);
  return `plenary=${await signIn(api.operator, new URL(link).hash.slice(1))}`;
}

const grants = () =>
  api.services.prisma.roleGrant.findMany({ orderBy: { id: 'asc' }, omit: { createdAt: true } });

test('an organiser gives a role in the event, and takes it back; both stand in its audit log', async () => {
  const email = 'helper@example.org';
  const { slug } = event.event;
  expect((await api.graphql(grant, inEvent(email, 'PROGRAM_EDITOR'), organiser)).data).toEqual({
    grantRole: true,
  });
  expect((await api.graphql(grant, inEvent(email, 'PROGRAM_EDITOR'), organiser)).data).toEqual({
    grantRole: false,
  });
  const holders = 'query ($slug: String!) { event(slug: $slug) { roleHolders { email role } } }';
  expect((await api.graphql(holders, { slug }, organiser)).data).toEqual({
    event: {
      roleHolders: [
        { email, role: 'PROGRAM_EDITOR' },
        { email: organiserEmail, role: 'ORGANISER' },
      ],
    },
  });
  const helper = await signedIn(email);
  expect((await api.graphql(holders, { slug }, helper)).codes).toEqual(['FORBIDDEN']);
  const held = await api.graphql('{ viewer { roles { role event } } }', {}, helper);
  expect(held.data).toEqual({ viewer: { roles: [{ role: 'PROGRAM_EDITOR', event: slug }] } });
  expect((await api.graphql(revoke, inEvent(email, 'PROGRAM_EDITOR'), organiser)).data).toEqual({
    revokeRole: true,
  });
  expect((await api.graphql('{ viewer { roles { role } } }', {}, helper)).data).toEqual({
    viewer: { roles: [] },
  });

  const { id } = await api.services.prisma.account.findUniqueOrThrow({ where: { email } });
  const log = `query ($slug: String!) { event(slug: $slug) { auditLog(first: 2) { nodes { action actorKind subjectId before after } } } }`;
  const role = JSON.stringify({ role: 'PROGRAM_EDITOR', eventId: event.event.id });
  const nodes = (await api.graphql(log, { slug }, organiser)).data;
  expect(nodes).toEqual({
    event: {
      auditLog: {
        nodes: [
          {
            action: 'revokeRole',
            actorKind: 'account',
            subjectId: id,
            before: expect.any(String),
            after: null,
          },
          {
            action: 'grantRole',
            actorKind: 'account',
            subjectId: id,
            before: null,
            after: expect.any(String),
          },
        ],
      },
    },
  });
  const entries = await api.services.prisma.auditEntry.findMany({
    where: { subjectId: id, eventId: event.event.id },
  });
  expect(entries.map(({ before, after }) => before ?? after)).toEqual([JSON.parse(role), JSON.parse(role)]);
});

test('six at once give roles to a new address, and each is given', async () => {
  const email = 'wanted@example.org';
  const roles = ['PROGRAM_EDITOR', 'REGISTRAR', 'DOOR', 'MODERATOR', 'MINUTES_EDITOR', 'VIEWER'];
  const answers = await Promise.all(roles.map((role) => api.graphql(grant, inEvent(email, role), organiser)));
  expect(answers.map(({ data, codes }) => [data, codes])).toEqual(roles.map(() => [{ grantRole: true }, []]));
  const given = await api.services.prisma.roleGrant.findMany({ where: { account: { email } } });
  expect(new Set(given.map(({ role }) => role))).toEqual(new Set(roles));
});

test('an address of letters beyond ASCII is one account, in whatever form it is typed', async () => {
  const forms = ['JOSÉ@bücher.example', 'jose\u0301@xn--bcher-kva.example', 'José@BU\u0308CHER.example'];
  for (const [number, form] of forms.entries()) {
    const { data } = await api.graphql(grant, inEvent(form, 'DOOR'), organiser);
    expect(data).toEqual({ grantRole: number === 0 });
  }
  const { prisma } = api.services;
  expect(
    await prisma.account.findMany({ where: { email: { contains: 'jos' } }, select: { email: true } }),
  ).toEqual([{ email: 'josé@xn--bcher-kva.example' }]);
  for (const form of forms) {
    const cookie = await signedIn(form);
    expect((await api.graphql('{ viewer { email } }', {}, cookie)).data).toEqual({
      viewer: { email: 'josé@xn--bcher-kva.example' },
    });
  }
});

test('a role that is taken ends what its account has open', async () => {
  const email = 'watcher@example.org';
  await api.graphql(grant, inEvent(email, 'MODERATOR'), organiser);
  const socket = await api.connect(await signedIn(email));
  expect(await socket.acknowledged).toBe(true);
  await api.graphql(revoke, inEvent(email, 'MODERATOR'), organiser);
  expect(await socket.closed).toEqual([4403, 'Sign-in has changed']);
});

test('an administrator gives roles anywhere, themselves too, and makes other administrators', async () => {
  const slug = other.event.slug;
  expect((await api.graphql(grant, inEvent(adminEmail, 'ORGANISER', slug), admin)).data).toEqual({
    grantRole: true,
  });
  const make = 'mutation ($email: String!) { grantAdministrator(input: { email: $email }) }';
  const unmake = 'mutation ($email: String!) { revokeAdministrator(input: { email: $email }) }';
  const email = 'second@example.org';
  expect((await api.graphql(make, { email }, admin)).data).toEqual({ grantAdministrator: true });
  const second = await signedIn(email);
  await api.graphql('mutation { confirmIdentity }', {}, second);
  expect((await api.graphql(unmake, { email: adminEmail }, second)).data).toEqual({
    revokeAdministrator: true,
  });
  expect((await api.graphql(make, { email: adminEmail }, admin)).codes).toEqual(['FORBIDDEN']);
  expect((await api.graphql(make, { email: adminEmail }, second)).data).toEqual({ grantAdministrator: true });
});

describe('refusals', () => {
  test.each<[string, () => string | undefined, string, () => object, string]>([
    ['a stranger', () => undefined, grant, () => inEvent('x@example.org', 'VIEWER'), 'UNAUTHENTICATED'],
    [
      'an organiser to themselves',
      () => organiser,
      grant,
      () => inEvent(organiserEmail, 'MODERATOR'),
      'FORBIDDEN',
    ],
    [
      'an organiser to themselves, in capitals',
      () => organiser,
      grant,
      () => inEvent(organiserEmail.toUpperCase(), 'MODERATOR'),
      'FORBIDDEN',
    ],
    [
      'an administrator of one event',
      () => organiser,
      grant,
      () => inEvent('x@example.org', 'ADMIN'),
      'BAD_INPUT',
    ],
    ['no address', () => organiser, grant, () => inEvent('x', 'VIEWER'), 'BAD_INPUT'],
    [
      'two addresses',
      () => organiser,
      grant,
      () => inEvent('x@example.org, y@example.org', 'VIEWER'),
      'BAD_INPUT',
    ],
    ['a role there is not', () => organiser, grant, () => inEvent('x@example.org', 'KING'), 'BAD_INPUT'],
    [
      'the event of others',
      () => organiser,
      grant,
      () => inEvent('x@example.org', 'VIEWER', other.event.slug),
      'NOT_FOUND',
    ],
    [
      'an event that never was',
      () => organiser,
      grant,
      () => inEvent('x@example.org', 'VIEWER', 'x'),
      'NOT_FOUND',
    ],
    ['a role that nobody holds', () => organiser, revoke, () => inEvent(organiserEmail, 'DOOR'), 'NOT_FOUND'],
    ['a role of nobody', () => organiser, revoke, () => inEvent('nobody@example.org', 'DOOR'), 'NOT_FOUND'],
  ])('%s', async (_what, who, document, variables, code) => {
    const before = [await grants(), await api.services.prisma.account.count()];
    expect((await api.graphql(document, { ...variables() }, who())).codes).toEqual([code]);
    expect([await grants(), await api.services.prisma.account.count()]).toEqual(before);
  });
});

test('the list of who holds roles costs the same for one and for three', async () => {
  const holders = 'query ($slug: String!) { event(slug: $slug) { roleHolders { email role since } } }';
  const cost = async (count: number): Promise<number> => {
    const { event: made } = await anEvent(api.operator);
    for (let held = 0; held < count; held += 1)
      await grantByOperator(api.operator, {
        email: `holder-${String(held)}@example.org`,
        role: 'DOOR',
        eventId: made.id,
      });
    await api.graphql(holders, { slug: made.slug }, admin);
    return (await statementsOf(() => api.graphql(holders, { slug: made.slug }, admin))).length;
  };
  const forOne = await cost(1);
  // The session with account and roles; the event with its series; the grants with their accounts.
  expect(forOne).toBeLessThanOrEqual(7);
  expect(await cost(3)).toBe(forOne);
});
