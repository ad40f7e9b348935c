import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { handlers } from '@plenary/nouns/jobs';
import { signingKeySet, verifyManifest } from '@plenary/minutes';
import { loadKeys } from '@plenary/platform';
import { readMigrations } from '@plenary/platform/migrate';
import { parseSettings } from '@plenary/platform/settings';
import { createTestBench, startApiProcess, type ApiProcess, type TestBench } from '@plenary/testing';
import { z } from 'zod';
import { anEmptyPlace, type EmptyPlace } from './backup-kit.js';
import { look, type Look } from './landed/look.js';

/**
 * An installation of a version that landed, in use: its backup, and beside it what it showed at that moment to each who
 * held something of it. Whatever comes later serves the same.
 */
const folder = new URL('./landed/', import.meta.url);
const backup = fileURLToPath(new URL('landed-20261125.tar.gz', folder));
const lastMigration = '20261125004210_notices_carry_calendars';
const record = z
  .object({
    takenAt: z.string(),
    holdings: z.object({
      cookies: z.record(z.string(), z.string()),
      partCookie: z.string(),
      partLink: z.string(),
      signInLink: z.string(),
      token: z.string(),
      revokedToken: z.string(),
      unsubscribe: z.string(),
    }),
    seen: z.record(z.string(), z.unknown()),
  })
  .parse(JSON.parse(readFileSync(new URL('landed-20261125.json', folder), 'utf8')));

let maker: TestBench;
let place: EmptyPlace;
let bench: TestBench;
let api: ApiProcess;
let migrated: readonly string[];
let shown: Look;

beforeAll(async () => {
  maker = await createTestBench({ clock: true });
  place = await anEmptyPlace(maker);
  ({ migrated } = await place.restore(backup));
  // Sessions and links are as old as they were.
  maker.setTime(record.takenAt);
  bench = await place.open();
  api = await startApiProcess(bench);
  shown = await look(api.url, record.holdings);
}, 120_000);
afterAll(async () => {
  api.child.process.kill('SIGTERM');
  await api.child.ended;
  await bench.close();
  await place.close();
  await maker.close();
});

test('it is migrated by all that came since', () => {
  const later = readMigrations().filter(({ name }) => name > lastMigration);
  expect(migrated).toEqual(later.map(({ name }) => name));
});

test.each(Object.keys(record.seen))('it shows %s as it did', (what) => {
  expect(shown[what]).toEqual(record.seen[what]);
});

test('it shows nothing that was not recorded', () => {
  expect(Object.keys(shown)).toEqual(Object.keys(record.seen));
});

test('what it asked for can be done: each kind of work is known, and its payload is read', async () => {
  const payloads = new Map(handlers.map(({ type }) => [type.name, type.payload]));
  const work = await bench.services.prisma.outbox.findMany({ select: { job: true, payload: true } });
  const known = work.map(({ job, payload }) => [job, payloads.get(job)?.safeParse(payload).success]);
  expect(known).toEqual(work.map(({ job }) => [job, true]));
});

test('its published minutes are as they were signed', async () => {
  const at = `${api.url}/events/ipss-2023/minutes/en/1`;
  const read = async (name: string): Promise<Buffer> =>
    Buffer.from(await (await fetch(`${at}/${name}`)).arrayBuffer());
  const keys = signingKeySet(loadKeys(parseSettings(bench.settings, '.')).signing);
  const { manifest, problems } = await verifyManifest(await read('manifest.json'), keys, read);
  expect(problems).toEqual([]);
  expect(manifest?.artifacts.map(({ name }) => name)).toEqual([
    'minutes.html',
    'minutes.json',
    'minutes.pdf',
  ]);
});
