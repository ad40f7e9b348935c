import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const script = readFileSync(new URL('tab-walk.js', import.meta.url), 'utf8');
const missed = z.array(z.string());

/**
 * Walks the page by Tab from its top.
 * @returns the interactive elements that it did not come to, or that lay under others when it did
 */
export async function findBeyondKeyboard(page: Page): Promise<string[]> {
  await page.evaluate(script);
  const steps = z.number().parse(await page.evaluate('tabWalk.steps'));
  // Parts that scroll take the focus too.
  for (let press = 0; press < 2 * steps + 10; press += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate('tabWalk.look()')) === true) break;
  }
  return missed.parse(await page.evaluate('tabWalk.missed()'));
}
