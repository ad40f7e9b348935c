import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSignInLinkFor, grantRole, revokeAnyApiToken } from '@plenary/identity';
import { freePort } from '@plenary/platform/postgres';
import {
  createTestBench,
  eventually,
  startChild,
  startMailServer,
  type MailServer,
  type TestBench,
  type TestChild,
} from '@plenary/testing';
import { openSocket } from '@plenary/testing/api';
import { TestProvider } from '@plenary/testing/oidc';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const email = 'Rosa.Quint@hidden.example';
/** The mail server does not take mail for it for now, and says for whom. */
const busy = 'busy.mailbox@hidden.example';

let bench: TestBench;
let provider: TestProvider;
let url: string;
let api: TestChild;
let worker: TestChild;
let mailServer: MailServer;
/** Whatever nobody may find in the log. */
const secrets = new Set<string>([email, busy]);

function start(name: 'api' | 'worker', settings: Record<string, string>): TestChild {
  return startChild(process.execPath, [join(root, `apps/${name}/dist/main.js`)], {
    cwd: mkdtempSync(join(tmpdir(), 'plenary-cwd-')),
    env: { NODE_NO_WARNINGS: '1', ...bench.settings, ...settings, LOG_LEVEL: 'debug' },
  });
}

beforeAll(async () => {
  bench = await createTestBench();
  const port = String(await freePort());
  url = `http://127.0.0.1:${port}`;
  provider = await TestProvider.start(url);
  for (const address of [email, busy])
    await grantRole(bench.operator, { email: address, role: 'ADMIN', eventId: null });
  const settings = { PORT: port, PUBLIC_URL: url, ...provider.settings };
  secrets.add(provider.settings.OIDC_CLIENT_SECRET);
  api = start('api', settings);
  mailServer = await startMailServer({
    refuse: (stage, recipient) => (stage === 'RCPT' && recipient === busy ? 451 : null),
  });
  worker = start('worker', { ...settings, SMTP_URL: mailServer.url });
  await eventually(() => {
    if (api.process.exitCode !== null) throw new Error(`The API has ended: ${api.output()}`);
    return fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }, 90_000);
}, 120_000);
afterAll(async () => {
  for (const child of [api, worker]) child.process.kill('SIGTERM');
  await Promise.all([api.ended, worker.ended]);
  await mailServer.close();
  await provider.stop();
  await bench.close();
});

/** The value of each cookie that is set. */
function noteCookies(response: Response): string {
  const pairs = response.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  for (const pair of pairs) note(pair.slice(pair.indexOf('=') + 1));
  return pairs.filter((pair) => !pair.endsWith('=')).join('; ');
}

function note(secret: string): string {
  if (secret.length > 8) secrets.add(secret);
  return secret;
}

const send = (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init });
const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
const graphql = (query: string, headers: Record<string, string>) => post('/graphql', { query }, headers);

async function atProvider(beforeReturn = async () => Promise.resolve()): Promise<Response> {
  const begun = await send('/sign-in/oidc');
  const cookie = noteCookies(begun);
  const location = new URL(begun.headers.get('location') ?? '');
  for (const name of ['state', 'nonce', 'code_challenge']) note(location.searchParams.get(name) ?? '');
  const kept = Buffer.from(decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '', 'base64url');
  note(JSON.parse(kept.toString('utf8')).verifier);
  const back = await provider.visit(location.href);
  note(back.searchParams.get('code') ?? '');
  await beforeReturn();
  return send(`${back.pathname}${back.search}`, { headers: { cookie } });
}

