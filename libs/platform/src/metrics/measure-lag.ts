import { randomUUID } from 'node:crypto';
import type { Live } from '../live/live.js';

/** Who follows a session notices more than this. */
const longestMs = 2_000;

/** Publishes a change of nothing, and waits until this process hears of it as any other would: in seconds. */
export async function measureLag(live: Live): Promise<number> {
  const topic = `probe:${randomUUID()}`;
  const start = performance.now();
  return new Promise((resolve) => {
    const stop = live.onChange(topic, () => {
      finish((performance.now() - start) / 1_000);
    });
    const timer = setTimeout(() => {
      finish(longestMs / 1_000);
    }, longestMs);
    const finish = (lag: number): void => {
      clearTimeout(timer);
      stop();
      resolve(lag);
    };
    live.publish([topic]);
  });
}
