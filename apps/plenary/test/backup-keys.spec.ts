import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authenticate } from '@plenary/identity';
import { findPublishedFile, signingKeySet, verifyManifest } from '@plenary/minutes';
import { enterEvent, keyNames, keyTexts } from '@plenary/platform';
import { createTestBench, type TestBench } from '@plenary/testing';
import { anEmptyPlace, anInstallation, backUp, rowsOf } from './backup-kit.js';
import { plenary, startLauncher } from './kit.js';
import { seenByThePublic } from './publication-kit.js';

const folder = mkdtempSync(join(tmpdir(), 'plenary-keys-'));
const withKeys = join(folder, 'with-keys');
const withoutKeys = join(folder, 'without-keys');
const others = {
  SECRET_KEY: Buffer.alloc(32, 1).toString('base64url'),
  SIGNING_KEY: Buffer.alloc(32, 2).toString('base64url'),
};
let bench: TestBench;
let installation: Awaited<ReturnType<typeof anInstallation>>;

beforeAll(async () => {
  bench = await createTestBench();
  installation = await anInstallation(bench);
  await backUp(bench, withKeys, { withKeys: true });
  await backUp(bench, withoutKeys);
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

test('restored under other keys, a backup without its own says what is void and how to verify what was published', async () => {
  const place = await anEmptyPlace(bench, { settings: others });
  const { status, stdout } = await plenary(place.settings, 'restore', withoutKeys);
  const lines = stdout.trim().split('\n');
  expect([status, lines.slice(1, -1)]).toEqual([
    0,
    [
      'The secret key is not that of the backup: sign-in links and sessions are void, and everybody signs in anew.',
      'The signing key is not that of the backup. Minutes published before are verified with its public key: keep the',
      'next line as a file, publish it where people find it, and use: plenary verify MANIFEST --keys FILE',
    ],
  ]);
  const there = await place.open();
  expect(
    (await authenticate(there.services, { session: installation.cookie, authorization: undefined }, 'test'))
      .actor.kind,
  ).toBe('anonymous');
  const ctx = enterEvent(there.operator, installation.ctx.event);
  const read = async (name: string) => (await findPublishedFile(ctx, 'en', 1, name))?.body ?? null;
  const manifest = (await read('manifest.json')) ?? Buffer.alloc(0);
  const before = JSON.parse(lines.at(-1) ?? '');
  expect((await verifyManifest(manifest, before, read)).problems).toEqual([]);
  const now = signingKeySet(there.services.keys.signing);
  expect((await verifyManifest(manifest, now, read)).problems).toEqual([
    { name: null, message: 'The manifest is signed by a key that is not trusted.' },
  ]);
  await there.close();
  await place.close();
}, 120_000);

test('a backup with keys is refused where there are others, and nothing is changed', async () => {
  const place = await anEmptyPlace(bench, { settings: others });
  await expect(place.restore(withKeys)).rejects.toThrow(
    /^The backup has keys, and this installation has others: /,
  );
  expect(await rowsOf(place.database.url)).toEqual({});
  await place.close();
});

test('on a new machine a backup with keys brings everything: who was signed in still is', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-data-'));
  chmodSync(dataDir, 0o755);
  const settings = { DATA_DIR: dataDir, DEMO: 'off' };
  const restored = await plenary(settings, 'restore', withKeys, '--json');
  expect([restored.status, JSON.parse(restored.stdout).keys]).toEqual([
    0,
    { secret: 'restored', signing: 'restored' },
  ]);
  for (const name of keyNames) expect(statSync(join(dataDir, 'keys', name)).mode & 0o777).toBe(0o600);
  const { child, url } = await startLauncher(settings);
  await child.waitFor(/^Plenary is ready/m, 60_000);
  const ask = async (cookie: string): Promise<unknown> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: '{ viewer { email } }' }),
    });
    return response.json();
  };
  expect(await ask(`plenary=${installation.cookie}`)).toEqual({
    data: { viewer: { email: installation.email } },
  });
  const { slug } = installation.ctx.event;
  expect((await fetch(`${url}/events/${slug}/minutes/en`)).status).toBe(200);
  const again = await plenary(settings, 'restore', withKeys);
  expect([again.status, again.stderr.trim().split('\n').at(-1)]).toEqual([
    1,
    'Plenary runs already on this database.',
  ]);
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
  rmSync(dataDir, { recursive: true, force: true });
}, 120_000);

test('the keys of a backup are those of its installation', async () => {
  const place = await anEmptyPlace(bench);
  expect((await place.restore(withKeys)).keys).toEqual({ secret: 'same', signing: 'same' });
  const there = await place.open();
  expect(keyTexts(there.services.keys)).toEqual(keyTexts(bench.services.keys));
  expect(await seenByThePublic(enterEvent(there.operator, installation.ctx.event))).toBe('whole');
  await there.close();
  await place.close();
});
