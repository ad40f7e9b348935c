import { topicOf, type Actor } from '../access/actor.js';

/** Strangers of a full hall behind one address, with room to spare. */
const strangersOfAddress = 3_000;
/**
 * Sockets of addresses without room whose client has not said yet who it is, for which it has 3 s: fifty a second of all
 * such together.
 */
const mostUnknown = 150;
/** The devices and open pages of one person. */
const ofActor = 20;

/** A socket, as far as it counts here. */
interface Closing {
  once(event: 'close', closed: () => void): unknown;
}

/**
 * Counts open sockets: those of strangers by address, and others by account or link alone, for a whole hall may have one
 * address. Who has not said who they are may be either.
 */
export class SocketDoor {
  private readonly addresses = new Counts();
  private readonly actors = new Counts();
  private unknown = 0;
  /** By socket, until it is known whose it is: where it stands, and how it leaves. */
  private readonly arrived = new WeakMap<
    Closing,
    { readonly isBeyond: boolean; readonly leave: () => void }
  >();

  hasRoom(address: string): boolean {
    return !this.isFull(address) || this.unknown < mostUnknown;
  }

  enter(socket: Closing, address: string): void {
    const isBeyond = this.isFull(address);
    if (isBeyond) this.unknown += 1;
    const leave = isBeyond
      ? untilClosed(socket, () => {
          this.unknown -= 1;
        })
      : this.addresses.hold(address, socket);
    this.arrived.set(socket, { isBeyond, leave });
  }

  /** Once it is known whose the socket is. @returns whether they have room for one more */
  admit(socket: Closing, actor: Actor): boolean {
    const { isBeyond, leave } = this.arrived.get(socket) ?? { isBeyond: false, leave: () => undefined };
    this.arrived.delete(socket);
    const topic = topicOf(actor);
    if (topic === null) return !isBeyond;
    leave();
    if (this.actors.of(topic) >= ofActor) return false;
    this.actors.hold(topic, socket);
    return true;
  }

  private isFull(address: string): boolean {
    return this.addresses.of(address) >= strangersOfAddress;
  }
}

class Counts {
  private readonly counts = new Map<string, number>();

  of(key: string): number {
    return this.counts.get(key) ?? 0;
  }

  /** Counts one until it is closed, or the returned function is called. */
  hold(key: string, socket: Closing): () => void {
    this.counts.set(key, this.of(key) + 1);
    return untilClosed(socket, () => {
      const left = this.of(key) - 1;
      if (left === 0) this.counts.delete(key);
      else this.counts.set(key, left);
    });
  }
}

/** @returns what is called once: now, or when the socket closes */
function untilClosed(socket: Closing, leave: () => void): () => void {
  let isIn = true;
  const once = (): void => {
    if (isIn) leave();
    isIn = false;
  };
  socket.once('close', once);
  return once;
}
