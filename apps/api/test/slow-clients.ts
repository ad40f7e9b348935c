import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { aProgram, aReleasedEvent, type TestBench, type ApiProcess } from '@plenary/testing';

/** What a client of no good will does with its connection, until it is cut off. */
interface Kind {
  readonly name: string;
  /** How long it may live, in seconds, by what is documented. */
  readonly within: number;
  readonly behave: (client: BadClient) => Promise<void> | void;
}

interface BadClient {
  readonly socket: Socket;
  readonly target: Target;
  /** Calls again and again, until the connection ends. */
  readonly every: (ms: number, act: () => void) => void;
}

/** What they ask for. */
export interface Target {
  /** The address of something long. */
  readonly longPath: string;
  /** Of a session to follow. */
  readonly sessionId: string;
}

export async function aTarget(bench: TestBench): Promise<Target> {
  const { sessions = [], ...program } = aProgram();
  const abstract = { en: 'A long abstract. '.repeat(290) };
  const more = Array.from({ length: 300 }, (_, number) => ({
    key: `talk-${String(number)}`,
    kind: 'PRESENTATION' as const,
    title: { en: 'Talk' },
    abstract,
    startsAt: '2026-11-24T14:00:00+09:00',
    endsAt: '2026-11-24T15:00:00+09:00',
    languages: ['en'],
  }));
  const { db, event } = await aReleasedEvent(bench.operator, {
    program: { ...program, sessions: [...sessions, ...more] },
  });
  const panel = await db.session.findFirstOrThrow({ where: { eventId: event.id, key: 'panel' } });
  return { longPath: `/events/${event.slug}/program.json`, sessionId: panel.id };
}

const request = (line: string, ...headers: string[]): string =>
  [`${line} HTTP/1.1`, 'Host: 127.0.0.1', ...headers].map((text) => `${text}\r\n`).join('');

const upgrade = request(
  'GET /graphql',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
);

const opcodes = { text: 1, pong: 10 } as const;

/** A frame of a client (RFC 6455, 5.2), masked by zeros. */
function frame(kind: keyof typeof opcodes, text: string): Buffer {
  const payload = Buffer.from(text);
  const head =
    payload.length < 126
      ? Buffer.from([0x80 | opcodes[kind], 0x80 | payload.length])
      : Buffer.from([0x80 | opcodes[kind], 0x80 | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

/** Opens a WebSocket, says who it is, follows a session, and reads nothing from then on. */
async function followUnread({ socket, target }: BadClient): Promise<void> {
  socket.write(`${upgrade}\r\n`);
  await once(socket, 'data');
  socket.write(frame('text', '{"type":"connection_init"}'));
  await once(socket, 'data');
  const query = `subscription { sessionLive(sessionId: "${target.sessionId}") { onStage { text } } }`;
  socket.write(frame('text', JSON.stringify({ id: '1', type: 'subscribe', payload: { query } })));
  socket.pause();
}

export const kinds: readonly Kind[] = [
  { name: 'says nothing', within: 10, behave: () => undefined },
  {
    name: 'sends a header a second',
    within: 10,
    behave: ({ socket, every }) => {
      socket.write(request('GET /'));
      every(1_000, () => socket.write('X-More: and more\r\n'));
    },
  },
  {
    name: 'leaves its upgrade unfinished',
    within: 10,
    behave: ({ socket }) => {
      socket.write(upgrade);
    },
  },
  {
    name: 'sends a byte of its body a second',
    within: 30,
    behave: ({ socket, every }) => {
      socket.write(
        `${request('POST /graphql', 'Content-Type: application/json', 'Content-Length: 1000')}\r\n{`,
      );
      every(1_000, () => socket.write(' '));
    },
  },
  {
    name: 'keeps its connection and asks no more',
    within: 10,
    behave: ({ socket }) => {
      socket.write(`${request('GET /health/live')}\r\n`);
    },
  },
  {
    name: 'takes nothing of a long answer',
    within: 30,
    behave: ({ socket, target }) => {
      socket.pause();
      // More than the kernel keeps for it.
      socket.write(`${request(`GET ${target.longPath}`)}\r\n`.repeat(10));
    },
  },
  {
    name: 'asks on and on, and takes nothing',
    within: 1,
    behave: ({ socket, target }) => {
      socket.pause();
      socket.write(`${request(`GET ${target.longPath}`)}\r\n`.repeat(1_000));
    },
  },
  {
    name: 'opens a WebSocket and does not say who it is',
    within: 8,
    behave: ({ socket }) => {
      socket.write(`${upgrade}\r\n`);
    },
  },
  { name: 'follows and stops reading', within: 24, behave: followUnread },
  {
    name: 'answers pings that it has not read',
    within: 24,
    behave: async (client) => {
      await followUnread(client);
      client.every(500, () => client.socket.write(frame('pong', '')));
    },
  },
];

/** The same with much work for the server. */
export const floods: readonly Kind[] = [
  {
    name: 'asks for pongs without end and reads none',
    within: 24,
    behave: async (client) => {
      await followUnread(client);
      const ping = frame('text', JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(60_000) } }));
      client.every(2, () => {
        if (!client.socket.writableNeedDrain) client.socket.write(ping);
      });
    },
  },
];

