import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long a client may take, in milliseconds. Who is slower is cut off, so that the others are served. */
export const patience = {
  /** For the head of a request; also for the first one of a connection to begin. */
  head: 10_000,
  /** For the whole of a request. */
  request: 30_000,
  /** Until the next request on a connection. */
  idle: 10_000,
  /** Without anything sent, in the midst of a request, or while its answer is made. */
  stall: 30_000,
  /** Without taking more of an answer; Node looks at it so often, and needs to find the same twice. */
  take: 12_000,
  /** How exactly the first two are kept. */
  grain: 1_000,
} as const;

/** Requests on one connection whose answers were not taken. Nobody asks on and on but who will not read. */
const mostUnanswered = 16;

/**
 * Node's own server, which cuts off who is too slow, or does not read.
 * @param handle one request
 * @param mayUpgrade whether a request that asks for another protocol gets it; any other is answered as if it had not asked
 */
export function createPatientServer(
  handle: RequestListener,
  mayUpgrade: (request: IncomingMessage) => boolean,
): Server {
  const unanswered = new WeakMap<Socket, number>();
  const options = {
    headersTimeout: patience.head,
    connectionsCheckingInterval: patience.grain,
    requestTimeout: patience.request,
    keepAliveTimeout: patience.idle,
    shouldUpgradeCallback: mayUpgrade,
  };
  const server = createServer(options, (request, response) => {
    const { socket } = request;
    // A thousand requests may have come in one piece: Node hands over all of them, whatever became of the first.
    if (socket.destroyed) {
      request.destroy();
      return;
    }
    const count = (unanswered.get(socket) ?? 0) + 1;
    unanswered.set(socket, count);
    if (count > mostUnanswered) {
      socket.destroy();
      return;
    }
    response.once('close', () => {
      unanswered.set(socket, (unanswered.get(socket) ?? 0) - 1);
    });
    handle(request, response);
  });
  server.setTimeout(patience.stall);
  // Nobody needs to be told that an expectation is unknown to us: the request is answered all the same.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  return server;
}
