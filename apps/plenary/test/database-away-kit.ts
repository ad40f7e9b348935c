import { setTimeout as pause } from 'node:timers/promises';
import { grantRole } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { releaseProgram } from '@plenary/program';
import {
  aReleasedEvent,
  createTestBench,
  eventually,
  signedIn,
  startOwnServer,
  type OwnServer,
  type TestBench,
  type TestChild,
  startApiProcess,
} from '@plenary/testing';
import {
  askForLink,
  followReleases,
  get,
  graphql,
  submitQuestion,
  type Follower,
  type Outcome,
} from './client-kit.js';
import { end, hasEnded, startWorker } from './kit.js';

/** What came of one outage. */
export interface OutageReport {
  /** Requests sent, and those refused for the time being. */
  readonly sent: number;
  readonly refused: number;
  /** Any other failure, and refusals before the database went away: nobody should see one. With what was logged. */
  readonly wrong: readonly string[];
  /** Milliseconds from the database's return until the last refusal was answered; 0 if there was none after it. */
  readonly refusedMs: number;
  /** Writes that were acknowledged, and those of them that are not there. */
  readonly acknowledged: number;
  readonly lost: number;
  /** Milliseconds from the database's return to the first success of the slowest kind of request. */
  readonly recoveredMs: number;
  /** Milliseconds from the database's return until a job that was asked for then was done. */
  readonly workDoneMs: number;
  /** What processes said that ended. */
  readonly ended: readonly string[];
  /** Why a subscription ended; null where it went on and saw what came after. */
  readonly subscription: string | null;
}

/** Two APIs and a worker on a database that can be stopped. */
export interface Site {
  readonly database: OwnServer;
  readonly bench: TestBench;
  /** The one is asked to write; the other's subscribers see it. */
  readonly one: string;
  readonly other: string;
  readonly children: readonly TestChild[];
  readonly event: EventCtx;
  readonly follower: Follower;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const database = await startOwnServer();
  // What nobody expected is told in the report.
  const bench = await createTestBench({ database, settings: { LOG_LEVEL: 'error' } });
  const [one, other] = [await startApiProcess(bench), await startApiProcess(bench)];
  const children = [one.child, other.child, startWorker(bench)];
  // A process that is still starting ends where the database does: the worker has started once it has schedules.
  await eventually(async () => (await bench.services.prisma.schedule.count()) > 0, 60_000);
  const event = await aReleasedEvent(bench.operator);
  const follower = followReleases(other.url, event.event.slug);
  await eventually(() => follower.seen.length > 0);
  return {
    database,
    bench,
    one: one.url,
    other: other.url,
    children,
    event,
    follower,
    async close() {
      await follower.close();
      await Promise.all(children.map((child) => end(child, 'SIGKILL')));
      await bench.close();
      await database.drop();
    },
  };
}

/** Crashes the site's database under load, and starts it again after `awayMs`. */
export async function surviveOutage(site: Site, awayMs: number): Promise<OutageReport> {
  const load = await startLoad(site);
  try {
    return await outageUnder(load, site, awayMs);
  } finally {
    await load.stop();
  }
}

async function outageUnder(
  load: Load,
  { database, bench, children, event, follower, one }: Site,
  awayMs: number,
): Promise<OutageReport> {
  const email = `asker-${String(Date.now())}@example.org`;
  const mails = (): Promise<number> => event.db.keptMail.count({ where: { recipient: email } });
  await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
  await load.allSucceed(0);
  const stoppedAt = Date.now();
  await database.crash();
  if (awayMs > 0) await pause(awayMs);
  await database.restart();
  const backAt = Date.now();
  // What was refused may have been done all the same, where the answer was lost: then there is a second mail.
  await eventually(async () => (await askForLink(one, email)) === 200);
  await eventually(async () => children.some(hasEnded) || (await mails()) > 0, 60_000);
  const workDoneMs = Date.now() - backAt;
  await load.allSucceed(backAt);
  const { samples, acknowledged } = await load.stop();
  // Through this process: the APIs hear of it by LISTEN alone.
  const { release } = await releaseProgram(event, { waivers: [], waiveAll: null });
  await eventually(() => follower.seen.includes(release.number) || follower.ended() !== null);
  const found = await event.db.question.count({ where: { id: { in: [...acknowledged] } } });
  const isWrong = ({ endedAt, outcome }: Sample): boolean =>
    outcome !== 'ok' && (outcome !== 'unavailable' || endedAt < stoppedAt);
  const refused = samples.filter(({ outcome }) => outcome === 'unavailable');
  const wrong = samples.filter(isWrong).map(({ kind, outcome }) => `${kind}: ${outcome}`);
  return {
    sent: samples.length,
    refused: refused.length,
    refusedMs: Math.max(0, ...refused.map(({ endedAt }) => endedAt - backAt)),
    wrong: wrong.length === 0 ? [] : [...wrong, ...children.map((child) => child.output())],
    acknowledged: acknowledged.length,
    lost: acknowledged.length - found,
    recoveredMs: Math.max(...load.kinds.map((kind) => firstSuccess(samples, kind, backAt))) - backAt,
    workDoneMs,
    ended: children.filter(hasEnded).map((child) => child.output()),
    subscription: follower.ended(),
  };
}

/** One request of the load. */
interface Sample {
  readonly kind: string;
  readonly sentAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

interface Load {
  readonly kinds: readonly string[];
  /** Resolves once each kind of request has succeeded that was sent since then. */
  allSucceed(since: number): Promise<void>;
  /** @returns what was sent, and the ids of the questions whose writing was acknowledged */
  stop(): Promise<{ samples: readonly Sample[]; acknowledged: readonly string[] }>;
}

/** Writes and reads of all kinds through both APIs, one after the other as fast as each is answered. */
async function startLoad({ bench, event, one, other }: Site): Promise<Load> {
  const session = await event.db.session.findFirstOrThrow({ where: { eventId: event.event.id } });
  const moderator = await signedIn(bench, 'MODERATOR', event);
  const samples: Sample[] = [];
  const acknowledged: string[] = [];
  const requests: Readonly<Record<string, () => Promise<Outcome>>> = {
    write: async () => {
      const { outcome, id } = await submitQuestion(one, event, session.id, moderator);
      if (id !== null) acknowledged.push(id);
      return outcome;
    },
    read: async () => (await graphql(one, '{ viewer { email } }', {}, moderator)).outcome,
    page: () => get(`${other}/`),
    feed: () => get(`${other}/events/${event.event.slug}/program.json`),
  };
  let running = true;
  const loops = Object.entries(requests).map(async ([kind, request]) => {
    while (running) {
      const sentAt = Date.now();
      const outcome = await request();
      samples.push({ kind, sentAt, endedAt: Date.now(), outcome });
    }
  });
  const kinds = Object.keys(requests);
  return {
    kinds,
    allSucceed: (since) =>
      eventually(() => kinds.every((kind) => Number.isFinite(firstSuccess(samples, kind, since))), 60_000),
    async stop() {
      running = false;
      await Promise.all(loops);
      return { samples, acknowledged };
    },
  };
}

/** When the first request of this kind that was sent since then had succeeded. */
function firstSuccess(samples: readonly Sample[], kind: string, since: number): number {
  const first = samples.find(
    (sample) => sample.kind === kind && sample.outcome === 'ok' && sample.sentAt >= since,
  );
  return first?.endedAt ?? Infinity;
}
