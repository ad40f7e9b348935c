import { isDeepStrictEqual } from 'node:util';
import type { EventCtx } from '@plenary/platform';
import { rolePermissions, roles, tokenScopes, type Role } from '@plenary/platform/access';
import type { RouteDeclaration } from '@plenary/platform/http';
import { aReleasedEvent, aTranscript, anEvent } from '@plenary/testing';
import {
  aCategory,
  aPart,
  aPublication,
  aRegistration,
  aRegistrationLink,
  aToken,
  startTestApi,
  type TestApi,
} from '@plenary/testing/api';
import { z } from 'zod';
import { rawRequest, type RawAnswer } from './raw-request.js';

/**
 * The matrix of every HTTP route × caller × event, made from the declarations that the server itself has recorded.
 * Paths go out as they are written here, over a real connection.
 */

let api: TestApi;
let port: number;
/** A draft that has everything to download; the callers' roles are in this one. */
let own: EventCtx;
/** The same, of other people. */
let other: EventCtx;
/** As public as it can be. */
let shown: EventCtx;

/** What any account may do, whatever its roles. */
const everyAccounts = ['account', 'files.upload', 'tokens.create'];

interface Caller {
  readonly name: string;
  readonly role: Role | null;
  /** Of a token; null for a browser, none for a stranger. */
  readonly scopes: readonly string[] | null;
  headers: Readonly<Record<string, string>>;
}

const stranger: Caller = { name: 'a stranger', role: null, scopes: [], headers: {} };
const nobody: Caller = { name: 'an account without a role', role: null, scopes: null, headers: {} };
const browsers = roles.map((role): Caller => ({ name: role, role, scopes: null, headers: {} }));
const tokens = [tokenScopes, ['event.view'], ['files.upload'], ['program.edit']].map((scopes): Caller => ({
  name: `a token for ${scopes.join()}`,
  role: 'ORGANISER',
  scopes,
  headers: {},
}));
/** Acts on the pages of a part alone; a stranger elsewhere. */
const speaker: Caller = { name: 'the link of a part', role: null, scopes: [], headers: {} };
/** Acts on the page of its registration alone; a stranger elsewhere. */
const guest: Caller = { name: 'the link of a registration', role: null, scopes: [], headers: {} };
const strangers = [stranger, speaker, guest];
const callers = [...strangers, nobody, ...browsers, ...tokens];
/** Each comes from an address of its own, for some routes count by address. */
const addresses = new Map(callers.map(({ name }, index) => [name, `192.0.2.${String(index + 1)}`]));

/** A draft again after all of it was published: what lies there is nobody's but its staff's. */
async function aHiddenEvent(): Promise<EventCtx> {
  const ctx = await aReleasedEvent(api.operator);
  await aPublication(api, ctx);
  await ctx.db.event.update({ where: { id: ctx.event.id }, data: { state: 'DRAFT' } });
  return ctx;
}

/** Who has registered for an event before it became a draft again. */
async function aGuest(ctx: EventCtx): Promise<string> {
  const where = { id: ctx.event.id };
  await ctx.db.event.update({ where, data: { state: 'PUBLISHED' } });
  const id = await aRegistration(ctx, await aCategory(ctx));
  await ctx.db.event.update({ where, data: { state: 'DRAFT' } });
  return aRegistrationLink(ctx, id);
}

beforeAll(async () => {
  // Everything that adds a route is on. The provider is asked for nothing that these tests need.
  const oidc = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'x' };
  api = await startTestApi({ clock: true, settings: { DEMO: 'on', TRUST_PROXY: '127.0.0.0/8', ...oidc } });
  port = Number(new URL(await api.api.server.listen({ host: '127.0.0.1', port: 0 })).port);
  own = await aHiddenEvent();
  other = await aHiddenEvent();
  shown = await aReleasedEvent(api.operator);
  await aPublication(api, shown);
  nobody.headers = { cookie: await api.signedIn('VIEWER', await anEvent(api.operator)) };
  for (const caller of browsers) {
    const { role } = caller;
    if (role !== null) caller.headers = { cookie: await api.signedIn(role, role === 'ADMIN' ? null : own) };
  }
  speaker.headers = { cookie: await aPart(own) };
  guest.headers = { cookie: await aGuest(own) };
  for (const caller of tokens) {
    const organiser = await api.signedIn('ORGANISER', own);
    caller.headers = { authorization: await aToken(api, organiser, caller.scopes ?? [], null) };
  }
});
afterAll(() => api.close());

