import type { EventCtx } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';
import { createApi, type Api } from '@plenary/app-api/server';
import { createTestBench, type TestBench } from '../services.js';
import { signedIn } from '../signed-in.js';
import { headersOf } from './headers.js';
import { openSocket, openSubscription, type OpenSocket, type Subscribed } from './sockets.js';

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
