import type { WebSocket } from 'ws';
import { topicOf, type Actor } from '../access/actor.js';

/** A full hall behind one address, with room to spare. */
const perAddress = 3_000;
/** The devices and open pages of one person. */
const perActor = 20;

/** Counts open sockets by address, and by account or link. */
export class SocketDoor {
  private readonly addresses = new Map<string, number>();
  private readonly actors = new Map<string, number>();

  hasRoom(address: string): boolean {
    return (this.addresses.get(address) ?? 0) < perAddress;
  }

  enter(socket: WebSocket, address: string): void {
    hold(this.addresses, address, socket);
  }

  /** @returns whether the account or link has room for one more */
  admit(socket: WebSocket, actor: Actor): boolean {
    const topic = topicOf(actor);
    if (topic === null) return true;
    if ((this.actors.get(topic) ?? 0) >= perActor) return false;
    hold(this.actors, topic, socket);
    return true;
  }
}

function hold(counts: Map<string, number>, key: string, socket: WebSocket): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
  socket.once('close', () => {
    const left = (counts.get(key) ?? 1) - 1;
    if (left === 0) counts.delete(key);
    else counts.set(key, left);
  });
}
