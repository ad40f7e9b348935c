import { publish } from '@plenary/platform/database';
import type { EventCtx } from '@plenary/platform';
import { aReleasedEvent, eventually, signedIn, type TestBench, startApiProcess } from '@plenary/testing';
import { followReleases, get, graphql, submitQuestion } from './client-kit.js';
import { end, hasEnded, startWorker } from './kit.js';

/** What came of requests whose resolvers throw, with good ones among them. */
export interface Exceptions {
  /** Answers to the requests that fail, each with how often it came. */
  readonly failed: Readonly<Record<string, number>>;
  /** Good requests, and those of them that were not answered well. */
  readonly good: number;
  readonly disturbed: readonly string[];
  /** Rows that failing writes left. */
  readonly left: number;
  /** How often a transaction ran that collided with others at every try. */
  readonly collisions: number;
  /** What subscribers were told: of the event that is broken, and of the one that is not. */
  readonly subscriptions: readonly (string | null)[];
  /** What the API said if it ended. */
  readonly ended: string | null;
}

const program = 'query ($slug: String!) { event(slug: $slug) { program { release } } }';

/** Asks an API `rounds` times for what makes it throw, in each way there is, and for what does not. */
export async function throwInResolvers(bench: TestBench, rounds: number): Promise<Exceptions> {
  const { child, url } = await startApiProcess(bench);
  const [sound, broken] = [await aReleasedEvent(bench.operator), await aReleasedEvent(bench.operator)];
  const followers = [broken, sound].map(({ event }) => followReleases(url, event.slug));
  await eventually(() => followers.every(({ seen }) => seen.length === 1));
  await breakEvent(bench, broken);
  const [submit, submitBroken] = [await askerOf(bench, url, sound), await askerOf(bench, url, broken)];
  const failed: Record<string, number> = {};
  const disturbed: string[] = [];
  let good = 0;
  const fail = (how: string, outcome: string): void => {
    failed[`${how}: ${outcome}`] = (failed[`${how}: ${outcome}`] ?? 0) + 1;
  };
  const succeed = (outcome: string): void => {
    good += 1;
    if (outcome !== 'ok') disturbed.push(outcome);
  };
  for (let round = 0; round < rounds; round += 1) {
    const { slug } = broken.event;
    await Promise.all([
      graphql(url, program, { slug }).then(({ outcome }) => {
        fail('query', outcome);
      }),
      get(`${url}/events/${slug}`).then((outcome) => {
        fail('page', outcome);
      }),
      get(`${url}/events/${slug}/program.json`).then((outcome) => {
        fail('feed', outcome);
      }),
      submitBroken('throw').then((outcome) => {
        fail('mutation', outcome);
      }),
      submitBroken('collide').then((outcome) => {
        fail('collision', outcome);
      }),
      graphql(url, program, { slug: sound.event.slug }).then(({ outcome }) => {
        succeed(outcome);
      }),
      get(`${url}/events/${sound.event.slug}`).then(succeed),
      submit('Why bridges?').then(succeed),
    ]);
  }
  const subscriptions = followers.map((follower) => follower.ended());
  await Promise.all(followers.map((follower) => follower.close()));
  const { rows } = await bench.services.pool.query<{ tries: number }>(
    'SELECT last_value::int AS tries FROM collisions',
  );
  const result = {
    failed,
    good,
    disturbed,
    left: await broken.db.question.count({ where: { eventId: broken.event.id } }),
    collisions: rows[0]?.tries ?? 0,
    subscriptions,
    ended: hasEnded(child) ? child.output() : null,
  };
  await end(child, 'SIGKILL');
  return result;
}

/** Puts questions in a session of the event, as its moderator. */
async function askerOf(
  bench: TestBench,
  url: string,
  ctx: EventCtx,
): Promise<(text: string) => Promise<string>> {
  const moderator = await signedIn(bench, 'MODERATOR', ctx);
  const session = await ctx.db.session.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  return async (text) => (await submitQuestion(url, ctx, session.id, moderator, text)).outcome;
}

/** From now on reading the event's program throws, and so do some writes. */
async function breakEvent({ services, operator }: TestBench, { event }: EventCtx): Promise<void> {
  await services.pool.query(`
    CREATE SEQUENCE collisions;
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.text = 'collide' THEN
        PERFORM nextval('collisions');
        RAISE EXCEPTION 'a deadlock' USING ERRCODE = '40P01';
      END IF;
      RAISE EXCEPTION 'a secret of the database';
    END $$;
    CREATE TRIGGER fail BEFORE INSERT ON "Question" FOR EACH ROW
      WHEN (NEW.text IN ('throw', 'collide')) EXECUTE FUNCTION fail()`);
  await services.prisma.release.create({
    data: {
      eventId: event.id,
      number: 2,
      snapshot: { none: 'of what a program has' },
      changes: [],
      waivers: [],
      releasedAt: services.clock.now(),
    },
  });
  publish(operator, `release:${event.id}`);
}

/**
 * Breaks the outbox under a worker until its timer notices, mends it, and asks for work.
 * @returns whether the worker lived to do it
 */
export async function breakOutbox(bench: TestBench): Promise<boolean> {
  const worker = startWorker(bench, { LOG_LEVEL: 'warn' });
  await eventually(async () => (await bench.services.prisma.schedule.count()) > 0, 60_000);
  await bench.services.pool.query('ALTER TABLE "Outbox" RENAME COLUMN "dispatchedAt" TO "lost"');
  await worker.waitFor(/the outbox could not be dispatched/);
  await bench.services.pool.query('ALTER TABLE "Outbox" RENAME COLUMN "lost" TO "dispatchedAt"');
  const { id } = await bench.services.prisma.outbox.create({ data: { job: 'forget-old-work', payload: {} } });
  const isDone = async (): Promise<boolean> =>
    (await bench.services.prisma.outbox.findUniqueOrThrow({ where: { id } })).doneAt !== null;
  await eventually(isDone);
  const lived = !hasEnded(worker);
  await end(worker, 'SIGKILL');
  return lived;
}