function mayDo({ role, scopes }: Caller, permission: string, isOwn: boolean): boolean {
  if (scopes !== null && !scopes.includes(permission)) return false;
  if (everyAccounts.includes(permission)) return true;
  const held: readonly string[] = role === null ? [] : rolePermissions[role];
  return held.includes(permission) && (isOwn || role === 'ADMIN');
}

type Verdict = 'passes' | 'must sign in' | 'is refused' | 'finds nothing';

/** By the declaration; where the address names an event that is a draft, only its staff may know of it. */
function verdict(caller: Caller, { access, url }: RouteDeclaration, event: EventCtx | null): Verdict {
  // Who has a part is known by its link alone, here in one event.
  if (url === '/events/:slug/part') {
    if (caller === speaker) return event === own ? 'passes' : 'must sign in';
    if (strangers.includes(caller)) return 'must sign in';
    return caller.scopes?.includes('part') === false ? 'is refused' : 'finds nothing';
  }
  if (url === '/events/:slug/me') {
    if (caller === guest) return event === own ? 'passes' : 'must sign in';
    return strangers.includes(caller) ? 'must sign in' : 'is refused';
  }
  if ('allow' in access) {
    if (strangers.includes(caller)) return 'must sign in';
    if (access.locate === undefined) return mayDo(caller, access.allow, false) ? 'passes' : 'is refused';
    if (event === null) return 'finds nothing';
    if (mayDo(caller, access.allow, event === own)) return 'passes';
    const isStaff = caller.role === 'ADMIN' || (event === own && caller.role !== null);
    return isStaff ? 'is refused' : 'finds nothing';
  }
  // It asks for itself, of whoever comes through a proxy.
  if (url === '/metrics') {
    if (mayDo(caller, 'operations.view', false)) return 'passes';
    return strangers.includes(caller) ? 'must sign in' : 'is refused';
  }
  if (!url.includes(':slug') || event === shown) return 'passes';
  return event !== null && mayDo(caller, 'event.view', event === own) ? 'passes' : 'finds nothing';
}

/** The first session of an event, and somebody who appears in it. */
async function idsOf({ db, event }: EventCtx): Promise<Readonly<Record<string, string>>> {
  const { sessionId, personId } = await db.appearance.findFirstOrThrow({ where: { eventId: event.id } });
  return { sessions: sessionId, people: personId };
}

function addressOf(url: string, slug: string, ids: Readonly<Record<string, string>> = {}): string {
  const values: Readonly<Record<string, string>> = {
    slug,
    language: 'en',
    number: '1',
    name: 'minutes.json',
    id: ids[url.split('/').at(-2) ?? ''] ?? '01a20cac-0000-7000-8000-000000000000',
  };
  return url.replace(/:(\w+)/g, (_all, name: string) => values[name] ?? '');
}

const pdf = '%PDF-1.7\nnothing in it\n%%EOF\n';
const vtt = aTranscript([['Colonel Smith', 'Good morning.']]);

/** A request that a route takes as far as anything does that has no secret to show. */
async function ask(method: string, path: string, caller: Caller): Promise<RawAnswer> {
  const headers = { ...caller.headers, 'x-forwarded-for': addresses.get(caller.name) ?? '' };
  if (method !== 'POST') {
    return rawRequest(port, path, { method, headers: { ...headers, 'graphql-preflight': '1' } });
  }
  if (/\/(?:part|me|register)$/.test(path)) {
    const type = 'application/x-www-form-urlencoded';
    // What only shows the page again.
    const body = path.endsWith('/part') ? 'form=availability&action=add' : 'form=answers&switch=en';
    return rawRequest(port, path, { method, headers: { ...headers, 'content-type': type }, body });
  }
  const isUpload = path.toLowerCase().includes('uploads');
  return rawRequest(port, isUpload ? `${path}?purpose=material` : path, {
    method,
    headers: { ...headers, 'content-type': isUpload ? 'application/pdf' : 'application/json' },
    body: isUpload ? pdf : '{}',
  });
}

