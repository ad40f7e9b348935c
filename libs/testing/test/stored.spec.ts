import { createTestBench, type TestBench } from '@plenary/testing';
import { jsonColumns } from '@plenary/testing/nouns';

let bench: TestBench;
beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

test('every column with JSON says how a later program reads it', async () => {
  const { rows } = await bench.services.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'jsonb'`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual([...jsonColumns.keys()].sort());
});
