import { DelayedError, type Job } from 'bullmq';

/** What the queue keeps of a job; all else stands in its row. */
export interface JobData {
  /** How often a process died while it ran as a suspect. */
  readonly deaths?: number;
  /** The count of deaths for which it has waited. */
  readonly waited?: number;
}

const longestWait = 300_000;

/**
 * Runs jobs that were running when their process died, of which one may be why: one after the other, so that a death
 * has one cause, and after a death later each time, so that all others come to their turn before.
 */
export class Suspects {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param mostDeaths before a job is given up
   * @param firstWait after the first death, in milliseconds
   */
  constructor(
    private readonly mostDeaths: number,
    private readonly firstWait: number,
  ) {}

  async run(
    job: Job<JobData>,
    token: string | undefined,
    work: () => Promise<void>,
    giveUp: () => Promise<void>,
  ): Promise<void> {
    const { deaths = 0, waited = 0 } = job.data;
    if (deaths >= this.mostDeaths) return giveUp();
    if (waited < deaths) {
      await job.updateData({ deaths, waited: deaths });
      const wait = Math.min(this.firstWait * 2 ** (deaths - 1), longestWait);
      await job.moveToDelayed(Date.now() + wait, token);
      throw new DelayedError();
    }
    const turn = this.last.then(async () => {
      await job.updateData({ deaths: deaths + 1, waited });
      try {
        await work();
      } catch (error) {
        // It failed, but nothing died of it.
        await job.updateData({ deaths, waited });
        throw error;
      }
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