/** What people have sent: who may see it hangs on the file, as parts.spec.ts shows. */
const decidedByTheFile = [
  '/events/:slug/people/:id/photograph',
  '/events/:slug/materials/:id',
  '/events/:slug/part/photograph',
  '/events/:slug/part/materials/:id',
];

/** They end a sign-in: theirs is not tried by those who need it later. */
const endsSignIn = ['/sign-out'];
const declared = (): readonly RouteDeclaration[] =>
  api.api.routes.filter(({ url }) => !endsSignIn.includes(url));

function outcomeOf(answer: RawAnswer, nothing: RawAnswer): Verdict {
  // Before anything is looked up: an event that never was is answered so too.
  if (answer.status === 401 && answer.body.includes('"Please sign in."')) return 'must sign in';
  if (answer.status === 403) return 'is refused';
  return isDeepStrictEqual(answer, nothing) ? 'finds nothing' : 'passes';
}

test('every route lets pass whom its declaration names, and shows nobody else that there is anything', async () => {
  const counts: Record<Verdict, number> = {
    passes: 0,
    'must sign in': 0,
    'is refused': 0,
    'finds nothing': 0,
  };
  const wrong: string[] = [];
  const ids = new Map<EventCtx | null, Readonly<Record<string, string>>>();
  for (const event of [own, other, shown]) ids.set(event, await idsOf(event));
  // HEAD is compared with GET below.
  const asked = declared().filter(({ method, url }) => method !== 'HEAD' && !decidedByTheFile.includes(url));
  for (const route of asked) {
    const { method, url } = route;
    for (const caller of callers) {
      const never = method === 'GET' ? '/events/:slug' : url;
      const nothing = await ask(method, addressOf(never, 'never-was'), caller);
      for (const event of url.includes(':slug') ? [own, other, shown, null] : [null]) {
        const path = addressOf(url, event?.event.slug ?? 'never-was', ids.get(event));
        const answer = await ask(method, path, caller);
        const expected = verdict(caller, route, event);
        counts[expected] += 1;
        const got = url.includes(':slug')
          ? outcomeOf(answer, nothing)
          : outcomeOf(answer, { ...answer, status: 0 });
        const isWhole = expected !== 'passes' || !url.includes(':slug') || answer.status === 200;
        if (got !== expected || !isWhole || answer.status === 500)
          wrong.push(
            `${method} ${path}: ${caller.name} ${expected}, but gets ${String(answer.status)} ${answer.body.slice(0, 200)}`,
          );
      }
    }
  }
  const cells = Object.values(counts).reduce((sum, count) => sum + count);
  const words = Object.entries(counts).map(([name, count]) => `${String(count)} ${name}`);
  console.log(
    `routes: ${String(api.api.routes.length)} × ${String(callers.length)} callers: ${String(cells)} cells, ${words.join(', ')}`,
  );
  expect(wrong).toEqual([]);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0);
});

