import { grantRole } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { aReleasedEvent } from '@plenary/testing';
import { aPublication, startTestApi, type TestApi } from '@plenary/testing/api';
import { rawRequest, type RawAnswer } from './raw-request.js';

/** Which headers each kind of answer has (design: safety.md 4): these, and no others but what describes the body. */

let api: TestApi;
/** The same installation behind TLS. */
let secure: TestApi;
let ports: readonly [plain: number, secure: number];
let event: EventCtx;
let ids: { readonly sessionId: string; readonly personId: string };
let cookie: string;
/** Its release is for its staff alone. */
let draft: EventCtx;

const listen = async ({ api: { server } }: TestApi): Promise<number> =>
  Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);

beforeAll(async () => {
  const oidc = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'x' };
  const settings = { DEMO: 'on', ...oidc };
  api = await startTestApi({ settings });
  secure = await startTestApi({
    database: api.database,
    settings: { ...api.settings, PUBLIC_URL: 'https://meetings.example.org' },
  });
  ports = [await listen(api), await listen(secure)];
  event = await aReleasedEvent(api.operator);
  await aPublication(api, event);
  ids = await event.db.appearance.findFirstOrThrow({ where: { eventId: event.event.id } });
  cookie = await api.signedIn('VIEWER', event);
  draft = await aReleasedEvent(api.operator);
  await aPublication(api, draft);
  await draft.db.event.update({ where: { id: draft.event.id }, data: { state: 'DRAFT' } });
  for (const [role, eventId] of [
    ['ADMIN', null],
    ['ORGANISER', event.event.id],
  ] as const)
    await grantRole(api.operator, { email: 'viewer-1@example.org', role, eventId });
});
afterAll(async () => {
  await secure.close();
  await api.close();
});

const none = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const page =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const minutes =
  "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const graphiql =
  /^default-src 'none'; script-src 'sha256-[\w+/]{43}=' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'$/;

const personal = { 'cache-control': 'no-store', vary: 'Cookie' };
/** As every stranger sees it, in the language of their browser. */
const strangers = {
  'cache-control': 'private, no-cache',
  vary: 'Cookie, Accept-Language, Accept-Encoding',
};
const current = { 'cache-control': 'no-cache', vary: 'Accept-Encoding' };
/** A file that not everybody may see. */
const staffs = { 'cache-control': 'no-store', vary: 'Cookie, Accept-Encoding' };
const fiveMinutes = { 'cache-control': 'public, max-age=300', vary: 'Accept-Encoding' };
const forGood = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'Accept-Encoding' };

interface Kind {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  readonly policy: string | RegExp;
  readonly cache: Readonly<Record<string, string>>;
}

