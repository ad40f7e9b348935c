import { randomUUID } from 'node:crypto';
import { handlers } from '@plenary/nouns/jobs';
import { aPerson, aProgram, aReleasedEvent, eventually, withWorker } from '@plenary/testing';
import { startBrowser, startTestSite, type TestBrowser, type TestSite } from '@plenary/testing/browser';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** A speaker on a telephone: from the mailed link to what the public sees. */

let site: TestSite;
let browser: TestBrowser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startTestSite(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const { sessions = [], ...rest } = aProgram();
const invited = sessions.map(({ appearances = [], ...session }) => ({
  ...session,
  appearances: appearances.map((appearance) => ({ ...appearance, state: 'INVITED' as const })),
}));

async function aMeeting() {
  const people = [aPerson('tanaka'), aPerson('smith', { email: 'smith@example.org' })];
  const ctx = await aReleasedEvent(site.operator, { people, program: { ...rest, sessions: invited } });
  const organiser = await site.signedIn('ORGANISER', ctx);
  const { id } = await ctx.db.person.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'smith' } });
  const input = { event: ctx.event.slug, clientKey: randomUUID(), personIds: [id] };
  const send = 'mutation ($input: SendPartLinksInput!) { sendPartLinks(input: $input) }';
  expect((await site.graphql(send, { input }, organiser)).codes).toEqual([]);
  await withWorker(site, handlers, () =>
    eventually(async () => (await ctx.db.outbox.count({ where: { doneAt: null } })) === 0),
  );
  const { text } = await ctx.db.keptMail.findFirstOrThrow({ orderBy: { id: 'desc' } });
  const link = /http:\S+\/link#\S+/.exec(text)?.[0] ?? '';
  return { ctx, person: id, link, folder: `${site.url}/events/${ctx.event.slug}` };
}

/** On its side, as telephones keep what was taken upright, with the device and the place. */
const photograph = () =>
  sharp({ create: { width: 80, height: 40, channels: 3, background: 'teal' } })
    .withExif({ IFD0: { Model: 'A telephone' }, IFD3: { GPSLatitude: '35/1 40/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

const said = (page: Page): Promise<string | null> => page.getByRole('status').textContent();

test.each([
  ['with script', true],
  ['without script', false],
])('opens the mailed link, answers, writes, sends a photograph and is seen so, %s', async (_how, script) => {
  const { ctx, person, link, folder } = await aMeeting();
  const { page, problems, close } = await browser.open(link, { width: 360, script });
  // A fragment reaches no server: without script it is pasted.
  if (!script) await page.locator('#link').fill(link);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.waitForURL(`${folder}/part`);

  await page.getByRole('button', { name: 'I confirm' }).first().click();
  expect(await said(page)).toContain('Your answer is saved');
  await page.getByRole('button', { name: 'I decline' }).last().click();
  expect(await said(page)).toContain('declined');
  const own = await ctx.db.appearance.findMany({
    where: { eventId: ctx.event.id, personId: person },
    orderBy: { session: { startsAt: 'asc' } },
  });
  expect(own.map(({ state }) => state)).toEqual(['CONFIRMED', 'DECLINED']);

  for (const name of ['mayRecord', 'mayQuote', 'mayShow'])
    await page.locator(`[name="${name}"][value="yes"]`).check();
  await page.getByRole('button', { name: 'Save what I agree to' }).click();
  expect(await said(page)).toContain('What you agree to is saved');

  await page.locator('[name="biography.en"]').fill('Served in four missions.');
  await page.locator('[name="biography.ja"]').fill('四つの任務に就いた。');
  await page.locator('#profile [name="mayPublish"][value="yes"]').check();
  await page.locator('#profile').getByRole('button', { name: 'Save' }).click();
  expect(await said(page)).toContain('what you say of yourself');

  const file = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await photograph() };
  await page.locator('#photograph [type="file"]').setInputFiles(file);
  await page.getByRole('button', { name: 'Send the photograph' }).click();
  expect(await said(page)).toContain('your photograph');
  expect(problems).toEqual([]);
  await close();

  const kept = await fetch(`${folder}/people/${person}/photograph`);
  const { width, height, exif, orientation } = await sharp(Buffer.from(await kept.arrayBuffer())).metadata();
  expect({ width, height, exif, orientation }).toEqual({ width: 40, height: 80 });

  for (const [language, biography] of [
    ['en', 'Served in four missions.'],
    ['ja', '四つの任務に就いた。'],
  ] as const) {
    const seen = await browser.open(`${folder}/people/${person}?language=${language}`, { width: 360 });
    expect(await seen.page.getByText(biography).isVisible()).toBe(true);
    expect(await seen.page.evaluate(`document.querySelector('main img').naturalHeight`)).toBe(80);
    expect(seen.problems).toEqual([]);
    await seen.close();
  }
});
