import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyNames, keyTexts, loadKeys, type Keys } from '@plenary/platform';
import { parseSettings } from '@plenary/platform/settings';
import { startChild } from '@plenary/testing';

const program = fileURLToPath(new URL('./keys-process.mjs', import.meta.url));

function keysUnder(dataDir: string): Keys {
  return loadKeys(parseSettings({ DATA_DIR: dataDir }, dataDir));
}

test('processes that start at once on 500 fresh folders end with the same keys, each whole', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-keys-'));
  const started = Array.from({ length: 4 }, () =>
    startChild(process.execPath, [program, folder, '500'], { env: { NODE_NO_WARNINGS: '1' } }),
  );
  expect(await Promise.all(started.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
  const [first, ...others] = started.map((child) => child.output());
  expect(first?.match(/^[A-Za-z0-9_-]{43} [A-Za-z0-9_-]{43}$/gm)).toHaveLength(500);
  expect(others).toEqual([first, first, first]);
  const keys = join(folder, '0', 'keys');
  expect(readdirSync(keys)).toEqual(['secret', 'signing']);
  expect(keyNames.map((name) => statSync(join(keys, name)).mode & 0o777)).toEqual([0o600, 0o600]);
});

describe.each(keyNames)('a key file of %s', (name) => {
  test.each([
    ['is empty', () => ''],
    ['is cut off', (text: string) => text.slice(0, -1)],
    ['is longer', (text: string) => `${text}A`],
    ['has another alphabet', (text: string) => `+${text.slice(1)}`],
  ])('that %s stops the start in one line, and stays as it is', (_how, spoil) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'plenary-keys-'));
    const file = join(dataDir, 'keys', name);
    keysUnder(dataDir);
    const spoilt = spoil(readFileSync(file, 'utf8'));
    writeFileSync(file, spoilt);
    expect(() => keysUnder(dataDir)).toThrow(
      expect.objectContaining({ code: 'CONFLICT', message: expect.stringContaining(`${file}: is no key`) }),
    );
    expect(readFileSync(file, 'utf8')).toBe(spoilt);
  });
});

test('a line end behind a key is no part of it', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-keys-'));
  const texts = keyTexts(keysUnder(dataDir));
  for (const name of keyNames) writeFileSync(join(dataDir, 'keys', name), `${texts[name]}\n`);
  expect(keyTexts(keysUnder(dataDir))).toEqual(texts);
});
