import { once } from 'node:events';
import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@plenary/platform/postgres';
import {
  aReleasedEvent,
  eventually,
  signedIn,
  type TestBench,
  startApiProcess,
  type ApiProcess,
} from '@plenary/testing';
import pg from 'pg';
import { WebSocket } from 'ws';
import { get, submitQuestion, type Outcome } from './client-kit.js';
import { childrenOf, end, isReady, startLauncher } from './kit.js';

/** Kills the API of a launcher. @returns the milliseconds until it served again */
export async function killUnderLauncher(bench: TestBench): Promise<number> {
  const { child, url } = await startLauncher(bench.settings);
  await eventually(() => isReady(url), 60_000);
  const [api] = childrenOf(child);
  if (api === undefined) throw new Error('The launcher has no API.');
  process.kill(api, 'SIGKILL');
  const killedAt = Date.now();
  await eventually(async () => !(await isReady(url)));
  await eventually(() => isReady(url));
  const ms = Date.now() - killedAt;
  await end(child, 'SIGINT');
  return ms;
}

/** What those who were connected to an API saw when it was told to end. */
export interface Drained {
  /** What a request that was under way was answered, and whether its connection ended with it. */
  readonly underWay: string;
  /** What a request on an open connection was answered after that. */
  readonly late: string;
  /** The close code of a subscriber's socket. */
  readonly socket: number;
  /** What the probe of readiness said meanwhile. */
  readonly ready: boolean;
  readonly status: number | NodeJS.Signals;
  /** From the signal to the end. */
  readonly ms: number;
}

/** Tells an API to end while a request is under way, a connection is open and a socket is followed. */
export async function drain(bench: TestBench): Promise<Drained> {
  const { child, url } = await startApiProcess(bench);
  const event = await aReleasedEvent(bench.operator);
  const cookie = await signedIn(bench, 'ORGANISER', event);
  const agent = new Agent({ keepAlive: true });
  const ask = (path: string, body?: string): Promise<IncomingMessage> =>
    askBy(agent, url + path, cookie, body);
  await answered(await ask('/health/live'));
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send('{"type":"connection_init"}');
  await once(socket, 'message');
  const closed = once(socket, 'close');
  const locker = new pg.Client({ connectionString: bench.database.url });
  await locker.connect();
  await locker.query('BEGIN');
  await locker.query('SELECT FROM "Event" WHERE id = $1 FOR UPDATE', [event.event.id]);
  const query = `mutation { releaseProgram(input: { event: "${event.event.slug}" }) { program { release } } }`;
  const underWay = askBy(new Agent({ keepAlive: true }), `${url}/graphql`, cookie, JSON.stringify({ query }));
  await eventually(async () => {
    const { rowCount } = await bench.services.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  });
  const toldAt = Date.now();
  child.process.kill('SIGTERM');
  await eventually(async () => !(await isReady(url)));
  const ready = await isReady(url);
  const late = await answered(await ask('/health/live'));
  await locker.query('ROLLBACK');
  await locker.end();
  const report = { underWay: await answered(await underWay), late, ready };
  const [socketCode]: unknown[] = await closed;
  const status = await child.ended;
  return { ...report, socket: Number(socketCode), status, ms: Date.now() - toldAt };
}

function askBy(agent: Agent, url: string, cookie: string, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const asked = httpRequest(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, resolve);
    asked.once('error', reject);
    asked.end(body);
  });
}

async function answered(response: IncomingMessage): Promise<string> {
  response.resume();
  await once(response, 'end');
  return `${String(response.statusCode)}, ${response.headers.connection ?? 'no word on the connection'}`;
}

/** What requests came to while two APIs behind a balancer were restarted in turn. */
export interface Rolled {
  readonly sent: number;
  readonly failed: readonly Outcome[];
  /** How the APIs ended. */
  readonly statuses: readonly (number | NodeJS.Signals)[];
}

/** Restarts two APIs behind a balancer in turn, `rounds` times, while clients write and read. */
export async function roll(bench: TestBench, rounds: number, clients: number): Promise<Rolled> {
  const apis: ApiProcess[] = [await startApiProcess(bench), await startApiProcess(bench)];
  const balancer = await startBalancer(() => apis.map(({ url }) => url));
  const event = await aReleasedEvent(bench.operator);
  const session = await event.db.session.findFirstOrThrow({ where: { eventId: event.event.id } });
  const moderator = await signedIn(bench, 'MODERATOR', event);
  const outcomes: Outcome[] = [];
  let running = true;
  const load = Array.from({ length: clients }, async () => {
    while (running) {
      outcomes.push((await submitQuestion(balancer.url, event, session.id, moderator)).outcome);
      outcomes.push(await get(`${balancer.url}/events/${event.event.slug}/program.json`));
    }
  });
  const statuses: (number | NodeJS.Signals)[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, api] of [...apis].entries()) {
      const { length } = outcomes;
      await eventually(() => outcomes.length > length + clients);
      statuses.push(await end(api.child, 'SIGTERM'));
      apis[index] = await startApiProcess(bench, { PORT: new URL(api.url).port });
    }
  }
  running = false;
  await Promise.all(load);
  await balancer.close();
  await Promise.all(apis.map(({ child }) => end(child, 'SIGKILL')));
  return { sent: outcomes.length, failed: outcomes.filter((outcome) => outcome !== 'ok'), statuses };
}

/** How often a balancer asks who is ready. */
const lookMs = 250;

/**
 * The least that a balancer does: requests in turn to who says it is ready, on connections that it keeps; to another
 * where nobody listens. Whatever else goes wrong, its client sees.
 */
async function startBalancer(
  upstreams: () => readonly string[],
): Promise<{ url: string; close(): Promise<void> }> {
  const agent = new Agent({ keepAlive: true });
  let ready: readonly string[] = upstreams();
  let turn = 0;
  let open = true;
  const look = async (): Promise<void> => {
    while (open) {
      const now = await Promise.all(upstreams().map(async (url) => ((await isReady(url)) ? [url] : [])));
      ready = now.flat();
      await pause(lookMs);
    }
  };
  const looking = look();
  const server: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const pass = (candidates: readonly string[]): void => {
        const [url, ...others] = candidates;
        if (url === undefined) {
          outgoing.writeHead(502).end();
          return;
        }
        const { method, headers } = incoming;
        const passed = httpRequest(url + (incoming.url ?? '/'), { agent, method, headers }, (response) => {
          const { connection: _own, ...rest } = response.headers;
          outgoing.writeHead(response.statusCode ?? 502, rest);
          response.pipe(outgoing);
        });
        passed.once('error', (error) => {
          // Nothing was sent: another may be asked.
          if ('code' in error && error.code === 'ECONNREFUSED') pass(others);
          else outgoing.destroy();
        });
        passed.end(Buffer.concat(chunks));
      };
      turn += 1;
      const start = turn % Math.max(1, ready.length);
      pass([...ready.slice(start), ...ready.slice(0, start)]);
    });
  });
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String(port)}`,
    async close() {
      open = false;
      await looking;
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
