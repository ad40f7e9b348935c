import { createTestBench, readDocsTable, type TestBench } from '@plenary/testing';

let bench: TestBench;
beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

const file = 'personal-data.md';
const [, ...columns] = readDocsTable(file, 'table');
const [, ...classes] = readDocsTable(file, 'class');

test('every column of the database has one class of personal data, and no other column has', async () => {
  const { rows } = await bench.services.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'`,
  );
  const classed = columns.flatMap(([name = '', , names = '']) =>
    names.split(' ').map((column) => `${name}.${column}`),
  );
  expect(classed.sort()).toEqual(rows.map(({ name }) => name).sort());
});

test('every class is explained, and every purpose that is used is one', () => {
  const explained = classes.map(([name]) => name);
  expect([...new Set(columns.map(([, name]) => name))].sort()).toEqual(explained.sort());
});
