import { LRUCache } from 'lru-cache';
import { networkOf } from '../access/network.js';
import { Refusal } from '../errors.js';
import { hashToken, type Keys } from '../keys/keys.js';
import { WaitingLine, type RateLimiter } from './rate-limit.js';

/** Secrets that have opened something, by their hashes. No other gets in here, so that none of them is pushed out by junk. */
const mostLive = 10_000;
/** Beyond the limit of its address a secret is looked up all the same: so many a second of all addresses, in turn. */
const beyond = { perSecond: 50, waiting: 500 } as const;

/** A secret that somebody sends. */
interface Sent {
  readonly address: string;
  readonly secret: string;
  /** Counts the wrong ones of a network. */
  readonly wrong: RateLimiter;
  /** Counts the uses of one that is live, where they have a limit. */
  readonly uses?: RateLimiter;
}

/**
 * Where secrets are looked up that somebody sends: links and tokens. Wrong ones are counted by address; a live one never
 * is, for a whole hall may have one address, and one of it may send junk.
 */
export class SecretGate {
  private readonly live = new LRUCache<string, true>({ max: mostLive });
  private readonly line = new WaitingLine(beyond);

  constructor(private readonly keys: Keys) {}

  /**
   * Looks a secret up.
   * @param find throws UNAUTHENTICATED where the secret opens nothing
   * @throws {Refusal} what `find` throws; RATE_LIMITED after many wrong ones from the address, or for too many uses
   */
  async lookUp<Found>({ address, secret, wrong, uses }: Sent, find: () => Promise<Found>): Promise<Found> {
    const [hash, network] = [hashToken(this.keys, secret), networkOf(address)];
    if (this.live.has(hash)) await uses?.take(hash);
    else if (await wrong.isReached(network)) await this.line.pass();
    try {
      const found = await find();
      this.live.set(hash, true);
      return found;
    } catch (error) {
      if (error instanceof Refusal && error.code === 'UNAUTHENTICATED') {
        this.live.delete(hash);
        await wrong.take(network);
      }
      throw error;
    }
  }
}
