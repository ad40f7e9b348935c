import type { WebSocket } from 'ws';
import type { Actor } from '../access/actor.js';

/** A full hall behind one address, with room to spare. */
const perAddress = 3_000;
/** The devices and open pages of one person. */
const perAccount = 20;

/** Counts open sockets by address and by account. */
export class SocketDoor {
  private readonly addresses = new Map<string, number>();
  private readonly accounts = new Map<string, number>();

  hasRoom(address: string): boolean {
    return (this.addresses.get(address) ?? 0) < perAddress;
  }

  enter(socket: WebSocket, address: string): void {
    hold(this.addresses, address, socket);
  }

  /** @returns whether the account has room for one more */
  admit(socket: WebSocket, actor: Actor): boolean {
    if (actor.kind !== 'account') return true;
    if ((this.accounts.get(actor.accountId) ?? 0) >= perAccount) return false;
    hold(this.accounts, actor.accountId, socket);
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
