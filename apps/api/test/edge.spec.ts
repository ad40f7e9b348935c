import { request as httpRequest } from 'node:http';
import { createSignInLinkFor, grantRole } from '@plenary/identity';
import { aReleasedEvent, aTranscript, anEvent, eventually } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import type { InjectOptions } from 'fastify';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function listen(): Promise<number> {
  const { server } = api.api;
  const address = server.server.address() ?? (await server.listen({ host: '127.0.0.1', port: 0 }));
  return typeof address === 'string' ? Number(new URL(address).port) : address.port;
}

const inject = (options: string | InjectOptions) => api.api.server.inject(options);

describe('feeds', () => {
  test('program.json and program.ics come with a strong ETag, and 304 to who has them', async () => {
    const { event } = await aReleasedEvent(api.operator);
    for (const [name, type] of [
      ['program.json', 'application/json; charset=utf-8'],
      ['program.ics', 'text/calendar; charset=utf-8'],
    ]) {
      const url = `/events/${event.slug}/${name ?? ''}`;
      const first = await inject(url);
      expect([first.statusCode, first.headers['content-type']]).toEqual([200, type]);
      expect(first.headers.etag).toMatch(/^"[\w-]{43}"$/);
      const again = await inject({ url, headers: { 'if-none-match': String(first.headers.etag) } });
      expect([again.statusCode, again.body]).toEqual([304, '']);
    }
  });

  test('an earlier release is kept, one that never was is not found, and nonsense is refused', async () => {
    const { event } = await aReleasedEvent(api.operator);
    const status = async (query: string): Promise<number> =>
      (await inject(`/events/${event.slug}/program.json${query}`)).statusCode;
    expect([
      await status('?release=1'),
      await status('?release=2'),
      await status('?release=0'),
      await status('?release=x'),
    ]).toEqual([200, 404, 400, 400]);
  });
});

describe('sign-in', () => {
  test('a link is used up by its click alone, and its session ends everywhere at once', async () => {
    const email = 'clicker@example.org';
    await grantRole(api.operator, { email, role: 'ADMIN', eventId: null });
    const link = new URL(await createSignInLinkFor(api.operator, email));
    expect(link.pathname).toBe('/sign-in');
    const token = link.hash.slice(1);
    expect((await inject('/sign-in')).statusCode).toBe(200);
    const foreign = await inject({
      method: 'POST',
      url: '/sign-in',
      payload: { token },
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.statusCode).toBe(403);
    const first = await inject({ method: 'POST', url: '/sign-in', payload: { token } });
    expect(first.statusCode).toBe(204);
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/^plenary=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await inject({ method: 'POST', url: '/sign-in', payload: { token } })).statusCode).toBe(401);
    const session = cookie.split(';')[0] ?? '';
    expect((await api.graphql('{ viewer { email } }', {}, session)).data).toEqual({ viewer: { email } });
    await api.graphql('mutation { signOutEverywhere }', {}, session);
    expect((await api.graphql('{ viewer { email } }', {}, session)).data).toEqual({ viewer: null });
  });

  test('asking for a link answers the same for every address', async () => {
    await grantRole(api.operator, { email: 'known@example.org', role: 'ADMIN', eventId: null });
    const ask = (email: string) =>
      inject({
        method: 'POST',
        url: '/sign-in/request',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ email }).toString(),
      });
    const [known, unknown] = [await ask('known@example.org'), await ask('unknown@example.org')];
    expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
    expect((await ask('no address')).statusCode).toBe(400);
  });
});

