import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import type { SocketDoor } from './socket-door.js';

interface Options {
  readonly server: Server;
  readonly sockets: WebSocketServer;
  readonly door: SocketDoor;
  /** `scheme://host:port` of the pages that may connect. */
  readonly origin: string;
  /** The address a request comes from, behind proxies too. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly serve: (socket: WebSocket, request: IncomingMessage) => void;
}

/** Whether a request asks for a WebSocket where there are some; who asks for HTTP/2 is answered as it is. */
export function asksForSocket({ url = '', headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && url.split('?')[0] === '/graphql';
}

/** Opens a WebSocket for who may have one. */
export function acceptSockets({ server, sockets, door, origin, addressOf, serve }: Options): void {
  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    // From here on nobody else hears of a connection that breaks, and an error that nobody hears ends the process.
    connection.on('error', destroyed);
    const refuse = (status: string): void => {
      connection.once('finish', () => {
        connection.destroy();
      });
      connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    if (request.headers.origin !== undefined && request.headers.origin !== origin) {
      refuse('403 Forbidden');
      return;
    }
    const address = addressOf(request);
    if (!door.hasRoom(address)) {
      refuse('429 Too Many Requests');
      return;
    }
    sockets.handleUpgrade(request, connection, head, (socket) => {
      door.enter(socket, address);
      serve(socket, request);
    });
  });
}

/** A function of its own: one made at each upgrade would hold its request, several kB, for as long as the socket. */
function destroyed(this: Duplex): void {
  this.destroy();
}
