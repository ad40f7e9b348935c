import { backUpUnderLoad } from './backup-under-load.js';

const rounds = 8;
const writesBetween = 150;

test(`${String(rounds)} backups under load, each restored elsewhere`, async () => {
  const counts = await backUpUnderLoad(rounds, writesBetween);
  const sum = (of: (count: (typeof counts)[number]) => number): string =>
    String(counts.reduce((total, count) => total + of(count), 0));
  const last = counts.at(-1);
  console.log(
    [
      `${String(counts.length)} backups, ${sum((count) => count.acknowledgedMeanwhile)} writes acknowledged while they were taken`,
      `${sum((count) => count.acknowledgedBefore)} acknowledged writes looked for, ${sum((count) => count.lost)} lost, ${sum((count) => count.half)} half`,
      `${String(last?.refusedSoFar)} writes refused, as where all connections were taken`,
      `the last: ${String(last?.rows)} rows and ${String(last?.files)} files as counted and hashed, ${String(last?.foreignKeys)} references checked`,
    ].join('\n'),
  );
  for (const count of counts) expect(count).toMatchObject({ lost: 0, half: 0 });
});
