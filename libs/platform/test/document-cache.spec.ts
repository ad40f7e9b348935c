import { DocumentCache } from '../src/graphql/document-cache.js';

const stranger = (key: string) => ({ key, isStranger: true });
const guest = (key: string) => ({ key, isStranger: false });
const nobody = stranger('nobody');

/** What is kept of these, asked for by somebody else. */
function left(kept: DocumentCache<object>, sources: readonly string[]): string[] {
  return sources.filter((source) => kept.find(source, nobody) !== null);
}

const many = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, number) => `{ ${name}${String(number)} }`);

function add(kept: DocumentCache<object>, sources: readonly string[], caller: typeof nobody): void {
  for (const source of sources) if (kept.find(source, caller) === null) kept.add(source, {}, caller);
}

test('who sends ever new ones pushes out their own oldest alone', () => {
  const kept = new DocumentCache();
  add(kept, ['{ good }'], guest('account:1'));
  add(kept, many('new', 2_000), guest('account:2'));
  expect(left(kept, ['{ good }', ...many('new', 2_000)])).toEqual([
    '{ good }',
    ...many('new', 2_000).slice(-50),
  ]);
});

test('one that another has sent too is no single caller’s any more', () => {
  const kept = new DocumentCache();
  add(kept, ['{ good }'], stranger('hall'));
  expect(kept.find('{ good }', stranger('elsewhere'))).not.toBeNull();
  add(kept, many('new', 60), stranger('hall'));
  expect(left(kept, ['{ good }', ...many('new', 60)])).toEqual(['{ good }', ...many('new', 60).slice(-50)]);
});

test('strangers of however many addresses push out nothing that others have sent', () => {
  const kept = new DocumentCache();
  add(kept, ['{ first }'], guest('account:1'));
  add(kept, ['{ second }', '{ third }'], stranger('hall'));
  expect(kept.find('{ second }', guest('account:1'))).not.toBeNull();
  for (let address = 0; address < 100; address += 1)
    add(kept, many(`at${String(address)}n`, 50), stranger(String(address)));
  expect(left(kept, ['{ first }', '{ second }', '{ third }'])).toEqual(['{ first }', '{ second }']);
});
