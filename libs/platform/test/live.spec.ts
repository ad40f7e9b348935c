import {
  createTestBench,
  describeOnBoth,
  describeOnRedis,
  eventually,
  type TestBench,
} from '@plenary/testing';
import { publish, inTransaction } from '@plenary/platform/database';
import { Redis } from 'ioredis';

/** Counts what a process hears of a topic. */
function listen(bench: TestBench, topic: string): { heard(): number } {
  let heard = 0;
  bench.services.live.onChange(topic, () => (heard += 1));
  return { heard: () => heard };
}

/** Runs commands on the Redis of a bench. */
async function onRedis(url: string, work: (redis: Redis) => Promise<unknown>): Promise<void> {
  const redis = new Redis(url);
  await work(redis);
  redis.disconnect();
}

describeOnBoth((settings) => {
  let one: TestBench;
  let other: TestBench;

  beforeAll(async () => {
    one = await createTestBench({ settings: settings() });
    other = await createTestBench({ settings: settings(), database: one.database, name: 'other' });
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  /** Sends what no process of ours sends. */
  const shout = async (message: string): Promise<void> => {
    const { QUEUE_URL: url } = settings();
    if (url === undefined) await one.services.pool.query("SELECT pg_notify('plenary', $1)", [message]);
    else await onRedis(url, (redis) => redis.publish('plenary:0', message));
  };

  /** Breaks every connection that listens. */
  const breakConnections = async (): Promise<void> => {
    const { QUEUE_URL: url } = settings();
    if (url !== undefined) {
      await onRedis(url, (redis) => redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub'));
      return;
    }
    await one.services.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'plenary live' AND datname = current_database()",
    );
  };

  test('of a topic one state is read at a time, and no topic waits for another', async () => {
    let [now, most, elsewhere] = [0, 0, 0];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const read = async (): Promise<number> => {
      now += 1;
      most = Math.max(most, now);
      await held;
      now -= 1;
      return now;
    };
    const states = Array.from({ length: 20 }, () => one.services.live.states('crowded', read));
    const first = Promise.all(states.map((state) => state.next()));
    const other = one.services.live.states('empty', async () => (elsewhere += 1));
    expect(await other.next()).toEqual({ value: 1, done: false });
    release();
    expect((await first).map(({ value }) => value)).toEqual(Array.from({ length: 20 }, () => 0));
    expect(most).toBe(1);
    for (const state of [...states, other]) await state.return();
  });

  test('a read that fails holds up no other', async () => {
    let count = 0;
    const states = Array.from({ length: 3 }, () =>
      one.services.live.states('failing', async () => {
        count += 1;
        if (count === 1) throw new Error('a fault');
        return count;
      }),
    );
    const [failed, ...rest] = await Promise.allSettled(states.map((state) => state.next()));
    expect(failed?.status).toBe('rejected');
    expect(rest.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    for (const state of states) await state.return();
  });

  test('what one process publishes, every process hears, once for all that is published together', async () => {
    const ears = [listen(one, 'bridge'), listen(other, 'bridge')];
    for (let count = 0; count < 20; count += 1) publish(one.operator, 'bridge');
    await eventually(() => ears.every((subscriber) => subscriber.heard() > 0));
    expect(ears.map((subscriber) => subscriber.heard())).toEqual([1, 1]);
  });

  test('hundreds of topics published together are all heard', async () => {
    const topics = Array.from({ length: 250 }, (_, index) => `session:${String(index)}-${'0'.repeat(36)}`);
    const ears = topics.map((topic) => listen(other, topic));
    one.services.live.publish(topics);
    await eventually(() => ears.every((subscriber) => subscriber.heard() === 1));
  });

  test('a transaction publishes after its commit, and nothing if it is rolled back', async () => {
    const subscriber = listen(other, 'committed');
    const rolledBack = listen(other, 'rolled back');
    await inTransaction(one.operator, async (tx) => {
      publish(tx, 'rolled back');
      throw new Error('changed my mind');
    }).catch(() => undefined);
    await inTransaction(one.operator, async (tx) => {
      publish(tx, 'committed');
    });
    await eventually(() => subscriber.heard() === 1);
    expect(rolledBack.heard()).toBe(0);
  });

  test('who lost the connection hears that everything may have changed, and hears on', async () => {
    const subscriber = listen(other, 'missed');
    await breakConnections();
    await eventually(() => subscriber.heard() > 0);
    const before = subscriber.heard();
    one.services.live.publish(['missed']);
    await eventually(() => subscriber.heard() > before);
  });

  test('a message that is none is left out, and so is an error of one listener', async () => {
    const subscriber = listen(other, 'after');
    other.services.live.onChange('broken', () => {
      throw new Error('a listener failed');
    });
    for (const message of ['', '{', '[1]', 'null']) await shout(message);
    await shout('["broken","after"]');
    await eventually(() => subscriber.heard() === 1);
  });

  test('states are the present one at once, then each that differs', async () => {
    let state = 1;
    const states = one.services.live.states('state', async () => state);
    expect(await states.next()).toEqual({ value: 1, done: false });
    one.services.live.publish(['state']);
    const next = states.next();
    state = 2;
    one.services.live.publish(['state']);
    expect(await next).toEqual({ value: 2, done: false });
    await states.return();
    expect(await states.next()).toEqual({ value: undefined, done: true });
  });
});

describeOnRedis('while Redis is away', (redis) => {
  test('a process starts, hears its own changes, and hears all others as soon as Redis is there', async () => {
    await redis().kill();
    const settings = { QUEUE_URL: redis().url };
    const one = await createTestBench({ settings });
    const other = await createTestBench({ settings, database: one.database, name: 'other' });
    const own = listen(one, 'away');
    const others = listen(other, 'away');
    one.services.live.publish(['away']);
    await eventually(() => own.heard() > 0);
    expect(others.heard()).toBe(0);
    await redis().start();
    await eventually(() => others.heard() > 0);
    const before = others.heard();
    await eventually(() => {
      one.services.live.publish(['away']);
      return others.heard() > before;
    });
    await other.close();
    await one.close();
  });
});
