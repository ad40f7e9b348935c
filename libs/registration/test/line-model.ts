/** A registration as a plain queue knows it. */
export interface Guest {
  state: 'SUBMITTED' | 'WAITLISTED' | 'OFFERED' | 'CONFIRMED' | 'CANCELLED' | 'DECLINED';
  mode: Mode;
  /** Its place among all who ever stood in a line. */
  line: number;
  /** Until when a place is offered, for who has an offer. */
  until: number;
}

export type Mode = 'ON_SITE' | 'ONLINE';
export const modes: readonly Mode[] = ['ON_SITE', 'ONLINE'];

export type Outcome = 'ok' | 'CONFLICT';

const hour = 3_600_000;

/** What registrations of one category come to, told as plainly as it can be: no locks, no counters, no database. */
export class LineModel {
  readonly guests: Guest[] = [];
  readonly places: Record<Mode, number>;
  private lastLine = 0;

  constructor(
    places: number,
    private readonly isReviewed: boolean,
    private readonly isTakenUnasked: boolean,
  ) {
    this.places = { ON_SITE: places, ONLINE: places };
  }

  held(mode: Mode): number {
    return this.guests.filter((one) => one.mode === mode && holds(one)).length;
  }

  line(mode: Mode): Guest[] {
    return this.guests
      .filter((one) => one.mode === mode && one.state === 'WAITLISTED')
      .sort((a, b) => a.line - b.line);
  }

  register(mode: Mode): Outcome {
    const state = this.isReviewed ? 'SUBMITTED' : this.isFree(mode) ? 'CONFIRMED' : 'WAITLISTED';
    this.guests.push({ state, mode, line: this.nextLine(), until: 0 });
    return 'ok';
  }

  cancel(guest: Guest, now: number): Outcome {
    if (!isLive(guest)) return 'CONFLICT';
    const freed = holds(guest);
    guest.state = 'CANCELLED';
    if (freed) this.give(guest.mode, now);
    return 'ok';
  }

  changeMode(guest: Guest, mode: Mode, now: number): Outcome {
    if (guest.mode === mode) return 'ok';
    if (!isLive(guest) || guest.state === 'OFFERED') return 'CONFLICT';
    if (this.isReviewed && guest.state !== 'SUBMITTED') return 'CONFLICT';
    const [from, isFree] = [guest.mode, this.isFree(mode)];
    if (guest.state === 'CONFIRMED' && !isFree) return 'CONFLICT';
    guest.mode = mode;
    if (guest.state === 'WAITLISTED') {
      guest.line = this.nextLine();
      if (isFree) guest.state = 'CONFIRMED';
    } else if (guest.state === 'CONFIRMED') this.give(from, now);
    return 'ok';
  }

  accept(guest: Guest): Outcome {
    if (guest.state !== 'OFFERED') return 'CONFLICT';
    guest.state = 'CONFIRMED';
    return 'ok';
  }

  /** Who has not answered goes to the end, one after the other, and the place to who is first then. */
  lapse(now: number): void {
    const lapsed = this.guests
      .filter(({ state, until }) => state === 'OFFERED' && until <= now)
      .sort((a, b) => a.until - b.until || a.line - b.line);
    for (const guest of lapsed) {
      guest.state = 'WAITLISTED';
      guest.line = this.nextLine();
      this.give(guest.mode, now);
    }
  }

  setPlaces(mode: Mode, places: number, now: number): Outcome {
    if (places < this.held(mode)) return 'CONFLICT';
    this.places[mode] = places;
    this.give(mode, now);
    return 'ok';
  }

  decide(guest: Guest, decision: 'CONFIRM' | 'DECLINE' | 'CANCEL', now: number): Outcome {
    if (decision === 'CANCEL') return this.cancel(guest, now);
    if (decision === 'CONFIRM' && guest.state === 'OFFERED') return this.accept(guest);
    if (guest.state !== 'SUBMITTED') return 'CONFLICT';
    if (decision === 'DECLINE') guest.state = 'DECLINED';
    else guest.state = this.isFree(guest.mode) ? 'CONFIRMED' : 'WAITLISTED';
    return 'ok';
  }

  private isFree(mode: Mode): boolean {
    return this.line(mode).length === 0 && this.held(mode) < this.places[mode];
  }

  private give(mode: Mode, now: number): void {
    for (const guest of this.line(mode).slice(0, Math.max(0, this.places[mode] - this.held(mode)))) {
      guest.state = this.isTakenUnasked ? 'CONFIRMED' : 'OFFERED';
      guest.until = now + 48 * hour;
    }
  }

  private nextLine(): number {
    this.lastLine += 1;
    return this.lastLine;
  }
}

function holds({ state }: Guest): boolean {
  return state === 'CONFIRMED' || state === 'OFFERED';
}

function isLive({ state }: Guest): boolean {
  return state !== 'CANCELLED' && state !== 'DECLINED';
}
