import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';

/** A request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server of somebody else, on this machine. */
export interface Receiver {
  /** Such as `http://127.0.0.1:4711`. */
  readonly url: string;
  readonly port: number;
  /** In the order in which they arrived whole. */
  readonly received: readonly ReceivedRequest[];
  /** Connections that were opened to it, whether a request came or not. */
  connections(): number;
  close(): Promise<void>;
}

/**
 * Starts a server that keeps what it is sent.
 * @param answer what it does with a request that has arrived; an answer of 204 by itself
 * @param tls its key and certificate, both PEM; without them it speaks plain http
 */
export async function startReceiver(
  answer: (response: ServerResponse, request: ReceivedRequest) => void = (response) =>
    response.writeHead(204).end(),
  tls: { readonly key: string; readonly cert: string } | null = null,
): Promise<Receiver> {
  const received: ReceivedRequest[] = [];
  let connections = 0;
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const { method = '', url: path = '' } = request;
      const whole = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(whole);
      answer(response, whole);
    });
  };
  const server = tls === null ? createHttpServer(take) : createHttpsServer(tls, take);
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http${tls === null ? '' : 's'}://127.0.0.1:${String(port)}`,
    port,
    received,
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