describe('uploads', () => {
  test.each([
    ['nobody', 'text/vtt', 'transcript', false, 401, 'UNAUTHENTICATED'],
    ['an unknown purpose', 'text/vtt', 'virus', true, 400, 'BAD_INPUT'],
    ['a form', 'multipart/form-data', 'transcript', true, 400, 'BAD_INPUT'],
    ['another type than it is', 'application/pdf', 'transcript', true, 400, 'BAD_INPUT'],
  ])('%s is refused', async (_what, type, purpose, signedIn, status, code) => {
    const cookie = signedIn ? await api.signedIn('MINUTES_EDITOR', await anEvent(api.operator)) : '';
    const before = await api.services.prisma.upload.count();
    const response = await inject({
      method: 'POST',
      url: `/uploads?purpose=${purpose}`,
      headers: { 'content-type': type, cookie },
      payload: aTranscript([['A', 'Hello']]),
    });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([status, code]);
    expect(await api.services.prisma.upload.count()).toBe(before);
  });

  test('a file goes in, becomes minutes, and is used once', async () => {
    const event = await aReleasedEvent(api.operator);
    const cookie = await api.signedIn('MINUTES_EDITOR', event);
    const payload = aTranscript([
      ['Colonel Smith', 'Good morning.'],
      ['Hall A', 'Hello?'],
    ]);
    const uploaded = await inject({
      method: 'POST',
      url: '/uploads?purpose=transcript',
      headers: { 'content-type': 'text/vtt', cookie },
      payload,
    });
    expect(uploaded.statusCode).toBe(201);
    const { id } = uploaded.json();
    const input = { event: event.event.slug, uploadId: id, language: 'en' };
    const document = `mutation ($input: ImportTranscriptInput!) { importTranscript(input: $input) { startsAtAssumed recognition { doubtful turns coverage speakers { label kind } } } }`;
    const other = await api.signedIn('MINUTES_EDITOR', event);
    expect((await api.graphql(document, { input }, other)).codes).toEqual(['NOT_FOUND']);
    expect((await api.graphql(document, { input }, cookie)).data).toEqual({
      importTranscript: {
        startsAtAssumed: true,
        recognition: {
          doubtful: ['Hall A'],
          turns: 2,
          coverage: 1,
          speakers: [
            { label: 'Colonel Smith', kind: 'PERSON' },
            { label: 'Hall A', kind: 'DEVICE' },
          ],
        },
      },
    });
    expect((await api.graphql(document, { input }, cookie)).codes).toEqual(['NOT_FOUND']);
  });

  test('200 MB are refused early, and a file cut off half-way leaves nothing', async () => {
    const cookie = await api.signedIn('MINUTES_EDITOR', await anEvent(api.operator));
    const port = await listen();
    const headers = { 'content-type': 'text/vtt', cookie };
    const before = await api.services.prisma.upload.count();
    const sent = await new Promise<{ status: number; bytes: number }>((resolve, reject) => {
      let bytes = 0;
      const outgoing = httpRequest(
        { port, method: 'POST', path: '/uploads?purpose=transcript', headers },
        (response) => {
          response.resume();
          resolve({ status: response.statusCode ?? 0, bytes });
        },
      );
      const chunk = Buffer.alloc(1_000_000, 'x');
      const push = (): void => {
        if (bytes >= 200_000_000) outgoing.end();
        else {
          bytes += chunk.length;
          outgoing.write(chunk, (error) => {
            if (error == null) push();
          });
        }
      };
      outgoing.once('error', (error) => {
        if (bytes === 0) reject(error);
      });
      push();
    });
    expect(sent.status).toBe(400);
    expect(sent.bytes).toBeLessThan(100_000_000);

    await new Promise<void>((resolve) => {
      const outgoing = httpRequest({
        port,
        method: 'POST',
        path: '/uploads?purpose=transcript',
        headers: { ...headers, 'content-length': '5000' },
      });
      outgoing.once('error', () => {
        resolve();
      });
      outgoing.write('WEBVTT\n\n', () => {
        outgoing.destroy();
        resolve();
      });
    });
    await eventually(async () => (await inject('/health/live')).statusCode === 200);
    expect(await api.services.prisma.upload.count()).toBe(before);
  });
});

