import { gzipSync } from 'node:zlib';
import { freePort } from '@plenary/platform/postgres';
import { unpackedChromium } from '@plenary/testing/browser';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { openMeeting, type Meeting } from './meeting.js';

/** What Lighthouse says of the pages that most people open, as a telephone opens them; and how many bytes they are. */

const least = 95;
const judged = ['performance', 'accessibility', 'best-practices', 'seo'];
const most = { script: 20_000, firstView: 50_000 } as const;

let meeting: Meeting;

beforeAll(async () => {
  meeting = await openMeeting();
});
afterAll(() => meeting.close());

const event = (): string => `/events/${meeting.ctx.event.slug}`;

test.each([
  ['an event', event],
  ['a session', () => `${event()}/sessions/${meeting.session}`],
  ['a person', () => `${event()}/people/${meeting.person}`],
  ['minutes', () => `${event()}/minutes/en`],
])('%s', async (name, path) => {
  const url = `${meeting.site.url}${path()}`;
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: unpackedChromium(),
    args: [`--remote-debugging-port=${String(port)}`],
  });
  const result = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: judged });
  await browser.close();
  const categories = Object.values(result?.lhr.categories ?? {});
  const scores = Object.fromEntries(categories.map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]));
  const failed = Object.values(result?.lhr.audits ?? {})
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id }) => id);
  const bytes = await bytesOf(url);
  console.log(
    `${name}: ${JSON.stringify(scores)}; ${JSON.stringify(bytes)} bytes; below 90: ${failed.join(', ')}`,
  );
  expect(Object.keys(scores)).toEqual(judged);
  expect(Math.min(...Object.values(scores))).toBeGreaterThanOrEqual(least);
  expect(bytes.script).toBeLessThanOrEqual(most.script);
  expect(bytes.firstView).toBeLessThanOrEqual(most.firstView);
});

/** What a first view takes, compressed: the page, its style sheets and its scripts. */
async function bytesOf(url: string): Promise<{ readonly script: number; readonly firstView: number }> {
  const size = async (address: string): Promise<number> =>
    gzipSync(Buffer.from(await (await fetch(address)).arrayBuffer())).length;
  const html = await (await fetch(url)).text();
  const sizes = async (pattern: RegExp): Promise<number> => {
    const addresses = [...html.matchAll(pattern)].map(([, address = '']) => new URL(address, url).href);
    return (await Promise.all(addresses.map(size))).reduce((sum, one) => sum + one, 0);
  };
  const script = await sizes(/<script[^>]* src="([^"]+)"/g);
  const styles = await sizes(/<link rel="stylesheet" href="([^"]+)"/g);
  return { script, firstView: gzipSync(html).length + script + styles };
}
