import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { aPerson, readQrCodes } from '@plenary/testing';
import { aCategory } from '@plenary/testing/api';
import type { Page } from 'playwright-core';
import {
  aMeeting,
  actByApi,
  follow,
  openPost,
  press,
  readAgain,
  registerByApi,
  registerOnPages,
  standing,
  title,
  uidsOf,
  type Post,
} from './journeys-kit.js';

/** Whole journeys, from a form to a place: each mail comes to a mail server, and its link is followed. */

let post: Post;

beforeAll(async () => {
  post = await openPost();
});
afterAll(() => post.close());

const delegates = { key: 'delegates', name: { en: 'Delegates', ja: '代表' }, showsWaiting: true };

/** The ticket of a page: its letters, and its picture as a camera has it. */
async function ticketOf(page: Page): Promise<{ code: string; picture: Buffer }> {
  const code = ((await page.locator('.code').textContent()) ?? '').replaceAll(' ', '');
  expect(code).toMatch(/^[BCDEFGHJKNPRSTVX]{32}$/);
  return { code, picture: await page.getByRole('img').screenshot() };
}

/** The columns that a link could have changed, of all registrations of the meeting. */
const statesOf = (ctx: EventCtx) =>
  ctx.db.registration.findMany({
    where: { eventId: ctx.event.id },
    select: { state: true, version: true, provenAt: true },
    orderBy: { id: 'asc' },
  });

test('a visitor on a telephone registers, confirms, is reminded, and cancels', async () => {
  const { ctx, folder } = await aMeeting(post);
  await aCategory(ctx, { ...delegates, places: 5 });
  const typed = {
    names: { givenName: 'Anna', familyName: 'Virtanen' },
    mode: 'On site',
    email: 'anna@example.org',
  } as const;
  await registerOnPages(post, folder, typed);

  const received = await post.lastMailTo(ctx, typed.email);
  expect(received.subject).toBe(`Your registration for ${title}`);
  expect(received.text).toContain('a place is held for you');
  const { page, problems, close } = await follow(post, received);
  expect(page.viewportSize()).toEqual({ width: 360, height: 740 });
  expect(await standing(page)).toBe('Confirmed');
  expect(await page.locator('.code').count()).toBe(0);
  const before = await statesOf(ctx);
  expect(await readAgain(page, [received.link, page.url(), `${folder}/me?ask=cancel`])).toEqual([200]);
  expect([await statesOf(ctx), before]).toMatchObject([before, [{ state: 'CONFIRMED', provenAt: null }]]);

  expect(await press(page, 'This address is mine')).toContain('the address is confirmed');
  expect(await page.getByText('You have a place.').isVisible()).toBe(true);
  const { code, picture } = await ticketOf(page);
  expect(await readQrCodes(picture)).toEqual([code]);
  expect(problems).toEqual([]);
  await close();

  await post.passUntil('2026-11-20T15:00:00Z');
  const reminder = await post.lastMailTo(ctx, typed.email);
  expect(reminder.subject).toContain('Soon');
  const later = await follow(post, reminder);
  expect((await ticketOf(later.page)).code).toBe(code);
  await later.page.getByRole('link', { name: 'Cancel my registration' }).click();
  expect(await press(later.page, 'Yes, cancel')).toBe('Your registration is cancelled.');
  expect(await later.page.getByText('You have cancelled your registration.').isVisible()).toBe(true);
  expect(await later.page.locator('.code').count()).toBe(0);
  await later.close();

  const mails = await post.mailsTo(ctx, typed.email);
  expect(mails.map(({ subject }) => subject.split(':')[0])).toEqual([
    ...[received.subject, 'Confirmed', 'Soon', 'Cancelled'],
  ]);
  expect(mails.map(({ calendar }) => calendar?.includes('STATUS:CANCELLED'))).toEqual([
    ...[undefined, false, false, true],
  ]);
  const uids = uidsOf(mails);
  expect([uids.length, new Set(uids).size]).toEqual([3, 1]);
});

