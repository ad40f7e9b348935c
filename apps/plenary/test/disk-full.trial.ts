import { fillDisk, mountSmallDisk } from './disk-full-kit.js';

/** Room for nothing, for the first files of a publication, for a part of an upload, for nearly all of one. */
const leaves = Array.from({ length: 20 }, (_, round) => round * 8_192);

const disk = mountSmallDisk(64);
afterAll(() => disk?.unmount());

(disk === null ? test.skip : test)('a full disk (needs root to mount one)', async () => {
  if (disk === null) return;
  const { refused, failures, fitted, left, healed, ended } = await fillDisk(disk, leaves);
  console.log(
    `${String(leaves.length)} full disks: uploads ${JSON.stringify(refused)}, publications ${JSON.stringify(failures)}, ` +
      `${String(fitted)} found room, ${String(left.length)} files left or cut, ${String(healed)} of ${String(2 * leaves.length)} healed`,
  );
  expect({ left, healed, ended }).toEqual({ left: [], healed: 2 * leaves.length, ended: [] });
  expect(Object.keys(refused)).toEqual(['503 UNAVAILABLE']);
  expect(Object.keys(failures)).toEqual([
    'UNAVAILABLE: There is no room left for files. Staff must make some.',
  ]);
});
