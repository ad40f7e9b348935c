import { createClient, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { headersOf } from './headers.js';

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
  const values = client.iterate<Record<string, unknown>, Record<string, unknown>>({ query, variables });
  return {
    async next() {
      const next: IteratorResult<FormattedExecutionResult, unknown> = await values.next();
      if (next.done === true) throw new Error('The subscription has ended.');
      const { data, errors } = next.value;
      return errors === undefined ? { data } : { data, errors };
    },
    async close() {
      await values.return?.();
      await client.dispose();
    },
  };
}
