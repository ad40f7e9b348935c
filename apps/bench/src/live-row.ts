import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createCtx } from '@plenary/platform';
import { freePort } from '@plenary/platform/postgres';
import { closeServices } from '@plenary/platform/services';
import { aReleasedEvent, startChild, type TestChild } from '@plenary/testing';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { contest, type Row } from './harness.js';
import { servicesOn, startApi } from './installation.js';
import type { Report } from './report.js';

const subscribers = 2_000;
const rounds = 9;
const largestMemory = 12;
const bare = fileURLToPath(new URL('./peers/bare-ws.js', import.meta.url));

const query = `subscription Hall($id: ID!) { sessionLive(sessionId: $id) { onStage { text asker } queue { text } } }`;

/** One update to two thousand subscribers until the last has it, and what each of them costs in memory. */
export async function liveRows(report: Report, databaseUrl: string, folder: string): Promise<void> {
  const services = servicesOn(databaseUrl, folder, 'bench live');
  await services.live.start();
  const ctx = await aReleasedEvent(createCtx(services, { kind: 'operator' }, 'bench'), {
    event: { slug: 'live' },
    questions: [
      {
        key: 'first',
        session: 'panel',
        channel: 'ROOM',
        displayPolicy: 'ANONYMOUS',
        addressees: ['smith'],
        answers: [],
        text: 'Version 0',
        language: 'en',
      },
    ],
  });
  const question = await ctx.db.question.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  await ctx.db.question.updateMany({ where: { id: question.id }, data: { state: 'ASKED' } });

  const { child: server, port } = await startApi(databaseUrl, folder);
  const barePort = await freePort();
  const floor = startChild(process.execPath, ['--inspect=0', bare, String(barePort)]);
  await floor.waitFor(/ready/);

  const subscribe = JSON.stringify({
    id: '1',
    type: 'subscribe',
    payload: { query, variables: { id: question.sessionId } },
  });
  const ourUrl = `ws://127.0.0.1:${String(port)}/graphql`;
  const theirUrl = `ws://127.0.0.1:${String(barePort)}`;
  // What a process makes once, at the first subscriber, is no part of what each of them costs.
  const first = [new Audience(1), new Audience(1)];
  await first[0]?.enter(ourUrl, subscribe, 'Version 0');
  await first[1]?.enter(theirUrl, null, null);
  const before = await Promise.all([memoryOf(server), memoryOf(floor)]);
  const ours = new Audience(subscribers);
  const theirs = new Audience(subscribers);
  await ours.enter(ourUrl, subscribe, 'Version 0');
  await theirs.enter(theirUrl, null, null);
  const memory = (await Promise.all([memoryOf(server), memoryOf(floor)])).map(
    (after, index) => (after - (before[index] ?? 0)) / subscribers,
  );

  let version = 0;
  const sample = ours.last;
  const update = `one update to ${String(subscribers)} subscribers`;
  await report.row(update, () =>
    contest({
      name: update,
      unit: 'ms',
      against: 'bare ws, same bytes',
      ours: () => {
        version += 1;
        const text = `Version ${String(version)}`;
        return ours.timeUntil(text, async () => {
          await ctx.db.question.updateMany({ where: { id: question.id }, data: { text } });
          services.live.publish([`session:${question.sessionId}`]);
        });
      },
      theirs: () => {
        version += 1;
        const text = `Version ${String(version)}`;
        return theirs.timeUntil(text, async () => {
          theirs.say(sample.replace(/Version \d+/, text));
        });
      },
      rounds,
      target: { most: 1.6 },
    }),
  );
  const [own = 0, other = 0] = memory;
  const memoryRow: Row = {
    name: 'memory of a subscriber',
    unit: 'kB',
    against: 'bare ws, after collection',
    ours: { median: own, least: own, most: own },
    theirs: { median: other, least: other, most: other },
    ratio: own / other,
    target: `at most ${String(largestMemory)} kB`,
    met: own <= largestMemory,
  };
  await report.row(memoryRow.name, async () => memoryRow);
  for (const audience of [...first, ours, theirs]) audience.leave();
  for (const child of [server, floor]) {
    child.process.kill('SIGTERM');
    await child.ended;
  }
  await closeServices(services);
}

/** So many sockets, on addresses each of which the server admits. */
class Audience {
  private readonly sockets: WebSocket[] = [];
  /** The last message that one of them had. */
  last = '';
  private wanted = '';
  private missing = 0;
  private finished: () => void = () => undefined;

  constructor(private readonly size: number) {}

  async enter(url: string, subscribe: string | null, first: string | null): Promise<void> {
    const all = this.everybodyHas(first ?? '');
    for (let index = 0; index < this.size; index += 1) {
      const localAddress = `127.0.0.${String(2 + (index % 4))}`;
      const socket = new WebSocket(url, 'graphql-transport-ws', { localAddress, perMessageDeflate: false });
      this.sockets.push(socket);
      await once(socket, 'open');
      socket.on('message', (data: Buffer) => {
        const text = data.toString('utf8');
        if (!text.includes(this.wanted)) return;
        this.last = text;
        this.missing -= 1;
        if (this.missing === 0) this.finished();
      });
      if (subscribe === null) continue;
      socket.send('{"type":"connection_init"}');
      await once(socket, 'message');
      socket.send(subscribe);
    }
    if (first !== null) await all;
  }

  async timeUntil(text: string, cause: () => Promise<void>): Promise<number> {
    const all = this.everybodyHas(text);
    const started = performance.now();
    await cause();
    await all;
    return performance.now() - started;
  }

  say(text: string): void {
    this.sockets[0]?.send(text);
  }

  leave(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  private everybodyHas(text: string): Promise<void> {
    this.wanted = text;
    this.missing = this.size;
    return new Promise((resolve) => {
      this.finished = resolve;
    });
  }
}

const heapUsage = z.object({ usedSize: z.number(), backingStorageSize: z.number() });
const reply = z.object({ id: z.number(), result: z.unknown() });

/** What a process holds after its garbage is collected, in kB, asked through its inspector. */
async function memoryOf(child: TestChild): Promise<number> {
  const [address = ''] = /ws:\/\/127\.0\.0\.1:\d+\/\S+/.exec(child.output()) ?? [];
  const inspector = new WebSocket(address);
  await once(inspector, 'open');
  const ask = async (id: number, method: string): Promise<unknown> => {
    const answered = new Promise<unknown>((resolve) => {
      inspector.on('message', (data: Buffer) => {
        const message = reply.safeParse(JSON.parse(data.toString('utf8')));
        if (message.success && message.data.id === id) resolve(message.data.result);
      });
    });
    inspector.send(JSON.stringify({ id, method }));
    return answered;
  };
  await ask(1, 'HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = heapUsage.parse(await ask(2, 'Runtime.getHeapUsage'));
  inspector.terminate();
  return (usedSize + backingStorageSize) / 1_000;
}
