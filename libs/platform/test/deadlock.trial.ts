import { aQuickBench, forceDeadlocks, forceSerialisationFailures } from './deadlock-kit.js';

const rounds = 200;

test('deadlocks and serialisation failures are tried again, and no caller sees them', async () => {
  const bench = await aQuickBench();
  for (const [what, force] of [
    ['deadlocks', forceDeadlocks],
    ['serialisation failures', forceSerialisationFailures],
  ] as const) {
    const { ended, succeeded, counts } = await force(bench, rounds);
    expect([succeeded, counts]).toEqual([2 * rounds, [2 * rounds, 2 * rounds]]);
    expect(ended).toBeGreaterThanOrEqual(rounds);
    console.log(
      `${String(ended)} ${what} forced: ${String(succeeded)} of ${String(2 * rounds)} callers saw success`,
    );
  }
  await bench.close();
});
