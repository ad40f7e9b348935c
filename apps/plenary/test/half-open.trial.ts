import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { grantRole, requestSignInLink } from '@plenary/identity';
import { releaseProgram } from '@plenary/program';
import {
  aReleasedEvent,
  createTestBench,
  describeOnBoth,
  eventually,
  signedIn,
  startApiProcess,
  startMailServer,
  startSwallowingProxy,
} from '@plenary/testing';
import S3rver from 's3rver';
import { followReleases, graphql } from './client-kit.js';
import { end, hasEnded, startWorker } from './kit.js';

/** By when each part serves again, from the moment at which all that is open is dropped without a word. */
const backMs = 30_000;
/** What is told then comes at once: by the poll it would take several seconds. */
const atOnceMs = 3_000;
const rounds = 3;

describeOnBoth((queue) => {
  test('a proxy drops every connection to database, Redis, mail server and storage without a word', async () => {
    const s3 = new S3rver({
      address: '127.0.0.1',
      port: 0,
      silent: true,
      directory: mkdtempSync(join(tmpdir(), 'plenary-s3-')),
      configureBuckets: [{ name: 'minutes' }],
    });
    const mailServer = await startMailServer();
    const bench = await createTestBench({ settings: { ...queue() } });
    const { QUEUE_URL: queueUrl } = queue();
    const [database, mail, storage, redis] = await Promise.all([
      startSwallowingProxy(bench.database.url),
      startSwallowingProxy(mailServer.url),
      s3.run().then(({ port }) => startSwallowingProxy(`http://127.0.0.1:${String(port)}`)),
      queueUrl === undefined ? null : startSwallowingProxy(queueUrl),
    ]);
    const proxies = [database, mail, storage, ...(redis === null ? [] : [redis])];
    const settings = {
      DATABASE_URL: database.url,
      SMTP_URL: mail.url,
      ...(redis === null ? {} : { QUEUE_URL: redis.url }),
      ARTIFACTS_URL: `s3://minutes?endpoint=${encodeURIComponent(storage.url)}`,
      S3_ACCESS_KEY: 'S3RVER',
      S3_SECRET_KEY: 'S3RVER',
      LOG_LEVEL: 'error',
    };
    const far = await createTestBench({ database: bench.database, settings });
    const api = await startApiProcess(bench, settings);
    const worker = startWorker(bench, settings);
    const event = await aReleasedEvent(bench.operator);
    const follower = followReleases(api.url, event.event.slug);
    const moderator = await signedIn(bench, 'MODERATOR', event);

    const request = async (): Promise<boolean> =>
      (await graphql(api.url, '{ viewer { email } }', {}, moderator)).outcome === 'ok';
    const sendMail = async (): Promise<boolean> => {
      const email = `${randomUUID()}@example.org`;
      await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
      await requestSignInLink(bench.operator, { email });
      await eventually(
        () => mailServer.received.some(({ recipients }) => recipients.includes(email)),
        60_000,
      );
      return true;
    };
    const followLive = async (): Promise<boolean> => {
      const { release } = await releaseProgram(event, { waivers: [], waiveAll: null });
      await eventually(() => follower.seen.includes(release.number), 60_000);
      return true;
    };
    const store = async (): Promise<boolean> => {
      const { key } = await far.services.storage.put('artifacts', Buffer.from(randomUUID()));
      return (await far.services.storage.read(key)).length > 0;
    };
    const parts = {
      request,
      'mail by the worker': sendMail,
      'live update': followLive,
      'stored file': store,
    };

    /** When each part first did what was asked of it after `since`, asked again every second whatever became of the last. */
    const firstDone = async (since: number): Promise<[string, number][]> =>
      Promise.all(
        Object.entries(parts).map(async ([name, part]): Promise<[string, number]> => {
          let doneMs = Infinity;
          const tries: Promise<void>[] = [];
          while (doneMs === Infinity && Date.now() - since < 2 * backMs) {
            const one = part().then(
              (done) => {
                if (done) doneMs = Math.min(doneMs, Date.now() - since);
              },
              () => undefined,
            );
            tries.push(one);
            await Promise.race([one, pause(1_000)]);
          }
          await Promise.all(tries);
          return [name, doneMs];
        }),
      );

    const told: string[] = [];
    const late: string[] = [];
    await firstDone(Date.now());
    for (let round = 1; round <= rounds; round += 1) {
      const droppedAt = Date.now();
      for (const proxy of proxies) proxy.swallow();
      const back = await firstDone(droppedAt);
      await pause(Math.max(0, droppedAt + backMs - Date.now()));
      const after = await firstDone(Date.now());
      const words = (times: readonly [string, number][]) =>
        times.map(([name, ms]) => `${name} ${String(ms)}`).join(', ');
      told.push(`round ${String(round)}: back after (ms) ${words(back)}; then ${words(after)}`);
      late.push(
        ...back.filter(([, ms]) => ms > backMs).map(([name, ms]) => `${name}: back after ${String(ms)} ms`),
      );
      late.push(
        ...after
          .filter(([, ms]) => ms > atOnceMs)
          .map(([name, ms]) => `${name}: ${String(ms)} ms, when all was back`),
      );
    }
    console.log(told.join('\n'));
    const ended = [api.child, worker].filter(hasEnded).map((child) => child.output());
    expect({ late, ended, subscription: follower.ended() }).toEqual({
      late: [],
      ended: [],
      subscription: null,
    });

    await follower.close();
    await Promise.all([end(api.child, 'SIGKILL'), end(worker, 'SIGKILL')]);
    await far.close();
    await bench.close();
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await mailServer.close();
    await s3.close();
  });
});
