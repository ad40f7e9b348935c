import { approveAndEdit, editTogether, openMinutes } from './same-edit-kit.js';

const pairs = 1_000;

test('two people edit the same thing', async () => {
  const minutes = await openMinutes();
  const edited = await editTogether(minutes, pairs);
  const approved = await approveAndEdit(minutes, pairs);
  await minutes.close();
  for (const outcomes of [edited, approved]) {
    for (const [outcome, times] of Object.entries(outcomes))
      console.log(`${String(times)} pairs: ${outcome}`);
  }
  expect(edited).toEqual({ 'one wins, the other: STALE_VERSION with both states': pairs });
  const kept =
    (approved['approved before the edit, and DRAFT again'] ?? 0) +
    (approved['edited before the approval: STALE_VERSION, and still DRAFT'] ?? 0);
  expect(kept).toBe(pairs);
});
