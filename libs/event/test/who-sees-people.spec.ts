import type { EventCtx } from '@plenary/platform';
import { roles, type Role } from '@plenary/platform/access';
import { aPerson, aReleasedEvent } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';

/** Who sees which people of an event, and what of them (design: domain.md "By noun"). */

let api: TestApi;
let ctx: EventCtx;

beforeAll(async () => {
  api = await startTestApi();
  ctx = await aReleasedEvent(api.operator, {
    people: [
      aPerson('speaker', { email: 'speaker@example.org', needs: 'A lectern.' }),
      aPerson('guest', { email: 'guest@example.org' }),
    ],
    program: {
      sessions: [
        {
          key: 'talk',
          kind: 'KEYNOTE',
          title: { en: 'A talk' },
          startsAt: '2026-11-24T10:00:00+09:00',
          endsAt: '2026-11-24T11:00:00+09:00',
          languages: ['en'],
          appearances: [{ person: 'speaker', role: 'KEYNOTE' }],
        },
      ],
    },
  });
});
afterAll(() => api.close());

const idOf = async (key: string): Promise<string> =>
  (await ctx.db.person.findFirstOrThrow({ where: { eventId: ctx.event.id, key } })).id;

const seeEverybody: readonly Role[] = ['ORGANISER', 'REGISTRAR'];

test.each(roles.filter((role) => role !== 'ADMIN'))('%s', async (role) => {
  const cookie = await api.signedIn(role, ctx);
  const list = `query ($slug: String!) { event(slug: $slug) { people { nodes { id } } } }`;
  const { data } = await api.graphql(list, { slug: ctx.event.slug }, cookie);
  const seen = seeEverybody.includes(role)
    ? [await idOf('guest'), await idOf('speaker')]
    : [await idOf('speaker')];
  expect(data).toEqual({ event: { people: { nodes: seen.map((id) => ({ id })) } } });

  const one = `query ($slug: String!, $id: ID!) { event(slug: $slug) { person(id: $id) { email needs } } }`;
  const variables = { slug: ctx.event.slug, id: await idOf('speaker') };
  const { codes, data: read } = await api.graphql(one, variables, cookie);
  if (role === 'ORGANISER')
    expect(read).toEqual({ event: { person: { email: 'speaker@example.org', needs: 'A lectern.' } } });
  else if (role === 'PROGRAM_EDITOR')
    expect(read).toEqual({ event: { person: { email: null, needs: null } } });
  else expect(codes).toEqual(['FORBIDDEN']);
});

test('who edits the program changes an address without being told the one that stands', async () => {
  const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
  const document = `mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { email version } }`;
  const input = {
    event: ctx.event.slug,
    personId: await idOf('guest'),
    version: 1,
    email: 'new@example.org',
  };
  const changed = await api.graphql(document, { input }, cookie);
  expect(changed.data).toEqual({ updatePerson: { email: null, version: 2 } });
  const stale = await api.graphql(document, { input: { ...input, email: 'other@example.org' } }, cookie);
  expect(stale.codes).toEqual(['STALE_VERSION']);
  expect(stale.body).not.toContain('new@example.org');
});
