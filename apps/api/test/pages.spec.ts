import { aPerson, aReleasedEvent } from '@plenary/testing';
import { aPublication, startTestApi, type TestApi } from '@plenary/testing/api';
import type { EventCtx } from '@plenary/platform';

let api: TestApi;
let ctx: EventCtx;
let sessionId: string;
let personId: string;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
  const people = [
    aPerson('tanaka'),
    aPerson('smith', { biography: { en: 'Served in the field.', ja: '現場で勤務した。' }, mayPublish: true }),
  ];
  ctx = await aReleasedEvent(api.operator, {
    people,
    event: { title: { en: 'Meeting', ja: '会合' }, languages: ['en', 'ja'] },
  });
  const of = { where: { eventId: ctx.event.id, key: 'keynote' } };
  sessionId = (await ctx.db.session.findFirstOrThrow(of)).id;
  personId = (await ctx.db.person.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'smith' } })).id;
});
afterAll(() => api.close());

function get(path: string, headers: Record<string, string> = {}) {
  return api.api.server.inject({ url: `/events/${ctx.event.slug}${path}`, headers });
}

const heading = (body: string): string => /<h1[^>]*>([^<]*)</.exec(body)?.[1] ?? '';
const links = (body: string): string[] => [...body.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');

test('the page of a session names when, where, who, and leads up to its place in the program', async () => {
  const { body } = await get(`/sessions/${sessionId}`);
  expect(links(body)).toEqual(
    expect.arrayContaining([
      `/events/${ctx.event.slug}`,
      `/events/${ctx.event.slug}#session-${sessionId}`,
      `/events/${ctx.event.slug}/people/${personId}`,
      `/events/${ctx.event.slug}/program.ics?session=${sessionId}`,
    ]),
  );
  expect(body).toContain('Colonel Alex Smith');
  expect(body).toContain('Keynote speaker');
});

test('the page of a person has what they agreed to be shown, in the language of the reader', async () => {
  const shown = async (language: string) => (await get(`/people/${personId}?language=${language}`)).body;
  expect(await shown('en')).toContain('Served in the field.');
  expect(await shown('ja')).toContain('現場で勤務した。');
  expect(await shown('fr')).toContain('<h2>Biographie</h2>');
  await ctx.db.person.update({
    where: { eventId_id: { eventId: ctx.event.id, id: personId } },
    data: { mayPublish: false },
  });
  const later = await aReleasedEvent(api.operator, { people: [aPerson('tanaka'), aPerson('smith')] });
  const { body } = await api.api.server.inject({
    url: `/events/${later.event.slug}/people/${
      (await later.db.person.findFirstOrThrow({ where: { eventId: later.event.id, key: 'smith' } })).id
    }`,
  });
  expect(body).not.toContain('Biography');
});

test('a page speaks the language of the address, else the browser’s, and what it leads to does too', async () => {
  expect(heading((await get('')).body)).toBe('Meeting');
  expect(heading((await get('', { 'accept-language': 'ja,en;q=0.5' })).body)).toBe('会合');
  const asked = await get('?language=ja', { 'accept-language': 'en' });
  expect(heading(asked.body)).toBe('会合');
  expect(links(asked.body)).toContain(`/events/${ctx.event.slug}/sessions/${sessionId}?language=ja`);
  expect((await get('?language=fr')).body).toContain('<html lang="fr">');
  expect((await get('?language=fr')).body).toContain('<h1 lang="en">Meeting</h1>');
});

test('a stranger’s browser keeps a page and asks again; nobody keeps what staff see', async () => {
  const first = await get('');
  expect([first.headers['cache-control'], first.headers['vary']]).toEqual([
    'private, no-cache',
    'Cookie, Accept-Language, Accept-Encoding',
  ]);
  const again = await get('', { 'if-none-match': String(first.headers['etag']) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const cookie = await api.signedIn('ORGANISER', ctx);
  const staff = await get('', { cookie });
  expect([staff.headers['cache-control'], staff.headers['etag']]).toEqual(['no-store', undefined]);
  expect(staff.body).toContain('run-book.pdf');
  expect((await get('')).body).not.toContain('run-book.pdf');
});

test('a page shows new minutes and a new release at once', async () => {
  const before = await get(`/sessions/${sessionId}`);
  expect(links(before.body).filter((href) => href.includes('/minutes/'))).toEqual([]);
  await aPublication(api, ctx);
  const after = await get(`/sessions/${sessionId}`);
  const record = links(after.body).filter((href) => href.includes('/minutes/'));
  expect(record).toEqual([`/events/${ctx.event.slug}/minutes/en#s1`]);
  const minutes = await api.api.server.inject({ url: `/events/${ctx.event.slug}/minutes/en` });
  expect(minutes.body).toContain('id="s1"');
});

test.each([
  ['/sessions/01a20cac-0000-7000-8000-000000000000', 'Session'],
  ['/people/01a20cac-0000-7000-8000-000000000000', 'Person'],
  ['/sessions/constructor', 'Session'],
])('%s is not found, in words', async (path, what) => {
  const answer = await get(`${path}?language=fr`, { accept: 'text/html' });
  expect(answer.statusCode).toBe(404);
  expect(heading(answer.body)).toBe('Cette page n’existe pas.');
  expect(answer.body).toContain(`${what} not found.`);
});