test('a method that no route declares is answered as an address that is not there', async () => {
  const wrong: string[] = [];
  for (const url of new Set(declared().map((route) => route.url))) {
    const path = addressOf(url, own.event.slug);
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE']) {
      if (declared().some((route) => route.url === url && route.method === method)) continue;
      for (const caller of [stranger, ...browsers.slice(0, 2)]) {
        const [answer, nothing] = [await ask(method, path, caller), await ask(method, '/never-was', caller)];
        if (answer.status !== 404 || !isDeepStrictEqual(answer, nothing))
          wrong.push(`${method} ${path}: ${caller.name} gets ${String(answer.status)} ${answer.body}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('HEAD is answered as GET is, without the body, by the same rule', async () => {
  const wrong: string[] = [];
  const gets = declared().filter(({ method }) => method === 'GET');
  expect(
    declared()
      .filter(({ method }) => method === 'HEAD')
      .map(({ url }) => url),
  ).toEqual(gets.map(({ url }) => url));
  const path = '/graphql';
  // GraphQL over HTTP knows GET and POST.
  expect((await ask('HEAD', path, stranger)).status).toBe(405);
  for (const { url } of gets.filter((route) => route.url !== path)) {
    for (const caller of callers) {
      const path = addressOf(url, own.event.slug);
      const [get, head] = [await ask('GET', path, caller), await ask('HEAD', path, caller)];
      const bare = ({ headers: { 'transfer-encoding': _chunks, ...headers }, status }: RawAnswer) => ({
        status,
        headers,
      });
      if (url === '/metrics' && get.status === 200) continue;
      if (!isDeepStrictEqual(bare(get), bare(head)) || head.body !== '')
        wrong.push(
          `${path}: ${caller.name}: ${JSON.stringify(bare(head))}, not ${JSON.stringify(bare(get))}`,
        );
    }
  }
  expect(wrong).toEqual([]);
});

const encodeFirst = (path: string): string =>
  path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`);

/** The same address as somebody would write it who wants to get past a rule about paths. */
const disguises: Readonly<Record<string, (path: string) => string>> = {
  'a percent-encoded letter': encodeFirst,
  'a letter that is encoded twice': (path) => encodeFirst(path).replace('%', '%25'),
  'an encoded slash': (path) => `${path.slice(0, 1)}${path.slice(1).replace('/', '%2f')}`,
  'an encoded slash in front': (path) => `/%2f${path.slice(1)}`,
  'a way up and down again': (path) => `/assets/..${path}`,
  'an encoded way up': (path) => `/assets/%2e%2e${path}`,
  'a dot': (path) => `/.${path}`,
  'a double slash': (path) => `/${path}`,
  'a backslash': (path) => `/\\${path.slice(1)}`,
  'a slash behind': (path) => `${path}/`,
  'upper case': (path) => path.toUpperCase(),
  'a parameter of its own': (path) => `${path};x=1`,
  'a dot behind': (path) => `${path}.`,
  'a type behind': (path) => `${path}.json`,
  'a null behind': (path) => `${path}%00`,
  'a space behind': (path) => `${path}%20`,
  'half a percent code': (path) => `${path}%`,
  'bytes that are no text': (path) => `${path}%ff`,
  'a whole address': (path) => `http://127.0.0.1${path}`,
};

test('however an address is written, it answers as its plain form does to the same caller, or is none', async () => {
  const wrong: string[] = [];
  let asked = 0;
  const viewer = browsers.find(({ role }) => role === 'VIEWER') ?? stranger;
  for (const { method, url } of declared()) {
    const path = addressOf(url, own.event.slug);
    for (const caller of [stranger, viewer]) {
      const plain = await ask(method, path, caller);
      for (const [name, disguise] of Object.entries(disguises)) {
        const answer = await ask(method, disguise(path), caller);
        asked += 1;
        const isPlain = answer.status === plain.status && (answer.body === plain.body || method === 'POST');
        const isNone = [400, 404].includes(answer.status) && !/"data"|<table/.test(answer.body);
        if (!isPlain && !isNone)
          wrong.push(
            `${name}: ${method} ${disguise(path)}: ${caller.name} gets ${String(answer.status)} ${answer.body.slice(0, 200)}`,
          );
      }
    }
  }
  console.log(`routes: ${String(asked)} disguised addresses`);
  expect(wrong).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'en%00', 'xx-', '%3Cscript%3E', ''])(
  'a page in the language %s is the page as it is',
  async (language) => {
    for (const path of ['/', `/events/${shown.event.slug}`]) {
      const plain = await ask('GET', path, stranger);
      for (const query of [
        `language=${language}`,
        `language=${language}&language=${language}`,
        `language[]=${language}`,
      ])
        expect(await ask('GET', `${path}?${query}`, stranger)).toEqual(plain);
    }
  },
);

test.each([
  ['program.json?release=1&release=1', 400],
  ['program.json?release=__proto__', 400],
  ['program.json?release[]=1', 200],
  ['program.ics?session=constructor', 404],
  ['program.ics?session=x&session=y', 404],
  ['minutes/en%201', 404],
  ['minutes/__proto__', 404],
  ['minutes/en%00', 404],
  ['minutes/en/1%20/minutes.json', 400],
  ['minutes/en/01/minutes.json', 400],
  ['minutes/en/1/..%2f1%2fminutes.json', 404],
  ['minutes/en/1/constructor', 404],
])('%s of an event is answered with %i', async (path, status) => {
  expect((await ask('GET', `/events/${shown.event.slug}/${path}`, stranger)).status).toBe(status);
});

describe('uploads', () => {
  const stored = z.object({ id: z.string() });
  const importing =
    'mutation ($input: ImportTranscriptInput!) { importTranscript(input: $input) { __typename } }';

  async function upload(caller: Caller): Promise<string> {
    const answer = await rawRequest(port, '/uploads?purpose=transcript', {
      method: 'POST',
      headers: { ...caller.headers, 'content-type': 'text/vtt' },
      body: vtt,
    });
    expect(answer.status).toBe(201);
    return stored.parse(JSON.parse(answer.body)).id;
  }

  async function use(uploadId: string, caller: string): Promise<{ codes: string[]; body: string }> {
    const input = { event: own.event.slug, uploadId, language: 'en' };
    return api.graphql(importing, { input }, caller);
  }

  test("one is its sender's alone: to another it is an id that never was", async () => {
    const sender = { ...nobody, headers: { cookie: await api.signedIn('MINUTES_EDITOR', own) } };
    const id = await upload(sender);
    for (const role of ['MINUTES_EDITOR', 'ORGANISER'] as const) {
      const cookie = await api.signedIn(role, own);
      const [theirs, none] = [
        await use(id, cookie),
        await use('01a20cac-0000-7000-8000-000000000000', cookie),
      ];
      expect([theirs.codes, theirs.body]).toEqual([['NOT_FOUND'], none.body]);
    }
    expect((await use(id, sender.headers.cookie)).codes).toEqual([]);
    expect((await use(id, sender.headers.cookie)).codes).toEqual(['NOT_FOUND']);
  });

  test('nobody can fetch one, its sender included', async () => {
    const { id } = stored.parse(JSON.parse((await ask('POST', '/uploads', nobody)).body));
    for (const path of [`/uploads/${id}`, `/uploads?id=${id}`, `/files/${id}`, `/uploads%2f${id}`])
      expect(await ask('GET', path, nobody)).toEqual(await ask('GET', '/never-was', nobody));
  });

  test.each(['', 'other', '__proto__', 'constructor', 'toString', 'transcript&purpose=transcript'])(
    'for the purpose %p is refused, and nothing is kept',
    async (purpose) => {
      const before = await api.services.prisma.upload.count();
      const answer = await rawRequest(port, `/uploads?purpose=${purpose}`, {
        method: 'POST',
        headers: { ...nobody.headers, 'content-type': 'text/vtt' },
        body: vtt,
      });
      expect([answer.status, answer.body]).toEqual([
        400,
        '{"errors":[{"message":"purpose: must be one of transcript, photograph, material, program","extensions":{"code":"BAD_INPUT","fields":[{"path":"purpose","message":"must be one of transcript, photograph, material, program"}]}}]}',
      ]);
      expect(await api.services.prisma.upload.count()).toBe(before);
    },
  );
});

test('everybody may sign out, which is tried last, for it ends what the others use', async () => {
  for (const caller of callers) expect((await ask('POST', '/sign-out', caller)).status).toBe(303);
});
