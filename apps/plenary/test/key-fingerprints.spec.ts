import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFile, keyNames, keyTexts, type KeyName } from '@plenary/platform';
import { openKeys } from '@plenary/platform/keys';
import { parseSettings, type SettingTexts } from '@plenary/platform/settings';
import { createDatabase, createTestBench, startChild, type TestBench } from '@plenary/testing';
import { rowsOf } from './backup-kit.js';
import { CommandLine, root, startLauncher, startWorker } from './kit.js';

const settingOf: Readonly<Record<KeyName, 'SECRET_KEY' | 'SIGNING_KEY'>> = {
  secret: 'SECRET_KEY',
  signing: 'SIGNING_KEY',
};
const another = Buffer.alloc(32, 7).toString('base64url');
const would = {
  secret:
    'without it, all links, sessions and tokens given out so far end, and secrets of webhooks are made anew.',
  signing: 'without it, manifests published so far no longer verify against this installation.',
};
const goOn = 'Put it back; if it is lost for good, plenary accept-keys goes on without it.';
let bench: TestBench;
let commands: CommandLine;
let folder: string;

/** The line that refuses a start with another key. */
function refusal(name: KeyName): string {
  return `${settingOf[name]}: is not the key that this database was made with: ${would[name]} ${goOn}`;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'plenary-keys-'));
  bench = await createTestBench();
  commands = await CommandLine.open();
});
afterAll(async () => {
  await commands.close();
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(keyNames)('another %s key than the database was made with', (name) => {
  test.each([
    ['sign-in-link', 'nobody@example.org'],
    ['backup', 'never.tar.gz'],
    ['verify', 'manifest.json'],
  ])('stops plenary %s in one line', async (...command) => {
    const { status, stdout, stderr } = await commands.run(
      { ...bench.settings, [settingOf[name]]: another },
      ...command,
    );
    expect([status, stdout, stderr]).toEqual([1, '', `${refusal(name)}\n`]);
  });
});

test('launcher, API and worker end with the line of each wrong key and status 1', async () => {
  const settings = { ...bench.settings, SECRET_KEY: another, SIGNING_KEY: another };
  const api = startChild(process.execPath, [join(root, 'apps/api/dist/main.js')], {
    env: { NODE_NO_WARNINGS: '1', PLENARY_TEST_SERVER: undefined, ...settings },
  });
  const started = [api, startWorker(bench, settings), (await startLauncher(settings)).child];
  for (const child of started) {
    expect(await child.ended).toBe(1);
    expect(child.output()).toBe(`${refusal('secret')}\n${refusal('signing')}\n`);
  }
}, 60_000);

test('a key file that is gone stops the start, and no new key is made', async () => {
  const database = await createDatabase();
  const settings = parseSettings({ DATA_DIR: folder }, folder);
  const made = keyTexts(await openKeys(database.url, settings));
  expect(keyTexts(await openKeys(database.url, settings))).toEqual(made);
  for (const name of keyNames) {
    rmSync(keyFile(folder, name));
    await expect(openKeys(database.url, settings)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: {
        fields: expect.arrayContaining([
          { path: keyFile(folder, name), message: `is gone: ${would[name]} ${goOn}` },
        ]),
      },
    });
    expect(existsSync(keyFile(folder, name))).toBe(false);
  }
  await database.drop();
});

test('of processes that start at once with different keys on a new database one goes on', async () => {
  const database = await createDatabase();
  const start = (SECRET_KEY: string) =>
    openKeys(
      database.url,
      parseSettings({ ...bench.settings, DATABASE_URL: database.url, SECRET_KEY }, folder),
    ).then(
      () => 'started',
      () => 'refused',
    );
  const outcomes = await Promise.all(
    [1, 2, 3, 4].map((byte) => start(Buffer.alloc(32, byte).toString('base64url'))),
  );
  expect(outcomes.sort()).toEqual(['refused', 'refused', 'refused', 'started']);
  await database.drop();
});

test('who has lost a key goes on without it by accept-keys, which says what is void, and is recorded', async () => {
  const settings: SettingTexts = { ...bench.settings, SIGNING_KEY: another };
  const before = await rowsOf(bench.database.url);
  const same = await commands.run(bench.settings, 'accept-keys', '--json');
  expect(JSON.parse(same.stdout)).toEqual({ accepted: [], signingKeys: null });
  expect(await rowsOf(bench.database.url)).toEqual(before);
  const { status, stdout } = await commands.run(settings, 'accept-keys');
  const lines = stdout.trim().split('\n');
  expect([status, lines[0]]).toEqual([0, `SIGNING_KEY is accepted: ${would.signing}`]);
  const former = { kty: 'OKP', crv: 'Ed25519', x: expect.any(String) };
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ keys: [former] });
  expect(await bench.services.prisma.auditEntry.findMany()).toMatchObject([
    { action: 'acceptKeys', actorKind: 'operator', subjectKind: 'key', subjectId: 'signing' },
  ]);
  const wrong = await commands.run(bench.settings, 'jobs');
  expect([wrong.status, wrong.stderr]).toEqual([1, `${refusal('signing')}\n`]);
  const right = await commands.run(settings, 'jobs');
  expect(right.status).toBe(0);
}, 60_000);
