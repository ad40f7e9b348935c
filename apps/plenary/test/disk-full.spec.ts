import { fillDisk, mountSmallDisk } from './disk-full-kit.js';

const disk = mountSmallDisk(8);
afterAll(() => disk?.unmount());

(disk === null ? test.skip : test)(
  'a full disk under uploads and a publication is refused cleanly, and heals (needs root to mount one)',
  async () => {
    if (disk === null) return;
    expect(await fillDisk(disk, [0])).toEqual({
      refused: { '503 UNAVAILABLE': 10 },
      failures: { 'UNAVAILABLE: There is no room left for files. Staff must make some.': 1 },
      fitted: 0,
      left: [],
      healed: 2,
      ended: [],
    });
  },
  120_000,
);
