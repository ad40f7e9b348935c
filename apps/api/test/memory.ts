import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import {
  aReleasedEvent,
  signedIn,
  startApiProcess,
  type ApiProcess,
  type TestBench,
  type TestChild,
} from '@plenary/testing';
import { z } from 'zod';
import { keptBy, openToInspection } from './kept-memory.js';
import { startOwnProcess } from './own-process.js';

/** How long the memory is looked at, in rounds. */
interface Watch {
  readonly warmUp: number;
  /** After what is kept was counted, for to collect all garbage makes a process small for a while. */
  readonly settle: number;
  readonly rounds: number;
  readonly roundMs: number;
  readonly perSecond: number;
  readonly sockets: number;
}

/** How memory grew, in MB a minute. */
export interface Growth {
  /** By least squares of the least of each round: what is left when garbage was collected. */
  readonly resident: number;
  readonly heap: number;
  /** Of what is left when all garbage is, from the end of the warm-up on. */
  readonly kept: number;
}

/** Whether a process does not grow, or what it keeps does not: the rest is room that it has not given back. */
export function isFlat({ resident, kept }: Growth, most: number): boolean {
  return Math.min(resident, kept) <= most;
}

/** What mixed load came to. */
export interface Watched {
  readonly growth: Growth;
  readonly statuses: Readonly<Record<string, number>>;
  readonly came: number;
  readonly refused: number;
}

interface Floor {
  readonly resident: number;
  readonly heap: number;
}

/** Between two looks at the memory. */
const lookMs = 500;

const told = z.object({
  statuses: z.record(z.string(), z.int()),
  sockets: z.int(),
  refused: z.int(),
});

/** Watches the memory of an API under mixed load. */
export async function watchMemory(bench: TestBench, watch: Watch): Promise<Watched> {
  const { perSecond, sockets } = watch;
  const ctx = await aReleasedEvent(bench.operator);
  const session = await ctx.db.session.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'panel' } });
  const staff = await signedIn(bench, 'ORGANISER', ctx);
  const api = await startApiProcess(bench, openToInspection);
  const load = await startOwnProcess(new URL('./mixed-load.ts', import.meta.url));
  load.process.send({
    url: api.url,
    slug: ctx.event.slug,
    sessionId: session.id,
    staff,
    perSecond,
    sockets,
  });
  try {
    const growth = await growthOf(api, load, watch);
    const heard = once(load.process, 'message');
    load.process.send('end');
    const { statuses, sockets: came, refused } = told.parse((await heard)[0]);
    return { growth, statuses, came, refused };
  } finally {
    for (const child of [load, api.child]) {
      child.process.kill('SIGKILL');
      await child.ended;
    }
  }
}

async function growthOf(
  api: ApiProcess,
  load: TestChild,
  { warmUp, settle, rounds, roundMs }: Watch,
): Promise<Growth> {
  const floorsOf = async (count: number): Promise<Floor[]> => {
    const floors: Floor[] = [];
    while (floors.length < count) {
      floors.push(await floorOf(api, roundMs));
      if (load.process.exitCode !== null) throw new Error(load.output());
    }
    return floors;
  };
  await floorsOf(warmUp);
  const [first, since] = [await keptBy(api.child), performance.now()];
  await floorsOf(settle);
  const floors = await floorsOf(rounds);
  const [minutes, last] = [(performance.now() - since) / 60_000, await keptBy(api.child)];
  console.log(`kept: ${first.toFixed(1)} MB, and ${last.toFixed(1)} MB after ${minutes.toFixed(1)} minutes`);
  const slopeOf = (figure: keyof Floor): number =>
    slope(floors.map((floor) => floor[figure])) * (60_000 / roundMs);
  return { resident: slopeOf('resident'), heap: slopeOf('heap'), kept: (last - first) / minutes };
}

async function floorOf(api: ApiProcess, roundMs: number): Promise<Floor> {
  let floor: Floor = { resident: Infinity, heap: Infinity };
  const end = performance.now() + roundMs;
  while (performance.now() < end) {
    await pause(lookMs);
    const heap = (await api.figure('nodejs_heap_size_used_bytes')) / 1e6;
    floor = { resident: Math.min(floor.resident, api.memory()), heap: Math.min(floor.heap, heap) };
  }
  console.log(`${floor.resident.toFixed(0)} MB resident, heap ${floor.heap.toFixed(1)} MB`);
  return floor;
}

/** By least squares, a round. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const [above, below] = values.reduce<readonly [number, number]>(
    ([up, down], value, at) => [up + (at - middle) * (value - mean), down + (at - middle) ** 2],
    [0, 0],
  );
  return above / below;
}
