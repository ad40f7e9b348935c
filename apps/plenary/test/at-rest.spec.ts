import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useEmbeddedPostgres } from '@plenary/platform/postgres';
import { Storage } from '@plenary/platform/storage';
import { eventually } from '@plenary/testing';
import { withClient } from './backup-kit.js';
import { root } from './kit.js';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test("the database's log tells of an error without the values of rows, and its owner alone reads it", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-data-'));
  chmodSync(dataDir, 0o755);
  const server = await useEmbeddedPostgres({ dataDir });
  await withClient(server.url, async (client) => {
    await client.query('CREATE TABLE person (email text CONSTRAINT person_email_key UNIQUE)');
    const insert = () => client.query(`INSERT INTO person VALUES ('rosa@hidden.example')`);
    await insert();
    await expect(insert()).rejects.toThrow('person_email_key');
  });
  const logs = join(server.folder, 'log');
  const text = (): string =>
    readdirSync(logs)
      .map((name) => readFileSync(join(logs, name), 'utf8'))
      .join('');
  await eventually(() => text().includes('person_email_key'));
  expect(text()).not.toContain('rosa');
  expect(readdirSync(logs).map((name) => mode(join(logs, name)))).toEqual(['600']);
  expect([mode(server.folder), mode(join(dataDir, 'postgres.log'))]).toEqual(['700', '600']);
  await server.release();
  rmSync(dataDir, { recursive: true, force: true });
  if (server.elsewhere) rmSync(server.folder, { recursive: true, force: true });
}, 60_000);

test('its owner alone enters the folder of files, also one that was open before', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-files-'));
  chmodSync(folder, 0o755);
  const storage = new Storage({ kind: 'folder', folder });
  const { key } = await storage.put('artifacts', Buffer.from('words'));
  expect([(await storage.read(key)).toString(), mode(folder)]).toEqual(['words', '700']);
  rmSync(folder, { recursive: true, force: true });
});

const hostNode = '/usr/bin/node';
const major = Number(
  /^v(\d+)/.exec(spawnSync(hostNode, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 0,
);
(major > 0 && major < 24 ? describe : describe.skip)('an old Node (needs a machine that has one)', () => {
  test.each(['apps/plenary/dist/migrate.js', 'apps/api/dist/main.js', 'apps/worker/dist/main.js'])(
    'is refused by %s in one line',
    (file) => {
      const { status, stdout, stderr } = spawnSync(hostNode, [join(root, file)], { encoding: 'utf8' });
      expect([status, stdout, stderr]).toEqual([
        1,
        '',
        expect.stringMatching(
          /^Node v\d+\.\d+\.\d+ is too old: use Node 24 or later, or .*: npx node FILE\n$/,
        ),
      ]);
    },
  );
});
