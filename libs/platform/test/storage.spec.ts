import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Storage, receiveUpload } from '@plenary/platform/storage';
import { aTranscript, createTestBench, startRawServer } from '@plenary/testing';
import S3rver from 's3rver';

const folder = mkdtempSync(join(tmpdir(), 'plenary-storage-'));
const transcript = aTranscript([['A', 'Hello']]);

describe('S3-compatible storage', () => {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'minutes' }],
  });
  let endpoint = '';
  const settings = (at: string) => ({
    ARTIFACTS_URL: `s3://minutes/office/one?endpoint=${encodeURIComponent(at)}&region=eu-west-1`,
    S3_ACCESS_KEY: 'S3RVER',
    S3_SECRET_KEY: 'S3RVER',
  });
  beforeAll(async () => {
    const { port } = await server.run();
    endpoint = `http://127.0.0.1:${String(port)}`;
  });
  afterAll(() => server.close());

  test('keeps bytes and uploads under its prefix, and gives them back', async () => {
    const bench = await createTestBench({ settings: settings(endpoint) });
    const { storage } = bench.services;
    const stored = await storage.put('artifacts', Buffer.from('平和'));
    expect((await storage.read(stored.key)).toString()).toBe('平和');
    expect(await storage.put('artifacts', Buffer.from('平和'))).toEqual(stored);
    const upload = await receiveUpload(
      bench.operator,
      'transcript',
      'text/vtt',
      Readable.from([Buffer.from(transcript)]),
    );
    const { storageKey } = await bench.services.prisma.upload.findUniqueOrThrow({ where: { id: upload.id } });
    expect((await storage.read(storageKey)).toString()).toBe(transcript);
    const listing = await fetch(`${endpoint}/minutes?list-type=2`).then((response) => response.text());
    expect(listing).toContain(`office/one/${stored.key}`);
    await storage.delete(storageKey);
    await expect(storage.read(storageKey)).rejects.toThrow();
    await bench.close();
  });

  test('lists what it has under its prefix alone, and takes a file under the key it had before', async () => {
    const bench = await createTestBench({ settings: settings(endpoint) });
    const { storage } = bench.services;
    const next = {
      ...settings(endpoint),
      ARTIFACTS_URL: settings(endpoint).ARTIFACTS_URL.replace('one', 'one-b'),
    };
    const neighbour = await createTestBench({ settings: next });
    await neighbour.services.storage.put('artifacts', Buffer.from('of another'));
    await holdsWhatItIsGiven(storage);
    await neighbour.close();
    await bench.close();
  });

  test('says that it is away, and leaves nothing behind', async () => {
    const bench = await createTestBench({ settings: settings('http://127.0.0.1:9') });
    const put = await bench.services.storage
      .put('artifacts', Buffer.from('x'))
      .catch((error: unknown) => error);
    const unfinished = readdirSync(join(bench.services.settings.dataDir, 'unfinished', 'unfinished'));
    await bench.close();
    expect(put).toMatchObject({ code: 'UNAVAILABLE' });
    expect(unfinished).toEqual([]);
  });

  test.each([
    ['a status that is none', 'HTTP/1.1 000 Odd\r\nContent-Length: 0\r\n\r\n'],
    ['the page of another server', 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<html>'],
    ['a redirect', 'HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n'],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ])('takes %s for a storage that is away', async (_what, answer) => {
    const server = await startRawServer(answer);
    const bench = await createTestBench({ settings: settings(server.url) });
    const { storage } = bench.services;
    const asked = [() => storage.put('artifacts', Buffer.from('minutes')), () => storage.list().next()];
    for (const ask of asked)
      expect(await ask().catch((error: unknown) => error)).toMatchObject({ code: 'UNAVAILABLE' });
    await bench.close();
    await server.close();
  });

  test.each([
    [{ S3_SECRET_KEY: undefined }, /^S3_SECRET_KEY: is required/],
    [{ ARTIFACTS_URL: 's3://minutes?endpoint=nowhere' }, /^ARTIFACTS_URL: its endpoint/],
    [{ ARTIFACTS_URL: 's3://UPPER' }, /^ARTIFACTS_URL: must be/],
    [{ ARTIFACTS_URL: 'ftp://x' }, /^ARTIFACTS_URL: must be/],
  ])('refuses %j at the start', async (wrong, message) => {
    await expect(createTestBench({ settings: { ...settings(endpoint), ...wrong } })).rejects.toThrow(message);
  });
});

