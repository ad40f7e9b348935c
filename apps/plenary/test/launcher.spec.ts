import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '@plenary/platform/postgres';
import { createDatabase, createTestBench, eventually } from '@plenary/testing';
import {
  childrenOf,
  eventuallyListening,
  isReady,
  postgresHome,
  postmasterOf,
  startLauncher,
} from './kit.js';

const key = 'dGVzdHMgdXNlIHRoaXMga2V5LCBub2JvZHkgZWxzZSE';

test('it starts with the embedded database and the demo, survives kills, and stops cleanly', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-data-'));
  chmodSync(dataDir, 0o755);
  const first = await startLauncher({ DATA_DIR: dataDir });
  await first.child.waitFor(/^Plenary is ready: (http:\S+)$/m, 180_000);
  await first.child.waitFor(/MINUTES_EDITOR +http:\S+\/sign-in#\S+/);
  for (const guest of ['ON_SITE', 'ONLINE', 'WAITING'])
    await first.child.waitFor(new RegExp(`^  ${guest} +http:\\S+/link#\\S+$`, 'm'));
  const minutes = `${first.url}/events/ipss-2023/minutes/en`;
  await eventually(async () => (await fetch(minutes)).ok);
  expect(await (await fetch(minutes)).text()).toContain('Demonstration: invented persons and words');
  const conference = await (await fetch(`${first.url}/events/iaptc-2026/program.json`)).json();
  expect(
    new Set(conference.sessions.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10))).size,
  ).toBe(5);

  const [api = 0, worker = 0] = childrenOf(first.child);
  process.kill(api, 'SIGKILL');
  process.kill(worker, 'SIGKILL');
  await eventually(() => !isAlive(api));
  await eventually(() => isReady(first.url));

  const orphans = childrenOf(first.child);
  first.child.process.kill('SIGKILL');
  await first.child.ended;
  await eventually(() => orphans.every((pid) => !isAlive(pid)));

  const second = await startLauncher({ DATA_DIR: dataDir, LOG_LEVEL: 'debug' });
  await second.child.waitFor(/^Plenary is ready/m, 180_000);
  expect((await fetch(`${second.url}/events/ipss-2023/minutes/en`)).ok).toBe(true);
  const third = await startLauncher({ DATA_DIR: dataDir });
  expect(await third.child.ended).toBe(1);
  expect(third.child.output()).toContain('Plenary runs already on this database.');

  // The database dies: nobody else does, and all is well again without them.
  const before = childrenOf(second.child);
  const { pid: postmaster, port } = postmasterOf(dataDir);
  process.kill(postmaster, 'SIGKILL');
  await eventually(() => !isAlive(postmaster));
  await eventually(() => isReady(second.url));
  expect((await fetch(`${second.url}/events/ipss-2023/minutes/en`)).ok).toBe(true);
  expect(childrenOf(second.child)).toEqual(before);

  // The next time its port is taken meanwhile: it says so once, and comes back when it has it again.
  second.child.process.kill('SIGSTOP');
  process.kill(postmasterOf(dataDir).pid, 'SIGKILL');
  const squatter = await eventuallyListening(port);
  second.child.process.kill('SIGCONT');
  // Of further tries only who looks closer hears.
  const lines = (words: string) =>
    second.child
      .output()
      .split('\n')
      .filter((line) => line.includes(words));
  await eventually(() => lines('still does not start').length >= 3, 60_000);
  expect(await isReady(second.url)).toBe(false);
  await new Promise((closed) => squatter.close(closed));
  await eventually(() => isReady(second.url), 60_000);
  const told = lines('held by another program').filter((line) => !line.includes('still does not start'));
  expect(told).toHaveLength(1);
  expect(childrenOf(second.child)).toEqual(before);

  const last = childrenOf(second.child);
  const asked = Date.now();
  second.child.process.kill('SIGTERM');
  expect(await second.child.ended).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  expect(last.some(isAlive)).toBe(false);
  rmSync(dataDir, { recursive: true, force: true });
}, 300_000);

test('who ends it while it makes its first database leaves nothing of that', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-data-'));
  chmodSync(dataDir, 0o755);
  const { child } = await startLauncher({ DATA_DIR: dataDir });
  const made = (): string[] =>
    readdirSync(postgresHome(dataDir)).filter((name) => /^postgres[.-]?/.test(name));
  await eventually(() => made().length > 0);
  const children = childrenOf(child);
  child.process.kill('SIGTERM');
  expect([await child.ended, child.output()]).toEqual([0, '']);
  expect(made()).toEqual([]);
  expect(children.filter(isAlive)).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});

describe('what can not start says why in one line, and exits with 1', () => {
  test.each<[string, Record<string, string>, RegExp, number]>([
    ['a wrong port', { PORT: 'http' }, /^PORT: must be a port number from 1 to 65535$/m, 1],
    ['a wrong switch', { DEMO: 'yes' }, /^DEMO: must be on or off$/m, 1],
    [
      'a wrong address',
      { DATABASE_URL: 'mysql://localhost/x' },
      /^DATABASE_URL: must be a postgres:\/\/ address$/m,
      1,
    ],
    [
      'half of a provider',
      { OIDC_ISSUER: 'https://id.example.org' },
      /^OIDC_CLIENT_ID: is required with the other OIDC settings\nOIDC_CLIENT_SECRET: is required/m,
      2,
    ],
    [
      'a provider that anybody could stand in for',
      { OIDC_ISSUER: 'http://127.0.0.1.example.org', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'hush' },
      /^OIDC_ISSUER: must be an https:\/\/ address, or an http:\/\/ one of this machine$/m,
      1,
    ],
    [
      'keys that are missing',
      { DATABASE_URL: 'postgres://localhost/x' },
      /^SECRET_KEY: is required where DATABASE_URL is set/m,
      2,
    ],
    [
      'a driven clock on a real database',
      { DATABASE_URL: 'postgres://localhost/real', SECRET_KEY: key, SIGNING_KEY: key, CLOCK: '/tmp/clock' },
      /^CLOCK: is allowed only with a test database/m,
      1,
    ],
    [
      'a database that is away',
      { DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/plenary', SECRET_KEY: key, SIGNING_KEY: key },
      /^DATABASE_URL: the database at 127\.0\.0\.1:1\/plenary can't be reached \(.*ECONNREFUSED.*\)\.$/m,
      1,
    ],
  ])('%s', async (_what, settings: Record<string, string>, expected, lines) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenary-data-'));
    const { child } = await startLauncher({ DATA_DIR: dataDir, ...settings });
    expect(await child.ended).toBe(1);
    expect(child.output()).toMatch(expected);
    expect(child.output()).not.toContain('hush');
    expect(child.output().trim().split('\n')).toHaveLength(lines);
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('a port in use', async () => {
    const database = await createDatabase();
    const bench = await createTestBench({ database });
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const { child } = await startLauncher({ ...bench.settings, PORT: port });
    expect(await child.ended).toBe(1);
    expect(child.output().trim()).toBe(`Port ${port} of 127.0.0.1 is in use; set PORT to another.`);
    server.close();
    await bench.close();
    await database.drop();
  });
});
