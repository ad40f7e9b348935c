import { seededRandom } from '../src/demo/seeded-random.js';
import { killAtRandom, killRunning, type MigrationReport } from './migration-kit.js';

const rounds = 50;
const seed = 20_261_124;

test('a process that dies during a migration leaves the other to complete it', async () => {
  const random = seededRandom(seed);
  const reports: MigrationReport[] = [];
  for (let round = 0; round < rounds; round += 1) {
    reports.push(await killRunning('amid our tables'));
    reports.push(await killRunning('between our tables and those of the queue'));
    reports.push(await killAtRandom(random));
  }
  const whole = reports.filter(({ ends, differences }) => {
    const [, other, last] = ends;
    return other === 0 && last === 0 && differences.length === 0;
  });
  const killed = reports.filter(({ ends }) => ends[0] === 'SIGKILL');
  console.log(
    `${String(killed.length)} migrations killed, another process beside each: ` +
      `${String(whole.length)} of ${String(reports.length)} databases whole`,
  );
  expect(whole).toHaveLength(reports.length);
});