test('an online attendee comes to the hall once a place is free, with the same ticket', async () => {
  const { ctx, folder } = await aMeeting(post);
  const category = await aCategory(ctx, { ...delegates, places: 1 });
  const guest = await registerByApi(post, ctx, category, 'Haile');
  const email = 'tuomas@example.org';
  await registerOnPages(post, folder, { names: { familyName: 'Tuomas' }, mode: 'Online', email });
  const { page, problems, close } = await follow(post, await post.lastMailTo(ctx, email));
  await press(page, 'This address is mine');
  const { code } = await ticketOf(page);
  expect(await page.getByText('Now: Online').isVisible()).toBe(true);
  expect(await page.getByText('No place is free there just now.').isVisible()).toBe(true);

  // What is asked for at one moment may come in any order.
  await post.mailsTo(ctx, email);
  await actByApi(post, ctx, 'cancelRegistration', guest);
  await page.reload();
  expect(await press(page, 'Attend on site instead')).toBe('Saved: how you attend.');
  expect(await page.getByText('Now: On site').isVisible()).toBe(true);
  expect(await standing(page)).toBe('Confirmed');
  const after = await ticketOf(page);
  expect([after.code, await readQrCodes(after.picture)]).toEqual([code, [code]]);
  expect(problems).toEqual([]);
  await close();

  const mails = await post.mailsTo(ctx, email);
  expect(mails.at(-1)?.subject).toContain('Changed');
  expect(mails.at(-1)?.text).toContain('you are registered as Delegates (on site)');
  const uids = uidsOf(mails);
  expect([uids.length, new Set(uids).size]).toEqual([2, 1]);
});

test('an observer waits, is offered a place, lets it lapse, waits again, and takes the next', async () => {
  const { ctx, folder } = await aMeeting(post);
  const category = await aCategory(ctx, { ...delegates, name: { en: 'Observers' }, places: 1, online: 0 });
  const holder = await registerByApi(post, ctx, category, 'Mensah');
  const email = 'berg@example.org';
  await registerOnPages(post, folder, { names: { familyName: 'Berg' }, mode: 'On site', email });
  const waiting = await post.lastMailTo(ctx, email);
  expect(waiting.text).toContain('you stand in the waiting list');
  const first = await follow(post, waiting);
  expect(await standing(first.page)).toBe('On the waiting list');
  expect(await first.page.getByText('Your place in the waiting list: 1').isVisible()).toBe(true);
  await press(first.page, 'This address is mine');
  await first.close();
  const next = await registerByApi(post, ctx, category, 'Okafor');

  await actByApi(post, ctx, 'cancelRegistration', holder);
  const offered = await post.lastMailTo(ctx, email);
  expect(offered.subject).toContain('A place is free');
  // Two days later, by the clocks of Tokyo.
  expect(offered.text).toContain('is free for you until 3 November 2026 18:00');
  const late = await follow(post, offered);
  expect(await standing(late.page)).toBe('A place is free for you');
  const before = await statesOf(ctx);
  expect(await readAgain(late.page, [offered.link, late.page.url()])).toEqual([200]);
  expect(await statesOf(ctx)).toEqual(before);

  await post.passUntil('2026-11-03T09:00:00Z');
  // The page still stands open, and its button comes too late.
  await late.page.getByRole('button', { name: 'Take the place' }).click();
  expect(await late.page.getByRole('alert').textContent()).toContain('Nothing was saved');
  expect(await standing(late.page)).toBe('On the waiting list');
  await late.close();
  const lapsed = await post.lastMailTo(ctx, email);
  expect(lapsed.subject).toContain('The place was not taken');
  expect(lapsed.text).toContain('You now stand at the end of the waiting list');
  expect((await post.lastMailTo(ctx, 'okafor@example.org')).subject).toContain('A place is free');

  const back = await follow(post, lapsed);
  expect(await back.page.getByText('Your place in the waiting list: 1').isVisible()).toBe(true);
  await back.close();
  await actByApi(post, ctx, 'cancelRegistration', next);
  const again = await follow(post, await post.lastMailTo(ctx, email));
  expect(await standing(again.page)).toBe('A place is free for you');
  expect(await press(again.page, 'Take the place')).toBe('Thank you: the place is yours.');
  expect(await standing(again.page)).toBe('Confirmed');
  const { code, picture } = await ticketOf(again.page);
  expect(await readQrCodes(picture)).toEqual([code]);
  await again.close();

  const mails = await post.mailsTo(ctx, email);
  expect(mails.map(({ subject }) => subject.replace(title, '').trim())).toEqual([
    ...['Your registration for', 'A place is free:', 'The place was not taken:'],
    ...['A place is free:', 'Confirmed:'],
  ]);
  expect(uidsOf(mails).length).toBe(1);
});