const html = { accept: 'text/html' };
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** `EVENT` and `DRAFT` stand for the events' addresses, `SESSION` and `PERSON` for ids in the first. */
const kinds: readonly (readonly [name: string, kind: Kind])[] = [
  ['the first page', { path: '/', status: 200, policy: page, cache: personal }],
  ['a page', { path: 'EVENT', status: 200, policy: page, cache: strangers }],
  [
    'a page as staff see it',
    { path: 'EVENT', headers: { cookie: 'MINE' }, status: 200, policy: page, cache: personal },
  ],
  ['a session', { path: 'EVENT/sessions/SESSION', status: 200, policy: page, cache: strangers }],
  ['a person', { path: 'EVENT/people/PERSON', status: 200, policy: page, cache: strangers }],
  ['a personal page', { path: '/', headers: { cookie: 'MINE' }, status: 200, policy: page, cache: personal }],
  ['the demo mailbox', { path: '/mailbox', status: 200, policy: page, cache: personal }],
  ['the page of sign-in', { path: '/sign-in', status: 200, policy: page, cache: personal }],
  [
    'the page of a part without its link',
    { path: 'EVENT/part', headers: html, status: 401, policy: page, cache: personal },
  ],
  ['how to take part', { path: 'EVENT/register', status: 200, policy: page, cache: personal }],
  ['that one was written to', { path: 'EVENT/register/sent', status: 200, policy: page, cache: personal }],
  [
    'the page of a registration without its link',
    { path: 'EVENT/me', headers: html, status: 401, policy: page, cache: personal },
  ],
  ['the page of links', { path: '/link', status: 200, policy: page, cache: personal }],
  [
    'a click on a link that is none, from a form',
    {
      path: '/link',
      method: 'POST',
      headers: form,
      body: 'link=x',
      status: 401,
      policy: page,
      cache: personal,
    },
  ],
  [
    'a click of sign-in',
    {
      path: '/sign-in',
      method: 'POST',
      headers: json,
      body: '{"token":"x"}',
      status: 401,
      policy: none,
      cache: personal,
    },
  ],
  [
    'a request for a link',
    {
      path: '/sign-in/request',
      method: 'POST',
      headers: form,
      body: 'email=a%40example.org',
      status: 200,
      policy: page,
      cache: personal,
    },
  ],
  [
    'a sign-out: a redirect',
    {
      path: '/sign-out',
      method: 'POST',
      headers: form,
      body: '',
      status: 303,
      policy: none,
      cache: personal,
    },
  ],
  [
    'an answer of the provider',
    { path: '/sign-in/oidc/callback', status: 401, policy: none, cache: personal },
  ],
  [
    'a page to unsubscribe with a wrong token',
    { path: '/unsubscribe?token=x', headers: html, status: 404, policy: page, cache: personal },
  ],
  ['the current program as JSON', { path: 'EVENT/program.json', status: 200, policy: none, cache: current }],
  ['a release as JSON', { path: 'EVENT/program.json?release=1', status: 200, policy: none, cache: forGood }],
  ['a calendar', { path: 'EVENT/program.ics', status: 200, policy: none, cache: current }],
  ['the program on paper', { path: 'EVENT/program.pdf', status: 200, policy: none, cache: current }],
  ['the booklet', { path: 'EVENT/booklet.pdf', status: 200, policy: none, cache: current }],
  [
    'the run book',
    { path: 'EVENT/run-book.pdf', headers: { cookie: 'MINE' }, status: 200, policy: none, cache: personal },
  ],
  ['the schedule as XML', { path: 'EVENT/schedule.xml', status: 200, policy: none, cache: current }],
  ['the schedule as JSON', { path: 'EVENT/schedule.json', status: 200, policy: none, cache: current }],
  [
    'the draft as a table',
    { path: 'EVENT/draft.csv', headers: { cookie: 'MINE' }, status: 200, policy: none, cache: personal },
  ],
  [
    'the draft as a workbook',
    { path: 'EVENT/draft.xlsx', headers: { cookie: 'MINE' }, status: 200, policy: none, cache: personal },
  ],
  [
    'the event as a file',
    { path: 'EVENT/export.json', headers: { cookie: 'MINE' }, status: 200, policy: none, cache: personal },
  ],
  [
    'headings to fill in',
    { path: 'EVENT/template.csv', headers: { cookie: 'MINE' }, status: 200, policy: none, cache: personal },
  ],
  [
    'a workbook to fill in',
    { path: 'EVENT/template.xlsx', headers: { cookie: 'MINE' }, status: 200, policy: none, cache: personal },
  ],
  [
    'a photograph that is not there',
    { path: 'EVENT/people/x/photograph', status: 404, policy: none, cache: personal },
  ],
  [
    "one's own photograph, to a stranger",
    { path: 'EVENT/part/photograph', status: 401, policy: none, cache: personal },
  ],
  [
    "one's own material, to a stranger",
    { path: 'EVENT/part/materials/x', status: 401, policy: none, cache: personal },
  ],
  ['a material, to a stranger', { path: 'EVENT/materials/x', status: 401, policy: none, cache: personal }],
  ['the minutes', { path: 'EVENT/minutes/en', status: 200, policy: minutes, cache: fiveMinutes }],
  [
    'an artifact',
    { path: 'EVENT/minutes/en/1/minutes.pdf', status: 200, policy: minutes, cache: fiveMinutes },
  ],
  [
    'a manifest',
    { path: 'EVENT/minutes/en/1/manifest.json', status: 200, policy: minutes, cache: fiveMinutes },
  ],
  [
    'a page of a draft',
    { path: 'DRAFT', headers: { cookie: 'MINE' }, status: 200, policy: page, cache: personal },
  ],
  [
    'a release of a draft',
    {
      path: 'DRAFT/program.json?release=1',
      headers: { cookie: 'MINE' },
      status: 200,
      policy: none,
      cache: staffs,
    },
  ],
  [
    'a calendar of a draft',
    { path: 'DRAFT/program.ics', headers: { cookie: 'MINE' }, status: 200, policy: none, cache: staffs },
  ],
  [
    'minutes of a draft',
    { path: 'DRAFT/minutes/en', headers: { cookie: 'MINE' }, status: 200, policy: minutes, cache: staffs },
  ],
  [
    'an artifact of a draft',
    {
      path: 'DRAFT/minutes/en/1/minutes.pdf',
      headers: { cookie: 'MINE' },
      status: 200,
      policy: minutes,
      cache: staffs,
    },
  ],
  [
    'what a reader has already',
    {
      path: 'EVENT/program.json',
      headers: { 'if-none-match': '*' },
      status: 304,
      policy: none,
      cache: current,
    },
  ],
  [
    'the signing keys',
    { path: '/.well-known/plenary-signing-keys.json', status: 200, policy: none, cache: fiveMinutes },
  ],
  ['an asset', { path: '/assets/plenary.css', status: 200, policy: none, cache: current }],
  ['a script', { path: '/assets/open-link.js', status: 200, policy: none, cache: current }],
  ['the script of a part', { path: '/assets/part.js', status: 200, policy: none, cache: current }],
  ['the script of a form', { path: '/assets/register.js', status: 200, policy: none, cache: current }],
  ['what of a form is shown', { path: '/assets/shown-fields.js', status: 200, policy: none, cache: current }],
  ['the script of a program', { path: '/assets/program.js', status: 200, policy: none, cache: current }],
  ['GraphiQL', { path: '/graphiql', status: 200, policy: graphiql, cache: current }],
  [
    'an answer of GraphQL',
    {
      path: '/graphql',
      method: 'POST',
      headers: json,
      body: '{"query":"{ __typename }"}',
      status: 200,
      policy: none,
      cache: personal,
    },
  ],
  [
    'an answer of GraphQL from memory',
    {
      path: '/graphql',
      method: 'POST',
      headers: json,
      body: '{"query":"{ __typename }"}',
      status: 200,
      policy: none,
      cache: personal,
    },
  ],
  [
    'a refusal of GraphQL',
    {
      path: '/graphql',
      method: 'POST',
      headers: json,
      body: '{"query":"{"}',
      status: 200,
      policy: none,
      cache: personal,
    },
  ],
  [
    'a refused request',
    {
      path: '/graphql',
      method: 'POST',
      headers: form,
      body: 'a=b',
      status: 400,
      policy: none,
      cache: personal,
    },
  ],
  [
    'a refused upload',
    {
      path: '/uploads?purpose=transcript',
      method: 'POST',
      headers: { 'content-type': 'text/vtt' },
      body: 'WEBVTT',
      status: 401,
      policy: none,
      cache: personal,
    },
  ],
  ['an address that is not there', { path: '/never-was', status: 404, policy: none, cache: personal }],
  ['the same as a page', { path: '/never-was', headers: html, status: 404, policy: page, cache: personal }],
  [
    'an event that is not there',
    { path: '/events/never-was', headers: html, status: 404, policy: page, cache: personal },
  ],
  ['an address that is none', { path: '/%', headers: html, status: 400, policy: page, cache: personal }],
  [
    'an address that is too long',
    { path: `/events/${'x'.repeat(300)}`, status: 414, policy: none, cache: personal },
  ],
  ['a method that is not there', { path: '/', method: 'DELETE', status: 404, policy: none, cache: personal }],
  [
    'a broken request',
    { path: '/', headers: { 'x-long': 'x'.repeat(20_000) }, status: 431, policy: none, cache: personal },
  ],
  ['health', { path: '/health/live', status: 200, policy: none, cache: personal }],
  ['readiness', { path: '/health/ready', status: 200, policy: none, cache: personal }],
  ['the figures', { path: '/metrics', status: 200, policy: none, cache: personal }],
];