test('no secret and no address stands in the log, at its most talkative, whatever goes right or wrong', async () => {
  const { prisma } = bench.services;
  // By a link: asked for, mailed, used; for somebody whose mail server is busy; by one that does not work.
  for (const address of [email, busy, 'stranger@hidden.example']) {
    secrets.add(address);
    const body = new URLSearchParams({ email: address });
    expect((await send('/sign-in/request', { method: 'POST', body })).status).toBe(200);
  }
  await eventually(() => mailServer.received.length > 0);
  const mailed = mailServer.received[0]?.text.replace(/=\r\n/g, '') ?? '';
  const link = note(/sign-in#([\w-]{43})/.exec(mailed)?.[1] ?? '');
  expect(link).toHaveLength(43);
  const signedIn = await post('/sign-in', { token: link });
  expect(signedIn.status).toBe(204);
  const byLink = noteCookies(signedIn);
  expect((await post('/sign-in', { token: link })).status).toBe(401);
  await worker.waitFor(/a job failed/);

  // By the provider: well, with a fault, and while it is away.
  provider.person = { sub: note('subject-of-rosa-quint'), email, email_verified: true };
  const byOidc = noteCookies(await atProvider());
  expect(byOidc).toMatch(/^plenary=/);
  provider.fault = { claims: { nonce: 'another' } };
  expect((await atProvider()).status).toBe(401);
  provider.fault = { token: { status: 400, body: { error: 'invalid_grant', error_description: email } } };
  expect((await atProvider()).status).toBe(401);
  provider.fault = {};
  expect((await atProvider(() => provider.stop())).status).toBe(503);
  expect((await send(`/sign-in/oidc/callback?code=${note('code-of-nobody')}`)).status).toBe(401);

  // By a token: made, used everywhere, wrong, revoked.
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const made = await graphql(
    `mutation { createApiToken(input: { name: "x", scopes: [ACCOUNT], expiresAt: "${expiresAt}" }) { secret } }`,
    { cookie: byOidc },
  );
  const { data }: { data: { createApiToken: { secret: string } } } = await made.json();
  const token = note(data.createApiToken.secret);
  const wrong = note(`plenary_${'w'.repeat(43)}`);
  const ask = async (authorization: string) =>
    (await graphql('{ viewer { email sessions { id } tokens { id } links { id } } }', { authorization }))
      .status;
  expect(await ask(`Bearer ${token}`)).toBe(200);
  expect(await ask(`Bearer ${wrong}`)).toBe(401);
  for (const [authorization, code] of [
    [`Bearer ${wrong}`, 4401],
    [`Bearer ${wrong.repeat(10)}`, 4400],
  ] as const)
    expect((await openSocket(url, authorization).closed)[0]).toBe(code);
  const socket = openSocket(url, `Bearer ${token}`);
  expect(await socket.acknowledged).toBe(true);

  // What nobody expected: the errors of the database know the rows and what was looked for.
  for (const table of ['AccountSession', 'ApiToken', 'OidcIdentity', 'SignInRequest'] as const) {
    await prisma.$executeRawUnsafe(`ALTER TABLE "${table}" RENAME TO "Gone"`);
    await send('/', { headers: { cookie: byLink } });
    await ask(`Bearer ${token}`);
    const opened = openSocket(url, `Bearer ${token}`);
    expect(await opened.acknowledged).toBe(table !== 'ApiToken');
    opened.close();
    await opened.closed;
    await send('/sign-in/request', { method: 'POST', body: new URLSearchParams({ email }) });
    await prisma.$executeRawUnsafe(`ALTER TABLE "Gone" RENAME TO "${table}"`);
  }
  await revokeAnyApiToken(bench.operator, { token });
  expect((await socket.closed)[0]).toBe(4401);
  expect(await ask(`Bearer ${token}`)).toBe(401);
  note(new URL(await createSignInLinkFor(bench.operator, email)).hash.slice(1));

  const log = api.output() + worker.output();
  // It did talk: of the provider's faults, of the job that failed, and of the missing tables.
  for (const line of [
    'a sign-in by OIDC failed',
    'invalid_grant',
    'unreachable',
    'a request failed',
    '"code":"451"',
  ])
    expect(log).toContain(line);
  const lower = log.toLowerCase();
  expect([...secrets].filter((secret) => lower.includes(secret.toLowerCase()))).toEqual([]);
  expect(secrets.size).toBeGreaterThan(20);
}, 180_000);
