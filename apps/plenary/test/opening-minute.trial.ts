import { oversell } from './opening-minute-control.js';
import { openDoors } from './opening-minute-kit.js';

/** Design, safety.md: what presses, and how soon each must be answered. */
const rush = { people: 5_000, places: 300, addresses: 2_500, withinMs: 10_000, apiKills: 3, workerKills: 3 };
const answerMs = 120_000;
const rounds = 20;

test('five thousand people press for three hundred places, while the API and the worker are killed', async () => {
  const opened = await openDoors(rush);
  const { met, answeredMs, held, waiting, live, cancelled, changed, mails, ...rest } = opened;
  console.log(
    `${String(rush.people)} people, answered within ${(answeredMs / 1_000).toFixed(1)} s: ${JSON.stringify(met)}; ` +
      `held ${held.join(' = ')}, waiting ${waiting.join(' = ')}, cancelled ${String(cancelled)}, ` +
      `changed ${String(changed)}; mails ${JSON.stringify(mails)}`,
  );
  const known = ['ok', 'CONFLICT', 'STALE_VERSION'];
  expect(Object.keys(met.answers).filter((code) => !known.includes(code))).toEqual([]);
  expect(rest).toEqual({ tooSoon: 0, inOrder: true, wrongMails: [] });
  expect(held).toEqual([rush.places, rush.places]);
  expect(live + cancelled).toBe(rush.people);
  expect(waiting).toEqual(Array(2).fill(rush.people - rush.places - cancelled - changed));
  expect(mails.came).toBe(mails.asked);
  expect(answeredMs).toBeLessThanOrEqual(answerMs);
});

test('without the lock of the quota too many places are given, each time', async () => {
  const held: number[] = [];
  for (let round = 0; round < rounds; round += 1) held.push(await oversell({ isLocked: false }));
  console.log(`${String(rounds)} times without the lock, of one place: ${held.join(', ')} held`);
  expect(held.every((count) => count > 1)).toBe(true);
});