/** What describes the body, or a way to another page. */
const describing = [
  'content-disposition',
  'allow',
  'connection',
  'content-length',
  'content-type',
  'etag',
  'location',
  'retry-after',
  'set-cookie',
  'transfer-encoding',
];

async function answerOf(port: number, kind: Kind): Promise<RawAnswer> {
  const { path, method = 'GET', headers = {}, body } = kind;
  const own =
    headers['cookie'] === undefined ? headers : { ...headers, cookie: `${cookie}; __Host-${cookie}` };
  const address = path
    .replace('EVENT', `/events/${event.event.slug}`)
    .replace('DRAFT', `/events/${draft.event.slug}`)
    .replace('SESSION', ids.sessionId)
    .replace('PERSON', ids.personId);
  return rawRequest(port, address, {
    method,
    headers: own,
    ...(body === undefined ? {} : { body }),
  });
}

const stated = ({ headers }: RawAnswer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !describing.includes(name)));

test.each(kinds)('%s', async (_name, kind) => {
  const expected = {
    'content-security-policy':
      typeof kind.policy === 'string' ? kind.policy : expect.stringMatching(kind.policy),
    'cross-origin-opener-policy': 'same-origin',
    // A form says where it comes from only where its page may.
    'referrer-policy': kind.policy === page ? 'same-origin' : 'no-referrer',
    'x-content-type-options': 'nosniff',
    ...kind.cache,
  };
  const plain = await answerOf(ports[0], kind);
  expect([plain.status, stated(plain)]).toEqual([kind.status, expected]);
  const overTls = await answerOf(ports[1], kind);
  expect(stated(overTls)).toEqual({ ...expected, 'strict-transport-security': 'max-age=31536000' });
});

