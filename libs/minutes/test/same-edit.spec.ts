import { approveAndEdit, editTogether, openMinutes, type OpenMinutes } from './same-edit-kit.js';

let minutes: OpenMinutes;

beforeAll(async () => {
  minutes = await openMinutes();
});
afterAll(() => minutes.close());

test('of two who edit the same turn at once, one wins and the other is shown both states', async () => {
  expect(await editTogether(minutes, 20)).toEqual({
    'one wins, the other: STALE_VERSION with both states': 20,
  });
});

test('nobody approves words that are changed at the same time', async () => {
  const outcomes = await approveAndEdit(minutes, 20);
  const allowed = [
    'approved before the edit, and DRAFT again',
    'edited before the approval: STALE_VERSION, and still DRAFT',
  ];
  expect(Object.keys(outcomes).filter((outcome) => !allowed.includes(outcome))).toEqual([]);
});