describe('GraphQL over HTTP', () => {
  test.each([
    ['a form', { 'content-type': 'text/plain' }, 400],
    ['a foreign page', { 'content-type': 'application/json', origin: 'https://evil.example' }, 403],
    ['a page across sites', { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }, 403],
  ])('%s is refused', async (_what, headers, status) => {
    const response = await inject({
      method: 'POST',
      url: '/graphql',
      headers,
      payload: '{"query":"{ viewer { id } }"}',
    });
    expect(response.statusCode).toBe(status);
    expect(response.json().errors[0].extensions.code).toBeDefined();
  });

  test('broken JSON, an unknown field and a mutation by GET get the one error shape', async () => {
    const broken = await inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect([broken.statusCode, broken.json().errors[0].extensions.code]).toEqual([400, 'BAD_INPUT']);
    expect((await api.graphql('{ nothing }')).codes).toEqual(['BAD_INPUT']);
    const byGet = await inject({
      url: '/graphql?query=mutation%7BsignOutEverywhere%7D',
      headers: { 'graphql-preflight': '1' },
    });
    expect([byGet.statusCode, byGet.json().errors[0].extensions.code]).toEqual([405, 'BAD_INPUT']);
    expect(byGet.headers['allow']).toBe('POST');
  });

  const deep = (levels: number, text = ''): string => '['.repeat(levels) + text + ']'.repeat(levels);

  test.each([
    ['variables', `{"query":"{ events { slug } }","variables":{"x":${deep(20_000)}}}`],
    ['extensions', `{"query":"{ events { slug } }","extensions":{"x":${deep(20_000)}}}`],
    ['what nobody asked for', `${'{"a":'.repeat(12_000)}1${'}'.repeat(12_000)}`],
    ['one level too many', `{"query":"{ events { slug } }","variables":{"x":${deep(63)}}}`],
    [
      'what only looks like an end',
      `{"query":"{ events { slug } }","variables":{"x":${deep(63, '"\\"]]"')}}}`,
    ],
  ])('JSON that is nested too deeply is refused: %s', async (_where, payload) => {
    const headers = { 'content-type': 'application/json' };
    const response = await inject({ method: 'POST', url: '/graphql', headers, payload });
    expect([response.statusCode, response.json()]).toEqual([
      400,
      {
        errors: [
          {
            message: 'The JSON is nested too deeply: more than 64 levels.',
            extensions: { code: 'BAD_INPUT' },
          },
        ],
      },
    ]);
  });

  test('brackets in a text are no levels, and 64 are not too many', async () => {
    const variables = { x: JSON.parse(deep(62)) as unknown, y: '['.repeat(1_000), z: '"'.repeat(99) };
    expect((await api.graphql('{ events { slug } }', variables)).codes).toEqual([]);
  });

  test('by GET as well: what a head can hold does no harm', async () => {
    const response = await inject({
      url: `/graphql?query={events{slug}}&variables={"x":${deep(7_000)}}`,
      headers: { 'graphql-preflight': '1' },
    });
    expect(response.statusCode).toBe(200);
  });

  test('a body that ends early is counted as what it is, and is no trouble of the database', async () => {
    const figure = async (name: string): Promise<string | undefined> =>
      new RegExp(`^${name} (\\d+)$`, 'm').exec((await inject('/metrics')).body)?.[1];
    const unavailable = 'plenary_http_request_seconds_count\\{method="POST",route="/graphql",status="503"\\}';
    const port = await listen();
    const before = await figure(unavailable);
    const sent = httpRequest({
      host: '127.0.0.1',
      port,
      path: '/graphql',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': 1_000 },
    });
    sent.on('error', () => undefined);
    sent.write('{"query":', () => sent.destroy());
    await eventually(
      async () => (await figure('plenary_http_requests_cut_off_total\\{route="/graphql"\\}')) === '1',
    );
    expect(await figure(unavailable)).toBe(before);
  });

  test('what nobody expected is INTERNAL, with nothing of its inside', async () => {
    const event = await aReleasedEvent(api.operator);
    await api.services.prisma.$executeRaw`ALTER TABLE "Question" RENAME TO "Gone"`;
    const answer = await api.graphql(`query ($slug: String!) { event(slug: $slug) { questions { id } } }`, {
      slug: event.event.slug,
    });
    await api.services.prisma.$executeRaw`ALTER TABLE "Gone" RENAME TO "Question"`;
    expect(answer.codes).toEqual(['INTERNAL']);
    expect(answer.body).not.toMatch(/"Question"|Gone|relation|prisma|\bat \//i);
  });
});

test('the page of an event speaks its language, names and roles included', async () => {
  const { event } = await aReleasedEvent(api.operator, { event: { title: { en: 'Meeting', ja: '会合' } } });
  const read = async (language: string): Promise<string[]> => {
    const { body } = await inject(`/events/${event.slug}?language=${language}`);
    return [...body.matchAll(/<li><span lang="[a-z]+">([^<]*)<\/span> <span class="quiet">([^<]*)</g)].map(
      ([, name, role]) => `${String(name)} ${String(role)}`,
    );
  };
  expect(await read('en')).toEqual([
    'Colonel Alex Smith Keynote speaker',
    'Dr. TANAKA Hana Moderator',
    'Colonel Alex Smith Panelist',
  ]);
  expect(await read('ja')).toEqual([
    'Colonel Alex Smith 基調講演者',
    '田中 花 博士 モデレーター',
    'Colonel Alex Smith パネリスト',
  ]);
});

test('an event in draft is not found, in the same bytes as one that never was', async () => {
  const { event } = await anEvent(api.operator);
  const [draft, none] = [
    await inject(`/events/${event.slug}/program.json`),
    await inject('/events/never-was/program.json'),
  ];
  expect([draft.statusCode, draft.body]).toEqual([404, none.body]);
});
