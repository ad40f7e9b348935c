import { oversell } from './opening-minute-control.js';
import { openDoors } from './opening-minute-kit.js';

// Five thousand people: npm run trials.
test('a rush for few places gives each once, while the API is killed', async () => {
  const opened = await openDoors({
    ...{ people: 150, places: 20, addresses: 75, withinMs: 1_000, apiKills: 1, workerKills: 0 },
  });
  const { met, held, waiting, live, cancelled, changed, tooSoon, inOrder, mails, wrongMails } = opened;
  expect(
    Object.keys(met.answers).filter((code) => !['ok', 'CONFLICT', 'STALE_VERSION'].includes(code)),
  ).toEqual([]);
  expect({ held, tooSoon, inOrder, wrongMails }).toEqual({
    ...{ held: [20, 20], tooSoon: 0, inOrder: true, wrongMails: [] },
  });
  expect([live + cancelled, waiting]).toEqual([150, Array(2).fill(150 - 20 - cancelled - changed)]);
  expect(mails.came).toBe(mails.asked);
}, 120_000);

test('without the lock of the quota more places are given than there are; with it none is', async () => {
  expect([await oversell({ isLocked: true }), await oversell({ isLocked: false })]).toEqual([1, 8]);
}, 60_000);
