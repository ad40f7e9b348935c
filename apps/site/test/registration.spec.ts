import { readFileSync } from 'node:fs';
import { handlers } from '@plenary/nouns/jobs';
import type { EventCtx } from '@plenary/platform';
import { saveForm } from '@plenary/registration';
import { aReleasedEvent, eventually, readQrCodes, withWorker } from '@plenary/testing';
import { aCategory, aRegistration, aRegistrationLink } from '@plenary/testing/api';
import { startBrowser, startTestSite, type TestBrowser, type TestSite } from '@plenary/testing/browser';
import type { Page } from 'playwright-core';

/** People who take part, on a telephone: from the page of an event to the ticket. */

let site: TestSite;
let browser: TestBrowser;

beforeAll(async () => {
  [site, browser] = await Promise.all([startTestSite(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** The file that a link of the page saves. */
async function saved(page: Page, name: string): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return readFileSync(await (await download).path());
}

const both = (en: string, ja: string) => ({ en, ja });
const fields = [
  {
    key: 'visa',
    type: 'CHOICE',
    label: both('Do you need a visa?', '査証が必要ですか'),
    required: true,
    purpose: 'LOGISTICS',
    choices: [
      { key: 'yes', label: both('Yes', 'はい') },
      { key: 'no', label: both('No', 'いいえ') },
    ],
  },
  {
    key: 'embassy',
    type: 'TEXT',
    label: both('At which embassy', '申請先の大使館'),
    purpose: 'LOGISTICS',
    when: [{ field: 'visa', isOneOf: ['yes'] }],
  },
  {
    key: 'diet',
    type: 'CHOICES',
    label: both('What you do not eat', '召し上がらないもの'),
    purpose: 'DIET_AND_ACCESS',
    choices: [
      { key: 'meat', label: both('Meat', '肉') },
      { key: 'fish', label: both('Fish', '魚') },
    ],
  },
];

async function aMeeting(values: Readonly<Record<string, unknown>> = {}) {
  const ctx = await aReleasedEvent(site.operator, { event: { languages: ['en', 'ja'] } });
  const form = await saveForm(ctx, { key: 'delegates', name: 'Delegates', fields });
  const category = await aCategory(ctx, {
    ...{ key: 'delegates', name: both('Delegates', '代表'), formId: form.id, showsWaiting: true },
    ...values,
  });
  return { ctx, category, folder: `${site.url}/events/${ctx.event.slug}` };
}

/** Does the work that waits. @returns the last mail to an address */
async function mailTo(ctx: EventCtx, recipient: string): Promise<{ subject: string; text: string }> {
  await withWorker(site, handlers, () =>
    eventually(
      async () => (await ctx.db.outbox.count({ where: { eventId: ctx.event.id, doneAt: null } })) === 0,
    ),
  );
  return ctx.db.keptMail.findFirstOrThrow({ where: { recipient }, orderBy: { id: 'desc' } });
}

/** Opens the link of a mail as one does without a script: it is pasted. */
async function openLink(page: Page, folder: string, text: string): Promise<void> {
  const link = /http:\S+\/link#\S+/.exec(text)?.[0] ?? '';
  await page.goto(link);
  await page.locator('#link').fill(link);
  await page.getByRole('button', { name: 'Open' }).click();
  await page.waitForURL(`${folder}/me`);
}

const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Send registration' }).click();

test('a visitor registers without a script, confirms the address, and has a ticket that can be read', async () => {
  const { ctx, folder } = await aMeeting({ places: 5 });
  const { page, close } = await browser.open(folder, { width: 360, script: false });
  await page.getByRole('link', { name: 'Take part' }).click();
  expect(await page.getByText('5 places are free').isVisible()).toBe(true);
  await page.getByRole('link', { name: 'Register' }).click();

  await page.locator('[name="givenName"]').fill('Anna');
  await page.locator('[name="title"]').fill('Dr');
  await page.locator('[name="email"]').fill('nobody');
  await page.locator('[name="answers.diet"][value="fish"]').check();
  await page.locator('[name="answers.visa"][value="no"]').check();
  await send(page);
  // The first of what is wrong has the focus, and says what is.
  expect(await page.locator(':focus').getAttribute('name')).toBe('mode');
  expect(await page.getByRole('alert').getByRole('listitem').allInnerTexts()).toEqual([
    'Please choose how you attend.',
    'Mail address: please check it, such as name@example.org.',
  ]);
  await page.getByLabel('On site').check();
  await page.locator('[name="email"]').fill('anna@example.org');
  await page.locator('[name="answers.visa"][value="yes"]').check();

  // What depends on an answer comes with the next page, also where it need not be answered.
  expect(await page.locator('[name="answers.embassy"]').count()).toBe(0);
  await send(page);
  expect(await page.getByRole('status').textContent()).toContain('further questions');
  await page.locator('[name="answers.embassy"]').fill('Paris');

  await page.getByRole('button', { name: '日本語' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('参加登録：代表');
  for (const [name, value] of [
    ['givenName', 'Anna'],
    ['title', 'Dr'],
    ['email', 'anna@example.org'],
    ['answers.embassy', 'Paris'],
  ])
    expect([name, await page.locator(`[name="${name ?? ''}"]`).inputValue()]).toEqual([name, value]);
  for (const [name, value] of [
    ['mode', 'ON_SITE'],
    ['answers.visa', 'yes'],
    ['answers.diet', 'fish'],
  ])
    expect(await page.locator(`[name="${name ?? ''}"][value="${value ?? ''}"]`).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'English' }).click();
  await send(page);
  await page.waitForURL(`${folder}/register/sent?language=en`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('We have written to you');

  const { text } = await mailTo(ctx, 'anna@example.org');
  await openLink(page, folder, text);
  expect(await page.locator('svg').count()).toBe(0);
  await page.getByRole('button', { name: 'This address is mine' }).click();
  expect(await page.getByRole('status').textContent()).toContain('the address is confirmed');
  expect(await page.getByText('Dr Anna', { exact: true }).first().isVisible()).toBe(true);

  const code = ((await page.locator('.code').textContent()) ?? '').replaceAll(' ', '');
  const picture = await page.getByRole('img').screenshot();
  expect(await readQrCodes(picture)).toEqual([code]);
  expect(await readQrCodes(await saved(page, 'Save the ticket as a picture'))).toEqual([code]);
  const calendar = (await saved(page, 'Add to my calendar')).toString();
  expect(calendar.replaceAll('\r\n ', '').replaceAll(' ', '')).toContain(code);
  expect(code).toMatch(/^[BCDEFGHJKNPRSTVX]{32}$/);
  const held = await page.locator('section[aria-labelledby="held"] dd').allInnerTexts();
  expect(held).toEqual(expect.arrayContaining(['Dr Anna', 'anna@example.org', 'Yes', 'Paris', 'Fish']));

  await page.locator('[name="answers.visa"][value="no"]').check();
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await page.getByRole('status').textContent()).toContain('your answers');
  const { answers } = await ctx.db.registration.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  expect(answers).toMatchObject({ content: { visa: ['no'], diet: ['fish'] } });

  await page.getByRole('link', { name: 'Cancel my registration' }).click();
  const states = async () =>
    (await ctx.db.registration.findFirstOrThrow({ where: { eventId: ctx.event.id } })).state;
  expect(await states()).toBe('CONFIRMED');
  await page.getByRole('button', { name: 'Yes, cancel' }).click();
  expect(await states()).toBe('CANCELLED');
  expect(await page.getByText('You have cancelled your registration.').isVisible()).toBe(true);
  await close();
});

test('with a script questions come and go at once, and a draft survives until it was sent', async () => {
  const { ctx, folder } = await aMeeting();
  const form = `${folder}/register?category=delegates`;
  const { page, problems, close } = await browser.open(form, { width: 360 });
  const embassy = page.locator('[name="answers.embassy"]');
  expect(await embassy.isVisible()).toBe(false);
  await page.locator('[name="answers.visa"][value="yes"]').check();
  await embassy.fill('Rome');
  await page.locator('[name="familyName"]').fill('Thuraya');
  await page.locator('[name="email"]').fill('thuraya@example.org');
  await page.getByLabel('Online').check();
  const clientKey = await page.locator('[name="clientKey"]').inputValue();
  await page.locator('[name="answers.visa"][value="no"]').check();
  expect(await embassy.isVisible()).toBe(false);

  await page.reload();
  expect(await page.locator('[name="familyName"]').inputValue()).toBe('Thuraya');
  expect(await page.locator('[name="clientKey"]').inputValue()).toBe(clientKey);
  expect(await page.getByLabel('Online').isChecked()).toBe(true);
  await page.locator('[name="answers.visa"][value="yes"]').check();
  expect(await embassy.inputValue()).toBe('Rome');
  await page.locator('[name="answers.visa"][value="no"]').check();
  await send(page);
  await page.waitForURL(`${folder}/register/sent`);
  const made = await ctx.db.registration.findMany({ where: { eventId: ctx.event.id } });
  expect(made.map(({ answers, mode }) => ({ answers, mode }))).toMatchObject([
    { answers: { content: { visa: ['no'] } }, mode: 'ONLINE' },
  ]);
  await page.goto(form);
  expect(await page.locator('[name="familyName"]').inputValue()).toBe('');
  expect(problems).toEqual([]);
  await close();
});

test.each([
  ['one name', { familyName: 'Thuraya' }, 'GIVEN_FIRST', 'Thuraya'],
  ['one name, as a given one', { givenName: 'Thuraya' }, 'FAMILY_FIRST', 'THURAYA'],
  [
    'four names',
    { familyName: 'García Lorca', givenName: 'José María' },
    'GIVEN_FIRST',
    'José María García Lorca',
  ],
])('somebody with %s is greeted by it', async (_what, names, order, shown) => {
  const { ctx, folder } = await aMeeting({ formId: null });
  const { page, close } = await browser.open(`${folder}/register?category=delegates`, { script: false });
  for (const [name, value] of Object.entries(names)) await page.locator(`[name="${name}"]`).fill(value);
  await page.locator(`[name="nameOrder"][value="${order}"]`).check();
  await page.locator('[name="email"]').fill('named@example.org');
  await page.getByLabel('Online').check();
  await send(page);
  const { text } = await mailTo(ctx, 'named@example.org');
  expect(text).toContain(`Dear ${shown},`);
  await openLink(page, folder, text);
  expect(await page.locator('h1 + p').textContent()).toBe(shown);
  await close();
});

test('who attends online comes to the hall instead, where a place is free', async () => {
  const { ctx, category, folder } = await aMeeting({ places: 1, formId: null });
  const id = await aRegistration(ctx, category, { mode: 'ONLINE' });
  const guest = await aRegistration(ctx, category);
  const caller = await aRegistrationLink(ctx, id);
  const { page, close } = await browser.open(`${folder}/me`, { width: 360, script: false, caller });
  expect(
    await page.getByText('On site: no place is free. No place is free there just now.').isVisible(),
  ).toBe(true);
  await ctx.db.registration.updateMany({
    where: { id: guest },
    data: { state: 'CANCELLED', cause: 'OWNER' },
  });
  await page.reload();
  await page.getByRole('button', { name: 'Attend on site instead' }).click();
  expect(await page.getByRole('status').textContent()).toContain('how you attend');
  expect(await ctx.db.registration.findFirstOrThrow({ where: { id } })).toMatchObject({
    mode: 'ON_SITE',
    state: 'CONFIRMED',
  });
  await close();
});

test('who waits is told which place is theirs, is offered one, and takes it', async () => {
  const { ctx, category, folder } = await aMeeting({ places: 1, online: 0, formId: null });
  // Shortly before an event no place is offered any more.
  await ctx.db.event.update({ where: { id: ctx.event.id }, data: { startsOn: new Date('2099-12-01') } });
  const first = await aRegistration(ctx, category);
  const view = { width: 360, script: false } as const;
  const { page, close } = await browser.open(`${folder}/register?category=delegates`, view);
  await page.locator('[name="familyName"]').fill('Berg');
  await page.locator('[name="email"]').fill('berg@example.org');
  await page.getByLabel('On site').check();
  await send(page);
  await openLink(page, folder, (await mailTo(ctx, 'berg@example.org')).text);
  expect(await page.getByRole('heading', { name: 'On the waiting list' }).isVisible()).toBe(true);
  expect(await page.getByText('Your place in the waiting list: 1').isVisible()).toBe(true);
  await page.getByRole('button', { name: 'This address is mine' }).click();

  const caller = await aRegistrationLink(ctx, first);
  const other = await browser.open(`${folder}/me?ask=cancel`, { ...view, caller });
  await other.page.getByRole('button', { name: 'Yes, cancel' }).click();
  await other.close();

  const { subject, text } = await mailTo(ctx, 'berg@example.org');
  expect(subject).toContain('A place is free');
  await openLink(page, folder, text);
  await page.getByRole('button', { name: 'Take the place' }).click();
  expect(await page.getByRole('heading', { name: 'Confirmed' }).isVisible()).toBe(true);
  expect(await page.getByRole('img').isVisible()).toBe(true);
  await close();
});

test.each([
  ['opens later', { opensAt: '2099-01-01T00:00:00Z' }, 'Registration opens on 1 January 2099'],
  ['is closed', { closesAt: '2020-01-01T00:00:00Z' }, 'Registration closed on 1 January 2020'],
  ['is by invitation', { byInvitation: true }, 'One registers here by invitation only.'],
])('a category that %s says so', async (_what, values, words) => {
  const { folder } = await aMeeting(values);
  for (const path of ['/register', '/register?category=delegates']) {
    const answer = await fetch(folder + path, { headers: { accept: 'text/html' } });
    expect(await answer.text()).toContain(words);
  }
});

test('a form that a category took meanwhile no more is kept with what was typed', async () => {
  const { ctx, folder } = await aMeeting({ formId: null });
  const { page, close } = await browser.open(`${folder}/register?category=delegates`, { script: false });
  await page.locator('[name="familyName"]').fill('Late');
  await page.locator('[name="email"]').fill('late@example.org');
  await page.getByLabel('Online').check();
  const where = { eventId: ctx.event.id };
  await ctx.db.registrationCategory.updateMany({ where, data: { closesAt: new Date('2020-01-01') } });
  await send(page);
  expect(await page.getByRole('alert').textContent()).toContain('Registration closed on 1 January 2020');
  expect(await page.locator('[name="familyName"]').inputValue()).toBe('Late');
  expect(await ctx.db.registration.count({ where })).toBe(0);
  await close();
});

test('a form of another page registers nobody, and looking changes nothing', async () => {
  const { ctx, category, folder } = await aMeeting({ formId: null });
  const body = new URLSearchParams({ familyName: 'Eve', email: 'eve@example.org', mode: 'ONLINE' });
  const foreign = await fetch(`${folder}/register?category=delegates`, {
    method: 'POST',
    headers: { origin: 'https://elsewhere.example' },
    body,
  });
  expect(foreign.status).toBe(403);
  expect(await ctx.db.registration.count({ where: { eventId: ctx.event.id } })).toBe(0);

  const id = await aRegistration(ctx, category);
  const cookie = await aRegistrationLink(ctx, id);
  const before = await ctx.db.registration.findFirstOrThrow({ where: { id } });
  for (const method of ['GET', 'HEAD'])
    for (const query of ['', '?ask=cancel', '?form=confirm', '?done=cancel', '?form=cancel&version=1'])
      expect((await fetch(`${folder}/me${query}`, { method, headers: { cookie } })).status).toBe(200);
  expect(await ctx.db.registration.findFirstOrThrow({ where: { id } })).toEqual(before);
});
