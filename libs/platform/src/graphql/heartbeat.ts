import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { holdBack } from './hold-back.js';

/**
 * How often each socket is pinged. Who has not answered one ping by the next is gone, or has stopped to read, and is
 * cut off: within twice this time.
 */
const pingMs = 12_000;

/** Ends the connections of those who do not answer. */
export class Heartbeat {
  private readonly awaited = new WeakSet<WebSocket>();
  /** Of each round its own, so that nobody answers what they have not read. */
  private mark = randomBytes(4);
  private readonly timer;

  /** @param sockets those that are open now */
  constructor(sockets: () => Iterable<WebSocket>) {
    this.timer = setInterval(() => {
      this.mark = randomBytes(4);
      for (const socket of sockets()) this.ping(socket);
    }, pingMs);
  }

  /** Hears the answers of a socket. */
  watch(socket: WebSocket): void {
    socket.on('pong', (mark) => {
      if (this.mark.equals(mark)) this.awaited.delete(socket);
    });
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private ping(socket: WebSocket): void {
    if (this.awaited.has(socket)) {
      socket.terminate();
      return;
    }
    this.awaited.add(socket);
    socket.ping(this.mark, false, () => {
      holdBack(socket);
    });
  }
}