test('a folder lists what it has, and takes a file under the key it had before', async () => {
  await holdsWhatItIsGiven(new Storage({ kind: 'folder', folder: join(folder, 'plain') }));
});

async function holdsWhatItIsGiven(storage: Storage): Promise<void> {
  for await (const { key } of storage.list()) await storage.delete(key);
  const bytes = Buffer.alloc(7_000_000, 'x');
  const { sha256 } = await storage.putAt('uploads/one', Readable.from([bytes]), bytes.length);
  const { key } = await storage.put('artifacts', bytes);
  expect(key).toBe(`artifacts/${sha256}`);
  const listed: string[] = [];
  for await (const file of storage.list()) {
    expect(file.modifiedAt.getTime()).not.toBeNaN();
    listed.push(file.key);
  }
  expect(listed.sort()).toEqual([key, 'uploads/one']);
  expect([await storage.has('uploads/one'), await storage.has('uploads/two')]).toEqual([true, false]);
  expect(await buffer(await storage.open('uploads/one'))).toEqual(bytes);
}

/** Root may mount a small disk; others can't, and see the test skipped. */
const disk = join(folder, 'disk');
mkdirSync(disk);
const mounted =
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', ['--lazy', disk]);
  rmSync(folder, { recursive: true, force: true });
});
const onSmallDisk = mounted ? test : test.skip;

onSmallDisk(
  'a full disk is a clean refusal that leaves nothing half, and heals by itself (needs root to mount one)',
  async () => {
    const storage = new Storage({ kind: 'folder', folder: disk });
    const large = Buffer.alloc(200_000, 1);
    await expect(storage.put('artifacts', large)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(storage.putStream('uploads', Readable.from([large]), 1_000_000)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect(
      readdirSync(disk, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    ).toEqual([]);
    const stored = await storage.put('artifacts', Buffer.from('small'));
    expect((await storage.read(stored.key)).toString()).toBe('small');
  },
);

test('what a killed process has left unfinished goes once nobody has written to it for ten minutes', async () => {
  const place = mkdtempSync(join(folder, 'killed-'));
  const storage = new Storage({ kind: 'folder', folder: place });
  expect(await storage.forgetUnfinished()).toBe(0);
  const arrived = await storage.receive(Readable.from([Buffer.from('whole')]), 1_000);
  const left = join(place, 'unfinished', 'left');
  for (const [path, minutes] of [
    [left, 11],
    [`${left}-9`, 9],
  ] as const) {
    writeFileSync(path, 'half');
    const then = new Date(Date.now() - minutes * 60_000);
    utimesSync(path, then, then);
  }
  expect(await storage.forgetUnfinished()).toBe(1);
  expect(readdirSync(join(place, 'unfinished'))).toHaveLength(2);
  const { key } = await arrived.keep('uploads/one');
  expect((await storage.read(key)).toString()).toBe('whole');
  expect(readdirSync(join(place, 'unfinished'))).toEqual(['left-9']);
});

test('a sender who goes before, or while the file is begun, is told of as one who was cut off', async () => {
  const place = mkdtempSync(join(folder, 'cut-off-'));
  const storage = new Storage({ kind: 'folder', folder: place });
  const gone = new Readable({ read: () => undefined });
  gone.destroy();
  await new Promise((resolve) => gone.once('close', resolve));
  await expect(storage.putStream('uploads', gone, 1_000)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  const going = new Readable({ read: () => undefined });
  const kept = storage.putStream('uploads', going, 1_000);
  going.destroy(new Error('aborted'));
  await expect(kept).rejects.toThrow('aborted');
  const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files).toEqual([]);
});
