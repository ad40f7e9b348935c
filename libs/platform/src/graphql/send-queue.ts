import type { WebSocket } from 'ws';
import { holdBack } from './hold-back.js';

/** What has something to send, and says what it is at the last moment. */
export interface Sender {
  /** The message as it is by now; null if there is none any more. */
  message(): string | null;
}

/**
 * Sends to one socket what many have for it: one message at a time, in the order of their coming. A message is made
 * when the one before has left, so that who reads slowly skips states, and never has two of them waiting.
 */
export class SendQueue {
  private sending = false;
  private waiting: Sender[] = [];

  constructor(private readonly socket: WebSocket) {}

  /** Has a sender's message sent as soon as its turn comes; a sender that waits already keeps its place. */
  offer(sender: Sender): void {
    if (!this.sending) this.send(sender);
    else if (!this.waiting.includes(sender)) this.waiting.push(sender);
  }

  private send(sender: Sender): void {
    const message = this.socket.readyState === this.socket.OPEN ? sender.message() : null;
    if (message === null) {
      this.sendNext();
      return;
    }
    this.sending = true;
    // An error here is told by the socket itself, which then closes.
    this.socket.send(message, this.onSent);
    holdBack(this.socket);
  }

  private readonly onSent = (): void => {
    this.sending = false;
    holdBack(this.socket);
    this.sendNext();
  };

  private sendNext(): void {
    const next = this.waiting.shift();
    if (next !== undefined) this.send(next);
  }
}
