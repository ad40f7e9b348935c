import { startBrowser, widths, type TestBrowser, type View } from '@plenary/testing/browser';
import { openMeeting, type Meeting } from './meeting.js';

/** The program of an event as people move in it. */

let meeting: Meeting;
let browser: TestBrowser;

beforeAll(async () => {
  [meeting, browser] = await Promise.all([openMeeting(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await meeting.close();
});

const open = (fragment: string, view: Partial<View> = {}) =>
  browser.open(`${meeting.site.url}/events/${meeting.ctx.event.slug}${fragment}`, view);

/** Where things of the second day stand on the screen, in pixels from its top. */
const places = `(() => {
  const day = document.querySelector('#day-2');
  const top = (element) => Math.round(element.getBoundingClientRect().top);
  const [heading, heads] = [day.querySelector('h3'), day.querySelector('thead th')];
  const rows = [...day.querySelectorAll('tbody tr')];
  return {
    heading: top(heading),
    heads: top(heads),
    under: Math.round(heads.getBoundingClientRect().bottom),
    rows: rows.map(top),
    target: document.querySelector(':target') && top(document.querySelector(':target')),
    height: innerHeight,
  };
})()`;

interface Places {
  readonly heading: number;
  readonly heads: number;
  readonly under: number;
  readonly rows: readonly number[];
  readonly target: number | null;
  readonly height: number;
}

test.each(widths)(
  'day and heads stay in sight while one scrolls through a day, at %i pixels',
  async (width) => {
    const { page, close } = await open('', { width });
    await page.evaluate(`document.querySelector('#day-2 tbody tr:nth-child(4)').scrollIntoView()`);
    const { heading, heads, under, rows }: Places = await page.evaluate(places);
    await close();
    expect(heading).toBe(0);
    expect(heads).toBeGreaterThan(0);
    expect(heads).toBeLessThan(under);
    // What was scrolled away is above, and what was asked for stands free of the heads.
    expect(rows[0]).toBeLessThan(heads);
    expect(rows[3]).toBeGreaterThanOrEqual(under - 1);
    expect(rows[3]).toBeLessThan(under + 40);
  },
);

test.each([
  ['#day-2', true],
  ['#day-2', false],
  ['#2026-07-21', true],
  ['#2026-07-21', false],
])('%s leads to that day, script: %s', async (fragment, script) => {
  const { page, close } = await open(fragment, { width: 360, script });
  const { heading, rows, under, height } = script
    ? await page.evaluate<Places>(places)
    : await placesWithoutScript();
  await close();
  expect(heading).toBeLessThan(60);
  expect(rows[0]).toBeGreaterThanOrEqual(under - 1);
  expect(rows[0]).toBeLessThan(height);

  async function placesWithoutScript(): Promise<Places> {
    const day = page.locator('#day-2');
    const box = async (selector: string) => (await day.locator(selector).first().boundingBox()) ?? fail();
    const [head, th, row] = [await box('h3'), await box('thead th'), await box('tbody tr')];
    const under = Math.round(th.y + th.height);
    return { heading: head.y, heads: th.y, under, rows: [Math.round(row.y)], target: null, height: 740 };
  }
  function fail(): never {
    throw new Error('it is not there');
  }
});

test('the address of a session in the program shows it free of the heads', async () => {
  const { page, close } = await open(`#session-${meeting.session}`, { width: 360 });
  const { target, under }: Places = await page.evaluate(places);
  await close();
  expect(target).toBeGreaterThanOrEqual(under - 1);
});

test.each([
  ['2026-07-21T02:30:00Z', 'Interpretation, transcription'],
  ['2026-07-21T04:00:00Z', 'Working group'],
  ['2026-07-01T00:00:00Z', 'Where the record of a meeting begins'],
  ['2026-11-30T00:00:00Z', 'Working group'],
])('at %s, #now leads to “%s”', async (now, title) => {
  const { page, problems, close } = await open('', { width: 360 });
  await page.clock.setFixedTime(now);
  await page.getByRole('link', { name: 'Now' }).click();
  const focused = await page.evaluate('document.activeElement.textContent');
  await close();
  expect(focused).toContain(title);
  expect(problems).toEqual([]);
});

test('times are those of the event; who is elsewhere reads theirs beside them, with the day where it is another', async () => {
  const served = await fetch(`${meeting.site.url}/events/${meeting.ctx.event.slug}`);
  expect(await served.text()).not.toContain('class="yours');
  const first = async (timeZone: string) => {
    const { page, problems, close } = await open('', { timeZone });
    const text = await page.locator('#day-2 tbody tr .time').first().innerText();
    await close();
    expect(problems).toEqual([]);
    return text.split(/\s*\n\s*/);
  };
  expect(await first('Asia/Tokyo')).toEqual(['09:00–09:50']);
  expect(await first('America/Los_Angeles')).toEqual(['09:00–09:50', 'Mon 17:00 for you']);
  expect(await first('Asia/Singapore')).toEqual(['09:00–09:50', '08:00 for you']);
});
