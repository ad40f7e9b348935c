import type { WebSocket } from 'ws';

/** While more than this waits to be sent on a socket, nothing is read from it: who asks and does not read must wait. */
const pauseBytes = 64_000;

/** Whoever has still asked for more than this without reading is cut off at once. */
const maxWaitingBytes = 1_000_000;

/** To be called whenever something was handed to a socket, or has left it. */
export function holdBack(socket: WebSocket): void {
  if (socket.bufferedAmount > maxWaitingBytes) socket.terminate();
  else if (socket.bufferedAmount > pauseBytes) socket.pause();
  else if (socket.isPaused) socket.resume();
}
