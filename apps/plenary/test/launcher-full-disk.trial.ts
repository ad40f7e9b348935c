import { setTimeout as pause } from 'node:timers/promises';
import { hasCode } from '@plenary/platform';
import { isAlive } from '@plenary/platform/postgres';
import { eventually } from '@plenary/testing';
import { mountSmallDisk } from './disk-full-kit.js';
import { childrenOf, isReady, postmasterOf, startLauncher } from './kit.js';

const disk = mountSmallDisk(400);
/** How often its database is killed while there is no room, and how long between. */
const rounds = 6;
const roundMs = 10_000;

/** Null where none could start. */
function livingPostmaster(dataDir: string): number | null {
  try {
    const { pid } = postmasterOf(dataDir);
    return isAlive(pid) ? pid : null;
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return null;
  }
}

afterAll(() => {
  if (disk === null) return;
  // It outlives a launcher that is killed.
  const pid = livingPostmaster(disk.folder);
  if (pid !== null) process.kill(pid, 'SIGKILL');
  disk.unmount();
});

// Only root may mount a disk of its own.
const onSmallDisk = disk === null ? test.skip : test;
onSmallDisk('a launcher whose disk is full for a minute comes back by itself', async () => {
  if (disk === null) return;
  const { child, url } = await startLauncher({ DATA_DIR: disk.folder, LOG_LEVEL: 'info' });
  await child.waitFor(/^Plenary is ready/m, 120_000);
  const children = childrenOf(child);
  const begun = child.output().length;
  try {
    disk.fill(0);
  } catch (error) {
    // The database has taken what there was first.
    if (!hasCode(error, 'ENOSPC')) throw error;
  }
  let kills = 0;
  for (let round = 0; round < rounds; round += 1) {
    const pid = livingPostmaster(disk.folder);
    if (pid !== null) {
      process.kill(pid, 'SIGKILL');
      kills += 1;
    }
    await pause(roundMs);
  }
  const wasReady = await isReady(url);
  disk.makeRoom();
  const room = performance.now();
  await eventually(() => isReady(url), 120_000);
  const seconds = (performance.now() - room) / 1_000;
  const lines = child
    .output()
    .slice(begun)
    .split('\n')
    .filter((line) => line.includes('"launcher"'));
  console.log(
    `a full disk: ${String(kills)} kills of its database, ${wasReady ? 'ready' : 'away'} after a minute; ` +
      `ready ${seconds.toFixed(1)} s after there was room; the launcher wrote ${String(lines.length)} lines`,
  );
  expect(lines.length).toBeLessThanOrEqual(3 * kills);
  expect(childrenOf(child)).toEqual(children);
  child.process.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});
