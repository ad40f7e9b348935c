import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createTestBench, type TestBench } from '@plenary/testing';
import { extract, pack, type Header } from 'tar-stream';
import { z } from 'zod';
import type { Manifest } from '../src/backup/manifest.js';
import { anEmptyPlace, anInstallation, backUp, keysOf, rowsOf, type EmptyPlace } from './backup-kit.js';

/** An entry of an archive; its header is that of a plain file where it says nothing else. */
interface Part {
  readonly name: string;
  readonly body: Buffer;
  readonly header?: Partial<Header>;
}

const folder = mkdtempSync(join(tmpdir(), 'plenary-hostile-'));
let bench: TestBench;
let place: EmptyPlace;
/** What an honest backup holds, in its order. */
let honest: Part[];
let whole: Buffer;

beforeAll(async () => {
  bench = await createTestBench();
  await anInstallation(bench);
  const file = join(folder, 'honest');
  await backUp(bench, file, { withKeys: true });
  whole = readFileSync(file);
  honest = await unpack(whole);
  place = await anEmptyPlace(bench);
});
afterAll(async () => {
  await place.close();
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

async function unpack(archive: Buffer): Promise<Part[]> {
  const tar = extract();
  tar.end(gunzipSync(archive));
  const parts: Part[] = [];
  for await (const entry of tar) parts.push({ name: entry.header.name, body: await buffer(entry) });
  return parts;
}

async function packed(parts: readonly Part[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, body, header } of parts) {
    if (header === undefined) tar.entry({ name }, body);
    else tar.entry({ name, ...header });
  }
  tar.finalize();
  return gzipSync(await buffer(tar), { level: 1 });
}

const isTable = (name: string) => (part: Part) => part.name === `tables/public.${name}.copy`;
const isManifest = ({ name }: Part): boolean => name === 'manifest.json';
const isFile = ({ name }: Part): boolean => name.startsWith('files/');

/** The same with the first such part as `change` makes it; null takes it away. */
function changing(is: (part: Part) => boolean, change: (part: Part) => Part | null): Part[] {
  const at = honest.findIndex(is);
  return honest.flatMap((part, index) => (index === at ? (change(part) ?? []) : part));
}

/** The same with another manifest. */
function saying(parts: readonly Part[], change: (manifest: Manifest) => unknown): Part[] {
  return parts.map((part) => {
    if (!isManifest(part)) return part;
    return { ...part, body: Buffer.from(JSON.stringify(change(JSON.parse(part.body.toString())))) };
  });
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The same with other rows in a table, and a manifest that fits them. */
function withRows(table: string, text: string, rows: number): Part[] {
  const body = Buffer.from(text);
  const parts = changing(isTable(table), (part) => ({ ...part, body }));
  return saying(parts, (manifest) => ({
    ...manifest,
    tables: manifest.tables.map((one) =>
      one.name === table ? { ...one, rows, bytes: body.length, sha256: sha256(body) } : one,
    ),
  }));
}

const before = (part: Part): Part[] => [part, ...honest];
const half = (): number => Math.floor(whole.length / 2);
const evil = Buffer.from('evil');
const odd = (name: string): string => `The backup holds what no backup of ours does: "${name}".`;

const cases: readonly (readonly [what: string, parts: () => Part[], reason: string | RegExp])[] = [
  [
    'a way out of the folder',
    () => before({ name: 'files/../../evil', body: evil }),
    odd('files/../../evil'),
  ],
  ['an absolute name', () => before({ name: '/etc/evil', body: evil }), odd('/etc/evil')],
  ['a hidden file', () => before({ name: 'files/.evil', body: evil }), odd('files/.evil')],
  [
    'a symbolic link',
    () =>
      before({
        name: 'files/uploads/evil',
        body: evil,
        header: { type: 'symlink', linkname: '/etc/passwd' },
      }),
    odd('files/uploads/evil'),
  ],
  [
    'a hard link',
    () =>
      before({ name: 'files/uploads/evil', body: evil, header: { type: 'link', linkname: '/etc/passwd' } }),
    odd('files/uploads/evil'),
  ],
  ['a folder', () => before({ name: 'files', body: evil, header: { type: 'directory' } }), odd('files')],
  [
    'a table of the system',
    () => before({ name: 'tables/pg_catalog.pg_authid.copy', body: evil }),
    odd('tables/pg_catalog.pg_authid.copy'),
  ],
  [
    'a name within a name',
    () => before({ name: 'tables/public.A";--.copy', body: evil }),
    /no backup of ours does/,
  ],
  ['a third key', () => before({ name: 'keys/evil', body: evil }), odd('keys/evil')],
  [
    'an entry twice',
    () => before({ ...(honest[0] ?? { name: '', body: evil }) }),
    /no backup of ours does: "tables/,
  ],
  [
    'an entry after the manifest',
    () => [...honest, { name: 'files/uploads/evil', body: evil }],
    odd('files/uploads/evil'),
  ],
  [
    'a file that the manifest does not name',
    () => before({ name: 'files/uploads/evil', body: evil }),
    'The backup holds files/uploads/evil, which its manifest does not name.',
  ],
  [
    'no manifest',
    () => changing(isManifest, () => null),
    'This is no whole backup: it has no manifest.json.',
  ],
  [
    'a manifest that is no JSON',
    () => changing(isManifest, (part) => ({ ...part, body: evil })),
    /none that this program reads/,
  ],
  [
    'a manifest of another kind',
    () => saying(honest, (manifest) => ({ ...manifest, format: 'plenary-backup/2' })),
    /none that this program reads/,
  ],
  [
    'a key the manifest does not know',
    () => saying(honest, (manifest) => ({ ...manifest, evil: 1 })),
    /none that this program reads/,
  ],
  [
    'a manifest of 65 MB',
    () => changing(isManifest, (part) => ({ ...part, body: Buffer.alloc(65_000_000, ' ') })),
    'The backup is none of ours: manifest.json is too large.',
  ],
  [
    'a column that is SQL',
    () =>
      saying(honest, (manifest) => ({
        ...manifest,
        tables: manifest.tables.map((table) => ({ ...table, columns: ["id\") FROM PROGRAM 'id';--"] })),
      })),
    /none that this program reads/,
  ],
  [
    'a file key that leads out',
    () =>
      saying(honest, (manifest) => ({
        ...manifest,
        files: [{ key: '../evil', bytes: 0, sha256: sha256(evil) }],
      })),
    /none that this program reads/,
  ],
  [
    'a table changed',
    () => changing(isTable('Account'), (part) => ({ ...part, body: Buffer.concat([part.body, evil]) })),
    'The backup was changed: tables/public.Account.copy is not what its manifest says.',
  ],
  [
    'a table changed in a letter',
    () =>
      changing(isTable('Account'), (part) => ({
        ...part,
        body: Buffer.from(part.body.toString().replace('chief@', 'thief@')),
      })),
    'The backup was changed: tables/public.Account.copy is not what its manifest says.',
  ],
  [
    'a table gone',
    () => changing(isTable('Account'), () => null),
    'The backup lacks tables/public.Account.copy.',
  ],
  [
    'a file changed',
    () => changing(isFile, (part) => ({ ...part, body: evil })),
    /^The backup was changed: files\//,
  ],
  ['a file gone', () => changing(isFile, () => null), /^The backup lacks files\//],
  [
    'a table that no migration makes',
    () =>
      saying(before({ name: 'tables/public.Evil.copy', body: evil }), (manifest) => ({
        ...manifest,
        tables: [
          ...manifest.tables,
          { schema: 'public', name: 'Evil', columns: ['a'], rows: 1, bytes: 4, sha256: sha256(evil) },
        ],
      })),
    "The backup's tables are not those that its migrations make: Evil (a).",
  ],
  [
    'a table less than its migrations make',
    () =>
      saying(
        changing(isTable('Passage'), () => null),
        (manifest) => ({
          ...manifest,
          tables: manifest.tables.filter(({ name }) => name !== 'Passage'),
        }),
      ),
    /^The backup's tables are not those that its migrations make: Passage \(/,
  ],
  [
    'a sequence that no migration makes',
    () =>
      saying(honest, (manifest) => ({
        ...manifest,
        sequences: [{ name: 'evil', lastValue: '1', isCalled: true }],
      })),
    'The backup has a sequence evil that its migrations do not make.',
  ],
  [
    'no migrations',
    () => saying(honest, (manifest) => ({ ...manifest, migrations: [] })),
    /are not those that its migrations make/,
  ],
  [
    'rows of nobody',
    () =>
      withRows(
        'RoleGrant',
        `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`.replace(
          /.*/,
          (id) => `${id}\t${id}\t\\N\tADMIN\t2026-01-01 00:00:00+00\n`,
        ),
        1,
      ),
    'The database refuses the rows of RoleGrant (RoleGrant_accountId_fkey).',
  ],
  [
    'rows that are none',
    () => withRows('Account', 'evil\n', 1),
    /^The database refuses the rows of Account \(2/,
  ],
  [
    'fewer rows than it says',
    () => withRows('KeptMail', '', 7),
    'The backup was changed: tables/public.KeptMail.copy is not what its manifest says.',
  ],
  [
    'other keys than it says',
    () =>
      changing(
        ({ name }) => name === 'keys/secret',
        (part) => ({ ...part, body: Buffer.from('A'.repeat(43)) }),
      ),
    /^The keys in the backup are not those/,
  ],
  [
    'one key of two',
    () =>
      changing(
        ({ name }) => name === 'keys/secret',
        () => null,
      ),
    /^The keys in the backup are not those/,
  ],
  [
    'a key that is none',
    () =>
      changing(
        ({ name }) => name === 'keys/secret',
        (part) => ({ ...part, body: evil }),
      ),
    /^The keys in the backup are not those/,
  ],
  [
    'keys unsaid',
    () => saying(honest, (manifest) => ({ ...manifest, keys: { ...manifest.keys, included: false } })),
    /^The keys in the backup are not those/,
  ],
];

const files: readonly (readonly [what: string, bytes: () => Buffer | Promise<Buffer>, reason: RegExp])[] = [
  ['nothing at all', () => Buffer.alloc(0), /is cut off: it is no whole backup\.$/],
  ['cut off in the middle', () => whole.subarray(0, half()), /is cut off: it is no whole backup\.$/],
  ['cut off at its last byte', () => whole.subarray(0, -1), /is cut off: it is no whole backup\.$/],
  ['a byte changed in the middle', () => Buffer.from(whole).fill(0, half(), half() + 40), /was damaged\.$/],
  ['no gzip', () => Buffer.from('evil'.repeat(1_000)), /is no backup, or it was damaged\.$/],
  [
    'gzip of something else',
    () => gzipSync(Buffer.from('evil'.repeat(1_000))),
    /is no backup, or it was damaged\.$/,
  ],
  ['tar without gzip', () => gunzipSync(whole), /is no backup, or it was damaged\.$/],
  [
    'a tar that ends early',
    () => gzipSync(gunzipSync(whole).subarray(0, 700)),
    /is cut off: it is no whole backup\.$/,
  ],
  [
    'one that fills disks: 2 GB of nothing in 2 MB',
    async () => {
      const head = gunzipSync(await packed([{ name: 'files/uploads/evil', body: evil }])).subarray(0, 512);
      head.write((2_000_000_000).toString(8).padStart(11, '0'), 124);
      // The header's own sum, taken with blanks in its place.
      head.write(' '.repeat(8), 148);
      const sum = head.reduce((total, byte) => total + byte, 0);
      head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
      const nothing = gzipSync(Buffer.alloc(20_000_000), { level: 9 });
      return Buffer.concat([gzipSync(head), ...Array.from({ length: 100 }, () => nothing)]);
    },
    /^The backup expands as no backup of ours does\.$/,
  ],
];

const refusal = z.object({ code: z.string(), message: z.string() });

async function refusalOf(bytes: Buffer): Promise<z.output<typeof refusal>> {
  const file = join(folder, 'hostile');
  writeFileSync(file, bytes);
  const refused: unknown = await place.restore(file).then(
    () => ({ code: '', message: 'It was restored.' }),
    (error: unknown) => error,
  );
  return refusal.parse(refused);
}

async function holdsNothing(): Promise<void> {
  expect([await rowsOf(place.database.url), await keysOf(place.storage)]).toEqual([{}, []]);
}

test.each(cases)(
  'an archive with %s is refused in a line, and nothing is changed',
  async (_what, parts, reason) => {
    const { code, message } = await refusalOf(await packed(parts()));
    if (typeof reason === 'string') expect(message).toBe(reason);
    else expect(message).toMatch(reason);
    expect([['BAD_INPUT', 'CONFLICT'].includes(code), message.includes('\n')]).toEqual([true, false]);
    await holdsNothing();
  },
);

test.each(files)(
  'a file with %s is refused in a line, and nothing is changed',
  async (_what, bytes, reason) => {
    const { code, message } = await refusalOf(await bytes());
    expect([code, message]).toEqual(['BAD_INPUT', expect.stringMatching(reason)]);
    await holdsNothing();
  },
);

test('no file, or a folder, is refused', async () => {
  await expect(place.restore(join(folder, 'none'))).rejects.toThrow(
    /^There is no file \S+ that can be read\.$/,
  );
  await expect(place.restore(folder)).rejects.toThrow(/ is no file\.$/);
});

test('after all of these the honest one is restored in the same place', async () => {
  const file = join(folder, 'packed-again');
  writeFileSync(file, await packed(honest));
  await place.restore(file);
  expect(await rowsOf(place.database.url)).toEqual(await rowsOf(bench.database.url));
  expect(await keysOf(place.storage)).toEqual(await keysOf(bench.services.storage));
});
