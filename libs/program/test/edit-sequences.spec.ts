import fc from 'fast-check';
import { runSequence, steps, type Tally } from './edit-sequences.js';

// Many more of them: npm run trials.
test('random edits keep findings exact, versions honest and undoing whole', () => {
  const tally: Tally = { sequences: 0, edits: 0, undone: 0, stale: 0, refused: 0, releasable: 0 };
  fc.assert(
    fc.property(steps, (sequence) => {
      runSequence(sequence, tally);
    }),
    { numRuns: 200, seed: 20_261_124 },
  );
  expect(tally.edits).toBeGreaterThan(1_000);
  expect(tally.undone).toBe(tally.edits);
  expect([tally.stale, tally.refused, tally.releasable].every((count) => count > 0)).toBe(true);
}, 60_000);
