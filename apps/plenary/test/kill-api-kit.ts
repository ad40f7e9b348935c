import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { grantRole } from '@plenary/identity';
import { freePort } from '@plenary/platform/postgres';
import { eventually, type TestBench, type TestChild, startApiProcess } from '@plenary/testing';
import { askForLink } from './client-kit.js';
import { end, startWorker } from './kit.js';

export interface Kills {
  /** Requests whose API died between commit and answer. */
  readonly kills: number;
  /** Kills after which the work was asked for, and its effect is there once. */
  readonly kept: number;
  /** Until the work had begun, in milliseconds from the start of the next API, for each kill. */
  readonly waits: readonly number[];
}

/** How often the worker is killed along with the API, and comes back with it. */
const workerToo = 10;

/**
 * Kills an API `rounds` times after a change is committed and before anybody is told of the work that it asks for.
 * What is asked for is a mail, by a request over HTTP.
 */
export async function killAfterCommit(bench: TestBench, rounds: number): Promise<Kills> {
  // The API's alone: the worker commits too.
  const failpoints = mkdtempSync(join(tmpdir(), 'plenary-failpoints-'));
  const settings = { FAILPOINTS: failpoints, PORT: String(await freePort()) };
  const ofWorker = { FAILPOINTS: undefined };
  let worker: TestChild = startWorker(bench, ofWorker);
  let api = await startApiProcess(bench, settings);
  const waits: number[] = [];
  let kept = 0;
  for (let round = 0; round < rounds; round += 1) {
    const email = `asker-${String(round)}@example.org`;
    await grantRole(bench.operator, { email, role: 'ADMIN', eventId: null });
    const withWorker = round % workerToo === workerToo - 1;
    if (withWorker) await end(worker, 'SIGKILL');
    writeFileSync(join(failpoints, 'publish-topics'), 'kill');
    const answer = await askForLink(api.url, email);
    if (answer !== null) throw new Error(`The API lived, and answered ${String(answer)}`);
    if ((await api.child.ended) !== 'SIGKILL')
      throw new Error(`The API ended otherwise:\n${api.child.output()}`);
    const restarted = Date.now();
    if (withWorker) worker = startWorker(bench, ofWorker);
    api = await startApiProcess(bench, settings);
    const done = await workOf(bench, round);
    waits.push(Math.max(0, done.begunAt.getTime() - restarted));
    const mails = await bench.services.prisma.keptMail.findMany({ where: { recipient: email } });
    if (mails.length === 1 && mails[0]?.id === done.id) kept += 1;
  }
  await Promise.all([end(worker, 'SIGKILL'), end(api.child, 'SIGKILL')]);
  return { kills: waits.length, kept, waits };
}

/** The work that the round asked for, once it is done. */
async function workOf(bench: TestBench, round: number): Promise<{ id: string; begunAt: Date }> {
  const done = { job: 'mail-sign-in-link', doneAt: { not: null } };
  await eventually(async () => (await bench.services.prisma.outbox.count({ where: done })) > round);
  const [last] = await bench.services.prisma.outbox.findMany({
    where: done,
    orderBy: { createdAt: 'desc' },
    take: 1,
  });
  if (last?.dispatchedAt == null) throw new Error('Done, and never handed to the queue.');
  return { id: last.id, begunAt: last.dispatchedAt };
}
