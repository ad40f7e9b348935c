/**
 * Different subscriptions that the strangers of one address follow at once, and those of all addresses. Each is read and
 * executed again at each change; a hall of guests follows a handful, however many they are.
 */
const most = { ofAddress: 50, ofAll: 1_000 } as const;

/** Counts the different subscriptions that strangers follow. */
export class StrangersShare {
  /** How many follow each subscription, by address. */
  private readonly byAddress = new Map<string, Map<string, number>>();
  private all = 0;

  /**
   * @param key by which a subscription is told from others
   * @returns what is to be called at the end; null where there are too many others already
   */
  enter(address: string, key: string): (() => void) | null {
    const own = this.byAddress.get(address) ?? new Map<string, number>();
    const followers = own.get(key) ?? 0;
    if (followers === 0) {
      if (own.size >= most.ofAddress || this.all >= most.ofAll) return null;
      this.all += 1;
    }
    own.set(key, followers + 1);
    this.byAddress.set(address, own);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      this.leave(address, own, key);
    };
  }

  private leave(address: string, own: Map<string, number>, key: string): void {
    const left = (own.get(key) ?? 1) - 1;
    if (left > 0) {
      own.set(key, left);
      return;
    }
    own.delete(key);
    this.all -= 1;
    if (own.size === 0) this.byAddress.delete(address);
  }
}