describe('an invited speaker is registered from the program in one step', () => {
  const people = [
    aPerson('tanaka', { email: 'tanaka@example.org' }),
    aPerson('smith', { email: 'smith@example.org' }),
  ];
  async function aMeetingOfSpeakers() {
    const { ctx, folder } = await aMeeting(post, { people });
    const categoryId = await aCategory(ctx, {
      ...delegates,
      name: { en: 'Speakers' },
      places: 2,
      byInvitation: true,
    });
    const wanted = { event: ctx.event.slug, categoryId, mode: 'ON_SITE' };
    const personOf = async (key: string) =>
      (await ctx.db.person.findFirstOrThrow({ where: { eventId: ctx.event.id, key } })).id;
    return { ctx, folder, wanted, personOf };
  }
  /** What the mail and the page of who was registered so must say. */
  async function hasPlace(ctx: EventCtx, email: string, name: string): Promise<void> {
    const mail = await post.lastMailTo(ctx, email);
    expect(mail.subject).toContain('Confirmed');
    expect(mail.text).toContain(`Dear ${name},`);
    const { page, close } = await follow(post, mail);
    expect(await page.locator('h1 + p').textContent()).toBe(name);
    expect(await standing(page)).toBe('Confirmed');
    // The mail came to them: they are asked for no click.
    expect(await page.getByRole('button', { name: 'This address is mine' }).count()).toBe(0);
    const { code, picture } = await ticketOf(page);
    expect(await readQrCodes(picture)).toEqual([code]);
    expect(uidsOf([mail]).length).toBe(1);
    await close();
  }

  test('by staff', async () => {
    const { ctx, wanted, personOf } = await aMeetingOfSpeakers();
    const registers =
      'mutation ($input: RegisterSpeakersInput!) { registerSpeakers(input: $input) { state } }';
    const input = { ...wanted, personIds: [await personOf('tanaka')] };
    const registrar = await post.site.signedIn('REGISTRAR', ctx);
    expect((await post.site.graphql(registers, { input }, registrar)).codes).toEqual([]);
    await hasPlace(ctx, 'tanaka@example.org', 'Dr. TANAKA Hana');
  });

  test('by the link of their part', async () => {
    const { ctx, wanted, personOf } = await aMeetingOfSpeakers();
    const sends = 'mutation ($input: SendPartLinksInput!) { sendPartLinks(input: $input) }';
    const input = { event: wanted.event, clientKey: randomUUID(), personIds: [await personOf('smith')] };
    const organiser = await post.site.signedIn('ORGANISER', ctx);
    expect((await post.site.graphql(sends, { input }, organiser)).codes).toEqual([]);
    const part = await follow(post, await post.lastMailTo(ctx, 'smith@example.org'));
    expect(await press(part.page, 'Register to come')).toContain('We have written to you');
    expect(await part.page.getByRole('button', { name: 'Register to come' }).count()).toBe(0);
    await part.close();
    await hasPlace(ctx, 'smith@example.org', 'Colonel Alex Smith');
  });
});

test.each([
  ['one name', { familyName: 'Thuraya' }, 'GIVEN_FIRST', 'Thuraya'],
  [
    'four names',
    { familyName: 'Ferreira Quispe', givenName: 'Inés Beatriz' },
    'GIVEN_FIRST',
    'Inés Beatriz Ferreira Quispe',
  ],
] as const)('somebody with %s is called so everywhere', async (_what, names, nameOrder, shown) => {
  const { ctx, folder } = await aMeeting(post);
  await aCategory(ctx, { ...delegates, places: 5 });
  const email = `${shown
    .replaceAll(' ', '.')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z.]/g, '')}@example.org`;
  await registerOnPages(post, folder, { names, nameOrder, email, mode: 'On site' });
  const { page, close } = await follow(post, await post.lastMailTo(ctx, email));
  await press(page, 'This address is mine');
  expect(await page.locator('h1 + p').textContent()).toBe(shown);
  const held = page.locator('section[aria-labelledby="held"] dd');
  expect(await held.first().textContent()).toBe(shown);
  const mails = await post.mailsTo(ctx, email);
  expect(mails.map(({ text }) => /^Dear .*$/m.exec(text)?.[0])).toEqual([`Dear ${shown},`, `Dear ${shown},`]);

  // What a missing part of a name leaves behind, where names are put together without a look at their parts.
  const remains = new RegExp(`  |[,–—-] ?${shown}|${shown} [,–—-]|${shown}[–—-]|null|undefined`);
  const calendars = mails.flatMap(({ calendar }) => calendar ?? []);
  expect(calendars.length).toBe(1);
  for (const text of [
    await page.locator('main').innerText(),
    ...mails.map((mail) => mail.text),
    ...calendars,
  ])
    expect(remains.exec(text)?.[0]).toBeUndefined();
  await close();
});

const zbar = spawnSync('zbarimg', ['--version']).status === 0;
(zbar ? test : test.skip)('a ticket is read by zbar too (needs zbarimg of zbar-tools)', async () => {
  const { ctx } = await aMeeting(post);
  await registerByApi(post, ctx, await aCategory(ctx, delegates), 'Scanned');
  const { page, close } = await follow(post, await post.lastMailTo(ctx, 'scanned@example.org'));
  const { code, picture } = await ticketOf(page);
  await close();
  const read = execFileSync('zbarimg', ['--quiet', '--raw', '-'], {
    input: picture,
    encoding: 'utf8',
    // It complains of a desktop that is not there.
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  expect(read.trim()).toBe(code);
});
