import { readFileSync, readdirSync } from 'node:fs';
import type { Stored } from '@plenary/platform';

/**
 * Tests of each kind of kept JSON, by the examples in a folder: `NAME.VERSION.json` as a version wrote it, and
 * `NAME.VERSION.WHEN.json` where it was written otherwise too. All of a kind tell the same, and none is ever edited.
 */
export function describeStored(folder: URL, kinds: readonly Stored[]): void {
  const files = readdirSync(folder);
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

  describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (name, kind) => {
    const { version } = kind;
    const examples = files.filter((file) => file.startsWith(`${name}.`));
    const newest = `${name}.${String(version)}.json`;

    test('has an example of every version', () => {
      const versions = new Set(examples.map((file) => Number(file.split('.')[1])));
      expect([...versions].sort()).toEqual(Array.from({ length: version }, (_, index) => index + 1));
    });

    test('reads every example as the same', () => {
      const meant = kind.decode(read(newest));
      for (const file of examples) expect([file, kind.decode(read(file))]).toEqual([file, meant]);
    });

    test('is written as its newest example: another form is another version', () => {
      expect(kind.encode(kind.decode(read(newest)))).toEqual(read(newest));
    });

    test('refuses another kind, and a version that is still to come', () => {
      const { content } = kind.encode(kind.decode(read(newest)));
      expect(() => kind.decode({ format: 'another/1', content })).toThrow(`not ${name}`);
      const later = `${name}/${String(version + 1)}`;
      expect(() => kind.decode({ format: later, content })).toThrow('A later version of Plenary');
    });
  });

  test('every example is of a kind', () => {
    expect([...new Set(files.map((file) => file.split('.')[0]))].sort()).toEqual(
      kinds.map(({ name }) => name).sort(),
    );
  });
}
