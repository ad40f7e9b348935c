import { randomUUID } from 'node:crypto';
import type { Ctx } from '@plenary/platform';
import { PutOffError, alone, type JobRun } from '@plenary/platform/queue';
import {
  createDatabase,
  createTestBench,
  eventually,
  startSwallowingProxy,
  type TestBench,
  type TestDatabase,
} from '@plenary/testing';

let database: TestDatabase;
let bench: TestBench;
/** As another process: who has a lock may take it twice. */
let other: TestBench;

beforeAll(async () => {
  database = await createDatabase();
  [bench, other] = [await createTestBench({ database }), await createTestBench({ database })];
});
afterAll(async () => {
  await bench.close();
  await other.close();
  await database.drop();
});

function aRun(): JobRun {
  const { signal } = new AbortController();
  return { id: randomUUID(), claim: randomUUID(), signal, isLastAttempt: false };
}

/** Whether a run gets its turn now, or is put off. */
async function hasItsTurn(run: JobRun): Promise<boolean> {
  try {
    await alone(other.operator, run, () => Promise.resolve());
    return true;
  } catch (error) {
    if (error instanceof PutOffError) return false;
    throw error;
  }
}

test('a second run is put off for as long as the first is at it, and one of other work is not', async () => {
  const run = aRun();
  const isItsTurn: boolean[] = [];
  const look = async () => isItsTurn.push(await hasItsTurn(run));
  await alone(bench.operator, run, async () => {
    await look();
    expect(await hasItsTurn(aRun())).toBe(true);
    await look();
  });
  // The server frees the lock when it sees that the connection is closed.
  await eventually(() => hasItsTurn(run));
  expect(isItsTurn).toEqual([false, false]);
});

test('a run that fails leaves the work to the next', async () => {
  const run = aRun();
  await expect(alone(bench.operator, run, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  await eventually(() => hasItsTurn(run));
});

describe('a run that lasts too long loses its turn to the next', () => {
  const longestMs = 50;
  /** Lasts until another run has had its turn. */
  const last = (ctx: Ctx, run: JobRun, begin: () => void): Promise<void> =>
    alone(
      ctx,
      run,
      () => {
        begin();
        return eventually(() => hasItsTurn(run));
      },
      longestMs,
    );

  test('for the database ends its connection, and its process goes on', async () => {
    await last(bench.operator, aRun(), () => undefined);
    expect(await bench.services.pool.query('SELECT 1')).toMatchObject({ rowCount: 1 });
  });

  test('also where that was dropped without a word', async () => {
    const proxy = await startSwallowingProxy(database.url);
    const cutOff = await createTestBench({ database: { ...database, url: proxy.url } });
    await last(cutOff.operator, aRun(), () => {
      proxy.swallow();
    });
    await cutOff.close();
    await proxy.close();
  });
});
