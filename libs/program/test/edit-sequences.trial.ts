import fc from 'fast-check';
import { runSequence, steps, type Tally } from './edit-sequences.js';

const runs = 10_000;

test(`${String(runs)} random sequences of edits`, () => {
  const tally: Tally = { sequences: 0, edits: 0, undone: 0, stale: 0, refused: 0, releasable: 0 };
  fc.assert(
    fc.property(steps, (sequence) => {
      runSequence(sequence, tally);
    }),
    { numRuns: runs, seed: 20_261_124 },
  );
  console.log(
    `${String(tally.sequences)} sequences, ${String(tally.edits)} edits, each undone; ${String(tally.stale)} stale and ` +
      `${String(tally.refused)} other refusals; after ${String(tally.releasable)} edits a release was free of blockers`,
  );
}, 1_200_000);
