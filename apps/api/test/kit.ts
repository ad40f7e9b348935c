import { createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';
import { createTestBench, type TestBench } from '@plenary/testing';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createApi, type Api } from '../src/api-server.js';

/** What GraphQL answers. */
export interface Answer {
  readonly status: number;
  readonly data: Record<string, unknown> | null;
  /** The code of each error, in order. */
  readonly codes: string[];
  readonly body: string;
}

/** The API in this process, on a database of its own. */
export interface TestApi extends TestBench {
  readonly api: Api;
  /** An account with this role, signed in: its cookie. ADMIN needs no event. */
  signedIn(role: Role, ctx: EventCtx | null): Promise<string>;
  graphql(document: string, variables?: Record<string, unknown>, cookie?: string): Promise<Answer>;
  /** Subscribes over a real socket. */
  subscribe(document: string, variables?: Record<string, unknown>, cookie?: string): Promise<Subscribed>;
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
  let accounts = 0;
  let address: string | null = null;
  const listen = async (): Promise<string> => {
    address ??= await api.server.listen({ host: '127.0.0.1', port: 0 });
    return address;
  };
  return {
    ...bench,
    api,
    async signedIn(role, ctx) {
      accounts += 1;
      const email = `${role.toLowerCase()}-${String(accounts)}@example.org`;
      await grantRole(bench.operator, { email, role, eventId: ctx?.event.id ?? null });
      const link = await createSignInLinkFor(bench.operator, email);
      return `plenary=${await signIn(bench.operator, new URL(link).hash.slice(1))}`;
    },
    async graphql(query, variables = {}, cookie) {
      const response = await api.server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { accept: 'application/json', ...(cookie === undefined ? {} : { cookie }) },
        payload: { query, variables },
      });
      const parsed: { data?: Record<string, unknown>; errors?: { extensions?: { code?: string } }[] } =
        response.json();
      return {
        status: response.statusCode,
        data: parsed.data ?? null,
        codes: (parsed.errors ?? []).map(({ extensions }) => extensions?.code ?? ''),
        body: response.body,
      };
    },
    async subscribe(query, variables = {}, cookie) {
      return openSubscription(await listen(), query, variables, cookie);
    },
    async close() {
      await api.close();
      await bench.close();
    },
  };
}

export function openSubscription(
  address: string,
  query: string,
  variables: Record<string, unknown>,
  cookie: string | undefined,
): Subscribed {
  const headers = cookie === undefined ? {} : { cookie };
  const client = createClient({
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
