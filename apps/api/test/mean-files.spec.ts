import { createTestBench, type TestBench } from '@plenary/testing';
import { meanFiles } from './mean-files.js';
import { startSender, type Sender } from './mean-files-kit.js';

let bench: TestBench;
let sender: Sender;

beforeAll(async () => {
  bench = await createTestBench();
  sender = await startSender(bench);
});
afterAll(async () => {
  sender.api.child.process.kill('SIGTERM');
  await sender.api.child.ended;
  await bench.close();
});

/** The first of each kind; all of them: npm run trials. */
const some = [...Map.groupBy(meanFiles, ({ kind }) => kind).values()].flatMap(([file]) => file ?? []);

test.each(some)('$kind: $name', async (file) => {
  const said = await sender.send(file);
  expect(file.said === null ? said : (said ?? '').slice(0, file.said.length)).toBe(file.said);
});