test('no page runs a script that stands in it, and none is left out of the table', () => {
  const policies = kinds.map(([, { policy }]) => (typeof policy === 'string' ? policy : policy.source));
  for (const policy of policies) expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  const paths = kinds.map(([, { path }]) => path.replace(/\?.*/, ''));
  const isShown = (url: string): boolean =>
    paths.some((path) =>
      new RegExp(`^${url.replace('/events/:slug', 'EVENT').replace(/:\w+/g, '[^/]+')}$`).test(path),
    );
  // One schema is answered as another; the way to the provider is a redirect that it has to answer for.
  const others = api.api.routes.filter(({ url }) => !isShown(url) && !url.startsWith('/schemas/'));
  expect([...new Set(others.map(({ url }) => url))]).toEqual(['/sign-in/oidc']);
});

test("a personal page is the viewer's: it names them, and a cookie is for this host alone, over TLS", async () => {
  expect(
    (await answerOf(ports[0], { path: '/', headers: { cookie }, status: 200, policy: page, cache: personal }))
      .body,
  ).toContain('viewer-1@example.org');
  const signOut = kinds.find(([name]) => name.startsWith('a sign-out'))?.[1];
  if (signOut === undefined) throw new Error('There is no sign-out in the table.');
  const { headers } = await answerOf(ports[1], signOut);
  expect(headers['set-cookie']).toEqual([
    '__Host-plenary=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax',
  ]);
});
