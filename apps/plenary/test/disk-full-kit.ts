import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  aTranscript,
  createTestBench,
  eventually,
  signedIn,
  type TestBench,
  startApiProcess,
} from '@plenary/testing';
import { hasEnded, end, startWorker } from './kit.js';
import { anApprovedEdition, finishesOnce, publishEdition, seenByThePublic } from './publication-kit.js';

/** A disk that can be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Fills it but for so many bytes. */
  fill(leave: number): void;
  makeRoom(): void;
  /** The files on it, but for what fills it. */
  files(): string[];
  unmount(): void;
}

/** Root may mount a small disk; null for others. */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  if (process.getuid?.() !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'plenary-disk-'));
  const size = `size=${String(megabytes)}m`;
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).status !== 0) return null;
  const filler = join(folder, 'filler');
  return {
    folder,
    fill(leave) {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - leave));
    },
    makeRoom() {
      rmSync(filler);
    },
    files() {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== basename(filler))
        .map((entry) => join(entry.parentPath, entry.name));
    },
    unmount() {
      // What a test that failed has left running may have files open there.
      spawnSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

/** What a full disk came to, each with how often. */
export interface FullDisk {
  /** Answers to uploads while it was full. */
  readonly refused: Readonly<Record<string, number>>;
  /** What the work of publishing failed with while it was full. */
  readonly failures: Readonly<Record<string, number>>;
  /** Publications that found room enough in what was left. */
  readonly fitted: number;
  /** Files that are not whole, or that a refused upload left. */
  readonly left: readonly string[];
  /** Uploads and publications that succeeded once there was room, in the same processes. */
  readonly healed: number;
  /** What processes said that ended. */
  readonly ended: readonly string[];
}

const uploads = 10;
const transcript = aTranscript(Array.from({ length: 5_000 }, () => ['A', 'I speak of bridges.'] as const));

/** Fills the disk under an API and a worker, a round for each number of bytes that are left. */
export async function fillDisk(disk: SmallDisk, leaves: readonly number[]): Promise<FullDisk> {
  const bench = await createTestBench({ settings: { ARTIFACTS_URL: `file:${disk.folder}` } });
  const { child: api, url } = await startApiProcess(bench);
  const worker = startWorker(bench);
  const upload = async (cookie: string): Promise<string> => {
    const headers = { 'content-type': 'text/vtt', cookie };
    const response = await fetch(`${url}/uploads?purpose=transcript`, {
      method: 'POST',
      headers,
      body: transcript,
    });
    const { errors = [] }: { errors?: { extensions: { code: string } }[] } = await response.json();
    return [response.status, ...errors.map(({ extensions }) => extensions.code)].join(' ');
  };
  const [refused, failures]: [Record<string, number>, Record<string, number>] = [{}, {}];
  const left: string[] = [];
  let [healed, fitted] = [0, 0];
  for (const leave of leaves) {
    const { ctx, editionId, version } = await anApprovedEdition(bench);
    const cookie = await signedIn(bench, 'MINUTES_EDITOR', ctx);
    const senders: string[] = [];
    while (senders.length < uploads) senders.push(await signedIn(bench, 'MINUTES_EDITOR', ctx));
    const before = new Set(disk.files());
    disk.fill(leave);
    // Each of so many at once needs a sender of its own.
    const answers = await Promise.all(senders.map(upload));
    for (const answer of answers) count(refused, answer);
    left.push(...disk.files().filter((file) => !before.has(file)));
    await publishEdition(ctx, { editionId, version });
    const failure = await failureOf(bench, ctx.event.id);
    if (failure === null) fitted += 1;
    else {
      count(failures, failure);
      if ((await seenByThePublic(ctx)) !== 'nothing') left.push('an edition');
    }
    left.push(...disk.files().filter((file) => !before.has(file) && !isWhole(file)));
    disk.makeRoom();
    if ((await upload(cookie)) === '201') healed += 1;
    await finishesOnce(ctx, editionId);
    healed += 1;
  }
  const ended = [api, worker].filter(hasEnded).map((child) => child.output());
  await Promise.all([end(api, 'SIGKILL'), end(worker, 'SIGKILL')]);
  await bench.close();
  return { refused, failures, fitted, left, healed, ended };
}

/** What the event's publication failed with at first; null for one that did not. */
async function failureOf({ services }: TestBench, eventId: string): Promise<string | null> {
  const where = { eventId, job: 'publish-minutes' };
  const find = () => services.prisma.outbox.findFirstOrThrow({ where });
  await eventually(async () => {
    const { failure, doneAt } = await find();
    return failure !== null || doneAt !== null;
  });
  return (await find()).failure;
}

/** A published file is named by its hash. */
function isWhole(file: string): boolean {
  return createHash('sha256').update(readFileSync(file)).digest('hex') === basename(file);
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
