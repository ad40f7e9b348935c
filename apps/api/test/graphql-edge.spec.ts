import { releaseTopic } from '@plenary/event';
import { releaseProgram } from '@plenary/program';
import { aReleasedEvent, eventually, statementsOf } from '@plenary/testing';
import { aToken, startTestApi, type TestApi } from '@plenary/testing/api';
import { brotliDecompressSync } from 'node:zlib';
import { auditServer } from 'graphql-http';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { abusiveDocuments } from './abusive-documents.js';

let api: TestApi;
let address: string;

beforeAll(async () => {
  api = await startTestApi();
  address = await api.api.server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => api.close());

test('the audits of GraphQL over HTTP find no error and no warning', async () => {
  // Some of them ask for a type of the schema.
  const open = await startTestApi({ settings: { INTROSPECTION: 'on' } });
  const url = `${await open.api.server.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  const audits = await auditServer({ url, fetchFn: fetch });
  const others = audits
    .filter(({ status }) => status !== 'ok')
    .map(({ name, status }) => `${status} ${name}`);
  process.stdout.write(
    `     audits: ${String(audits.length - others.length)} of ${String(audits.length)} ok; ${others.join('; ')}\n`,
  );
  expect(others.filter((line) => !line.startsWith('notice'))).toEqual([]);
  expect(audits.length - others.length).toBeGreaterThanOrEqual(58);
  await open.close();
});

describe('the thirteen checks of graphql-cop', () => {
  const post = async (
    body: unknown,
    headers: Record<string, string> = { 'content-type': 'application/json' },
  ) => {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  const answered = (text: string): boolean => /"data":\{/.test(text);
  const repeated = (count: number, text: string): string =>
    Array.from({ length: count }, () => text).join(' ');

  test.each([
    ['introspection', { query: '{ __schema { types { name fields { name } } } }' }],
    [
      '100 aliases',
      { query: `{ ${Array.from({ length: 101 }, (_, n) => `a${String(n)}: __typename`).join(' ')} }` },
    ],
    ['500 times one field', { query: `{ ${repeated(500, '__typename')} }` }],
    [
      'circular introspection',
      { query: '{ __schema { types { fields { type { fields { type { name } } } } } } }' },
    ],
    ['ten documents at once', Array.from({ length: 10 }, () => ({ query: '{ __typename }' }))],
  ])('%s is refused', async (_name, body) => {
    expect(answered((await post(body)).text)).toBe(false);
  });

  test('ten directives do not give ten errors', async () => {
    const { text } = await post({ query: `{ __typename ${repeated(10, '@aa')} }` });
    expect(JSON.parse(text).errors.length).toBeLessThan(10);
  });

  test('nothing is suggested', async () => {
    for (const query of [
      '{ evnt(slug: "x") { slug } }',
      '{ event(slg: "x") { slug } }',
      '{ event(slug: "x") { ...on Evnt { slug } } }',
    ]) {
      for (let run = 0; run < 8; run += 1) expect((await post({ query })).text).not.toMatch(/did you mean/i);
    }
    const query = 'query ($state: QuestionState) { event(slug: "x") { questions(state: $state) { text } } }';
    for (let run = 0; run < 8; run += 1)
      expect((await post({ query, variables: { state: 'ASKE' } })).text).not.toMatch(/did you mean/i);
  });

  test('a simple request of another page is refused: GET, form, plain text, mutation by GET', async () => {
    const get = (query: string) =>
      fetch(`${address}/graphql?query=${encodeURIComponent(query)}`).then((r) => r.text());
    expect(answered(await get('{ __typename }'))).toBe(false);
    expect(answered(await get('mutation { signOutEverywhere }'))).toBe(false);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(answered((await post('query=%7B__typename%7D', form)).text)).toBe(false);
    expect(answered((await post({ query: '{ __typename }' }, { 'content-type': 'text/plain' })).text)).toBe(
      false,
    );
  });

  test('there is no IDE, no trace, and no word of what lies within', async () => {
    for (const path of ['/graphiql', '/playground', '/console', '/graphql/console', '/altair', '/voyager'])
      expect((await fetch(address + path)).status).toBe(404);
    const page = await fetch(`${address}/graphql`, { headers: { accept: 'text/html' } });
    expect(await page.text()).not.toMatch(/graphiql|playground/i);
    expect((await post({ query: '{ __typename }' })).text).toBe('{"data":{"__typename":"Query"}}');
    for (const query of ['qwerty cop { abc }', 'query { event(slug: 1) { slug } }'])
      expect((await post({ query })).text).not.toMatch(/exception|stack|node_modules|\.ts|SELECT/i);
  });
});

test('an address whose documents are refused all the time is heard only in what is known', async () => {
  const from = async (remoteAddress: string, query: string): Promise<unknown> => {
    const headers = { accept: 'application/json' };
    const options = { method: 'POST', url: '/graphql', headers, payload: { query }, remoteAddress } as const;
    const { data, errors } = (await api.api.server.inject(options)).json();
    return data ?? errors[0].extensions;
  };
  const [noisy, quiet] = ['192.0.2.7', '192.0.2.8'];
  expect(await from(quiet, '{ known: __typename }')).toEqual({ known: 'Query' });
  for (let count = 0; count < 300; count += 1)
    expect(await from(noisy, `{ nothing${String(count)} }`)).toEqual({ code: 'BAD_INPUT' });
  for (const query of ['{ nothing }', '{', '{ unknown: __typename }'])
    expect(await from(noisy, query)).toEqual({ code: 'RATE_LIMITED', retryAfter: 60 });
  expect(await from(noisy, '{ known: __typename }')).toEqual({ known: 'Query' });
  expect(await from(quiet, '{ unknown: __typename }')).toEqual({ unknown: 'Query' });
  expect(await from(noisy, '{ unknown: __typename }')).toEqual({ unknown: 'Query' });
});

test('every abusive document is refused, over HTTP and over a socket, and a good one still answered', async () => {
  const client = createClient({ url: `${address.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const taken: string[] = [];
  for (const { name, query, variables = {} } of abusiveDocuments) {
    const { data } = await api.graphql(query, variables);
    if (data !== null && Object.values(data).some((value) => value !== null)) taken.push(`HTTP: ${name}`);
    if (query.length > 60_000 || query === '') continue;
    const answer = await new Promise<Record<string, unknown> | null>((resolve) => {
      client.subscribe(
        { query, variables },
        {
          next: (value) => {
            resolve(value.data ?? null);
          },
          error: () => {
            resolve(null);
          },
          complete: () => {
            resolve(null);
          },
        },
      );
    });
    if (answer !== null && Object.values(answer).some((value) => value !== null))
      taken.push(`socket: ${name}`);
  }
  await client.dispose();
  expect(taken).toEqual([]);
  expect(abusiveDocuments.length).toBeGreaterThanOrEqual(60);
  process.stdout.write(`     abusive documents: ${String(abusiveDocuments.length)} refused\n`);
  expect((await api.graphql('{ __typename }')).data).toEqual({ __typename: 'Query' });
});

test('who sends a list that is wrong in each of 5,000 items is told of the first fifty', async () => {
  const document = 'mutation ($input: SendNoticesInput!) { sendNotices(input: $input) { id } }';
  const input = { event: 'x', noticeIds: Array.from({ length: 5_000 }, () => ({})) };
  // From the fifth time on the document is compiled, and words its errors itself.
  for (let time = 0; time < 7; time += 1)
    expect((await api.graphql(document, { input })).codes).toEqual(
      Array.from({ length: 51 }, () => 'BAD_INPUT'),
    );
});

describe('kept answers', () => {
  const query = `query ($slug: String!) { event(slug: $slug) { slug program { release } } }`;

  test('a stranger is answered from memory until the program changes', async () => {
    const event = await aReleasedEvent(api.operator);
    const ask = () => api.graphql(query, { slug: event.event.slug });
    const first = await ask();
    expect(first.data).toEqual({ event: { slug: event.event.slug, program: { release: 1 } } });
    const raw = async () => {
      const response = await api.api.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { accept: 'application/json' },
        payload: { query, variables: { slug: event.event.slug } },
      });
      const { date: _date, ...headers } = response.headers;
      return { headers, body: response.body, status: response.statusCode };
    };
    // News of the release itself may still be on its way.
    await eventually(async () => (await statementsOf(ask)).length === 0);
    const made = await raw();
    expect(await raw()).toEqual(made);
    expect(made.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    const told = new Promise<void>((resolve) => {
      api.services.live.onChange(releaseTopic(event.event.id), resolve);
    });
    await releaseProgram(event, { waivers: [], waiveAll: null });
    await told;
    expect((await ask()).body).toContain('"release":2');
  });

  test('who is signed in never gets, and never leaves, an answer of strangers', async () => {
    const event = await aReleasedEvent(api.operator);
    const document = '{ viewer { email } event(slug: "x") { slug } }';
    const cookie = await api.signedIn('ORGANISER', event);
    expect((await api.graphql(document, {}, cookie)).body).toContain('example.org');
    expect((await api.graphql(document)).data).toEqual({ viewer: null, event: null });
    expect((await api.graphql(document, {}, cookie)).body).toContain('example.org');
  });
});

describe('sockets', () => {
  const open = (cookie?: string): Promise<{ socket: WebSocket; acknowledged: Promise<string> }> => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: cookie === undefined ? {} : { cookie },
    });
    return new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => {
        const acknowledged = new Promise<string>((acknowledge) => {
          socket.once('message', (data: Buffer) => {
            acknowledge(data.toString());
          });
          socket.once('close', (code, reason) => {
            acknowledge(`${String(code)} ${reason.toString()}`);
          });
        });
        socket.send('{"type":"connection_init"}');
        resolve({ socket, acknowledged });
      });
    });
  };

  test('one is closed when its account signs out', async () => {
    const event = await aReleasedEvent(api.operator);
    const cookie = await api.signedIn('ORGANISER', event);
    const { socket, acknowledged } = await open(cookie);
    expect(await acknowledged).toBe('{"type":"connection_ack"}');
    const closed = new Promise<number>((resolve) => {
      socket.once('close', resolve);
    });
    await api.graphql('mutation { signOutEverywhere }', {}, cookie);
    expect(await closed).toBe(4403);
  });

  test('an account has at most twenty', async () => {
    const event = await aReleasedEvent(api.operator);
    const cookie = await api.signedIn('ORGANISER', event);
    const opened = await Promise.all(Array.from({ length: 21 }, () => open(cookie)));
    const answers = await Promise.all(opened.map(({ acknowledged }) => acknowledged));
    expect(answers.filter((answer) => answer.includes('connection_ack'))).toHaveLength(20);
    expect(answers.filter((answer) => answer.startsWith('4429'))).toHaveLength(1);
    for (const { socket } of opened) socket.terminate();
  });

  test('a message of more than 64 kB ends the connection', async () => {
    const { socket, acknowledged } = await open();
    await acknowledged;
    const closed = new Promise<number>((resolve) => {
      socket.once('close', resolve);
    });
    socket.send('x'.repeat(70_000));
    expect(await closed).toBe(1009);
  });

  test('a client that comes back with the state it has is sent the next one alone', async () => {
    const event = await aReleasedEvent(api.operator);
    const document = 'subscription ($slug: String!) { programReleased(event: $slug) { release } }';
    const follow = (extensions?: Record<string, unknown>) => {
      const client = createClient({
        url: `${address.replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
      });
      const payload = {
        query: document,
        variables: { slug: event.event.slug },
        ...(extensions ? { extensions } : {}),
      };
      return { client, values: client.iterate(payload) };
    };
    const first = follow();
    const seen = (await first.values.next()).value;
    expect(seen).toMatchObject({
      data: { programReleased: { release: 1 } },
      extensions: { live: { sequence: 1 } },
    });
    await first.client.dispose();
    const again = follow({ live: { state: seen.extensions.live.state } });
    const next = again.values.next();
    await eventually(() => api.api.sockets() > 0);
    await releaseProgram(event, { waivers: [], waiveAll: null });
    expect((await next).value).toMatchObject({
      data: { programReleased: { release: 2 } },
      extensions: { live: { sequence: 1 } },
    });
    await again.client.dispose();
  });
});

describe('the server', () => {
  const get = (path: string, headers: Record<string, string> = {}) => fetch(address + path, { headers });

  test('shows its figures to the machine itself and to who may view operations', async () => {
    const text = await (await get('/metrics')).text();
    for (const name of ['http_request_seconds_count', 'open_sockets', 'database_connections{state="idle"}'])
      expect(text).toContain(`plenary_${name}`);
    const forwarded = { 'x-forwarded-for': '192.0.2.7' };
    expect((await get('/metrics', forwarded)).status).toBe(401);
    const admin = await api.signedIn('ADMIN', null);
    expect((await get('/metrics', { ...forwarded, cookie: admin })).status).toBe(200);
  });

  test('believes a forwarding header from its own proxies alone', async () => {
    const ask = async (server: TestApi, from: string): Promise<number> => {
      const response = await server.api.server.inject({
        method: 'POST',
        url: '/sign-in',
        payload: { token: 'none' },
        headers: { 'x-forwarded-for': from },
      });
      return response.statusCode;
    };
    const behindProxy = await startTestApi({ settings: { TRUST_PROXY: '127.0.0.0/8', DEMO: 'on' } });
    for (let count = 0; count < 60; count += 1) await ask(behindProxy, '192.0.2.1');
    expect(await ask(behindProxy, '192.0.2.1')).toBe(429);
    expect(await ask(behindProxy, '192.0.2.2')).toBe(401);
    // Behind one, what the machine itself asks may be what anybody asked.
    const own = await behindProxy.api.server.inject('/metrics');
    expect([own.statusCode, own.json().errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    const cookie = await behindProxy.signedIn('ADMIN', null);
    const token = await aToken(behindProxy, cookie, ['operations.view'], null);
    const scraped = await behindProxy.api.server.inject({
      url: '/metrics',
      headers: { authorization: token },
    });
    expect([scraped.statusCode, scraped.body.includes('plenary_open_sockets')]).toEqual([200, true]);
    await behindProxy.close();
    const open = await startTestApi();
    for (let count = 0; count < 60; count += 1) await ask(open, `192.0.2.${String(count)}`);
    expect(await ask(open, '192.0.2.99')).toBe(429);
    await open.close();
  });

  test('writes to one address five times in ten minutes, and says when to come again', async () => {
    const ask = () =>
      api.api.server.inject({
        method: 'POST',
        url: '/sign-in/request',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'email=Often%40example.org',
      });
    for (let count = 0; count < 5; count += 1) expect((await ask()).statusCode).toBe(200);
    const refused = await ask();
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('sends a long feed compressed to who takes it, under a tag of its own', async () => {
    const { event } = await aReleasedEvent(api.operator);
    const url = `/events/${event.slug}/program.json`;
    const plain = await api.api.server.inject(url);
    const short = await api.api.server.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
    expect(short.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(short.rawPayload).toString()).toBe(plain.body);
    expect(short.headers.etag).not.toBe(plain.headers.etag);
    expect(short.headers.vary).toBe('Accept-Encoding');
    const again = { 'accept-encoding': 'br', 'if-none-match': String(short.headers.etag) };
    expect((await api.api.server.inject({ url, headers: again })).statusCode).toBe(304);
    expect((await api.api.server.inject({ url, headers: { 'accept-encoding': 'br;q=0' } })).body).toBe(
      plain.body,
    );
  });

  test('refuses with 503 within two seconds when every connection is taken, and recovers', async () => {
    const { pool } = api.services;
    const taken = await Promise.all(Array.from({ length: 10 }, () => pool.connect()));
    try {
      const response = await api.api.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { cookie: `plenary=${'x'.repeat(43)}` },
        payload: { query: '{ events { slug } }' },
      });
      expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '2']);
      expect(response.json().errors[0].extensions.code).toBe('UNAVAILABLE');
      expect((await api.api.server.inject('/health/live')).statusCode).toBe(200);
    } finally {
      for (const client of taken) client.release();
    }
    expect((await api.graphql('{ events { slug } }')).codes).toEqual([]);
  });
});
