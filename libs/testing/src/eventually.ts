import { setTimeout as pause } from 'node:timers/promises';

const between = 25;

/** Waits for what another process does: asks again and again until `check` is true, at most `patience` milliseconds. */
export async function eventually(check: () => Promise<boolean> | boolean, patience = 120_000): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`It did not happen within ${String(patience)} ms`);
    await pause(between);
  }
}
