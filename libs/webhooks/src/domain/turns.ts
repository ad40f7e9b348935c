/** Messages that go to one webhook at once. */
const atOnce = 2;
const longestWaitMs = 60_000;

interface Turn {
  going: number;
  /** When the next place is likely to be free; times are milliseconds of any clock that never goes back. */
  freeAt: number;
  /** How long the last message took. */
  tookMs: number;
}

/**
 * Who may send now. A receiver that is slow gets few messages at once, and the others of its webhook are told when to
 * come back, one after the other, so that they neither hold places that other webhooks need nor ask in vain.
 */
export class Turns {
  private readonly turns = new Map<string, Turn>();

  /** @returns 0 where the message may go, after which `end` must be called; else how long to wait, in milliseconds */
  begin(webhookId: string, now: number): number {
    const turn = this.turns.get(webhookId) ?? { going: 0, freeAt: now, tookMs: 0 };
    this.turns.set(webhookId, turn);
    if (turn.going < atOnce) {
      turn.going += 1;
      return 0;
    }
    turn.freeAt = Math.max(turn.freeAt, now) + Math.max(turn.tookMs, 100) / atOnce;
    return Math.min(turn.freeAt - now, longestWaitMs);
  }

  end(webhookId: string, startedAt: number, now: number): void {
    const turn = this.turns.get(webhookId);
    if (turn === undefined) return;
    turn.going -= 1;
    turn.tookMs = now - startedAt;
    if (turn.going === 0 && turn.freeAt <= now) this.turns.delete(webhookId);
  }
}
