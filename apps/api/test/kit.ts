import { makeLink } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';
import { createTestBench, signedIn, type TestBench } from '@plenary/testing';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createApi, type Api } from '../src/api-server.js';

/** What GraphQL answers. */
export interface Answer {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  /** The code of each error, in order. */
  readonly codes: string[];
  /** What the first error tells besides. */
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** The API in this process, on a database of its own. */
export interface TestApi extends TestBench {
  readonly api: Api;
  /** An account with this role, signed in: its cookie. ADMIN needs no event. */
  signedIn(role: Role, ctx: EventCtx | null): Promise<string>;
  /** @param caller a cookie, or a token as `Bearer …` */
  graphql(document: string, variables?: Record<string, unknown>, caller?: string): Promise<Answer>;
  /** Subscribes over a real socket. */
  subscribe(document: string, variables?: Record<string, unknown>, caller?: string): Promise<Subscribed>;
  /** Connects, and asks for nothing. */
  connect(caller?: string): Promise<OpenSocket>;
}

/** Whoever holds the link of this person's part in the event: the cookie that opening it gives. */
export async function aPart(ctx: EventCtx, key = 'smith'): Promise<string> {
  const where = { eventId_key: { eventId: ctx.event.id, key } };
  const { id } = await ctx.db.person.findUniqueOrThrow({ where, select: { id: true } });
  const expiresAt = new Date(ctx.services.clock.now().getTime() + 86_400_000);
  const event = { id: ctx.event.id, endsOn: '2026-11-24' };
  const url = await makeLink(ctx, 'PART', { event, subjectId: id, expiresAt });
  return `plenary-part-${ctx.event.slug}=${new URL(url).hash.slice(1)}`;
}

/** The headers by which a caller is known; who has the cookie of a link first acts by it. */
export function headersOf(caller: string | undefined): Record<string, string> {
  if (caller === undefined) return {};
  if (caller.startsWith('Bearer ')) return { authorization: caller };
  const [, purpose, slug] = /^plenary-([a-z]+)-([a-z0-9-]+)=/.exec(caller) ?? [];
  return {
    cookie: caller,
    ...(slug === undefined ? {} : { 'plenary-link': `${String(purpose).toUpperCase()}/${slug}` }),
  };
}

/** A bare socket, to see how it is closed. */
export interface OpenSocket {
  /** Whether the server has let it in. */
  readonly acknowledged: Promise<boolean>;
  /** The code and the reason of its end. */
  readonly closed: Promise<readonly [code: number, reason: string]>;
  close(): void;
}

export interface Subscribed {
  /** The next value or error. */
  next(): Promise<{
    data?: unknown;
    errors?: readonly { message: string; extensions?: { code?: string } }[];
  }>;
  close(): Promise<void>;
}

export async function startTestApi(options: Parameters<typeof createTestBench>[0] = {}): Promise<TestApi> {
  const bench = await createTestBench(options);
  const api = await createApi(bench.services);
  let address: string | null = null;
  const listen = async (): Promise<string> => {
    address ??= await api.server.listen({ host: '127.0.0.1', port: 0 });
    return address;
  };
  return {
    ...bench,
    api,
    signedIn: (role, ctx) => signedIn(bench, role, ctx),
    async graphql(query, variables = {}, caller) {
      const response = await api.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { accept: 'application/json', ...headersOf(caller) },
        payload: { query, variables },
      });
      const parsed: {
        data?: Record<string, unknown>;
        errors?: { extensions?: Record<string, unknown> & { code?: string } }[];
      } = response.json();
      const errors = parsed.errors ?? [];
      return {
        status: response.statusCode,
        data: parsed.data ?? null,
        codes: errors.map(({ extensions }) => extensions?.code ?? ''),
        extensions: errors[0]?.extensions ?? {},
        body: response.body,
      };
    },
    async subscribe(query, variables = {}, caller) {
      return openSubscription(await listen(), query, variables, caller);
    },
    async connect(caller) {
      return openSocket(await listen(), caller);
    },
    async close() {
      await api.close();
      await bench.close();
    },
  };
}

export function openSocket(address: string, caller: string | undefined): OpenSocket {
  const { authorization, 'plenary-link': link, ...headers } = headersOf(caller);
  const url = `${address.replace(/^http/, 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve([code, reason.toString('utf8')]);
    });
  });
  socket.once('open', () => {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization, link } }));
  });
  const answered = new Promise<boolean>((resolve) => {
    socket.once('message', () => {
      resolve(true);
    });
  });
  return {
    acknowledged: Promise.race([answered, closed.then(() => false)]),
    closed,
    close: () => {
      socket.close();
    },
  };
}

export function openSubscription(
  address: string,
  query: string,
  variables: Record<string, unknown>,
  caller: string | undefined,
): Subscribed {
  const { authorization, 'plenary-link': link, ...headers } = headersOf(caller);
  const client = createClient({
    connectionParams: { authorization, link },
    url: `${address.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols, { headers });
      }
    },
    retryAttempts: 0,
  });
  const values = client.iterate({ query, variables });
  return {
    async next() {
      const { value, done } = await values.next();
      if (done === true) throw new Error('The subscription has ended.');
      const { data, errors } = value;
      return errors === undefined ? { data } : { data, errors };
    },
    async close() {
      await values.return?.();
      await client.dispose();
    },
  };
}