export interface Outcome {
  readonly name: string;
  readonly within: number;
  readonly clients: number;
  /** Seconds until the last of them was cut off; null where one never was. */
  readonly cutAfter: number | null;
}

/**
 * Sets so many clients of each of these kinds on the API, and waits until it has cut off all of them, or far longer
 * than it should take.
 * @param meanwhile is run while they are all there
 */
export async function besiege(
  api: ApiProcess,
  target: Target,
  { each, chosen = kinds }: { readonly each: number; readonly chosen?: readonly Kind[] },
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<readonly Outcome[]> {
  const sieges = await Promise.all(
    chosen.map(async (kind) => {
      const clients = await Promise.all(
        Array.from({ length: each }, (_, index) => send(api, kind, target, index)),
      );
      return { kind, clients, from: Date.now() };
    }),
  );
  const working = meanwhile();
  const cutAt = new Map<Kind, number>();
  const deadline = Date.now() + 60_000;
  while (cutAt.size < chosen.length && Date.now() < deadline) {
    const held = connectionsTo(api.port);
    for (const { kind, clients } of sieges) {
      if (!cutAt.has(kind) && !clients.some(({ name }) => held.has(name))) cutAt.set(kind, Date.now());
    }
    await pause(250);
  }
  await working;
  return sieges.map(({ kind, clients, from }) => {
    for (const { socket } of clients) socket.destroy();
    const cut = cutAt.get(kind);
    return {
      name: kind.name,
      within: kind.within,
      clients: clients.length,
      cutAfter: cut === undefined ? null : (cut - from) / 1_000,
    };
  });
}

/** One client, on one of many addresses of this machine, as far as it comes before it becomes slow. */
async function send(
  api: ApiProcess,
  kind: Kind,
  target: Target,
  index: number,
): Promise<{ readonly name: string; readonly socket: Socket }> {
  const socket = connect({
    port: api.port,
    host: '127.0.0.1',
    localAddress: `127.0.0.${String(2 + (index % 50))}`,
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.resume();
  const every = (ms: number, act: () => void): void => {
    const timer = setInterval(act, ms);
    socket.once('close', () => {
      clearInterval(timer);
    });
  };
  const name = `${socket.localAddress ?? ''}:${String(socket.localPort)}`;
  await kind.behave({ socket, target, every });
  return { name, socket };
}

const established = '01';
const closeWait = '08';

/** The clients whose connections the server's side still holds, by the kernel's own table of them. */
function connectionsTo(port: number): Set<string> {
  const rows = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n').slice(1);
  const found = new Set<string>();
  for (const row of rows) {
    const [, local = '', remote = '', state] = row.trim().split(/\s+/);
    if (readEndpoint(local).port === port && (state === established || state === closeWait)) {
      const { address, port: clientPort } = readEndpoint(remote);
      found.add(`${address}:${String(clientPort)}`);
    }
  }
  return found;
}

/** `0200007F:1F90` is 127.0.0.2, port 8080. */
function readEndpoint(text: string): { address: string; port: number } {
  const [address = '', port = ''] = text.split(':');
  const bytes = [...Buffer.from(address, 'hex')].reverse();
  return { address: bytes.join('.'), port: Number.parseInt(port, 16) };
}
