import { randomUUID } from 'node:crypto';
import { handlers } from '@plenary/nouns/jobs';
import type { EventCtx } from '@plenary/platform';
import { tend } from '@plenary/registration';
import { aReleasedEvent, eventually, startMailServer, withWorker, type EventParts } from '@plenary/testing';
import {
  startBrowser,
  startTestSite,
  type OpenPage,
  type TestBrowser,
  type TestSite,
} from '@plenary/testing/browser';
import type { Page } from 'playwright-core';
import PostalMime from 'postal-mime';
import { z } from 'zod';

const own = z.object({ registration: z.object({ version: z.int() }) });

/** A mail as its reader has it. */
interface OpenedMail {
  readonly subject: string;
  readonly text: string;
  /** The address behind its link, secret and all. */
  readonly link: string;
  /** The iCalendar file that came with it, its long lines whole; null without one. */
  readonly calendar: string | null;
}

/** An installation whose mails come out at a real mail server, with a browser to follow their links. */
export interface Post {
  readonly site: TestSite;
  readonly browser: TestBrowser;
  /** Does the work that waits. @returns all mails that came to an address, the oldest first */
  mailsTo(ctx: EventCtx, address: string): Promise<OpenedMail[]>;
  /** The same of the last one. */
  lastMailTo(ctx: EventCtx, address: string): Promise<OpenedMail>;
  /** Lets time pass until then, and does what is due. */
  passUntil(instant: string): Promise<void>;
  close(): Promise<void>;
}

/** The time at which each journey begins; the meeting is on the 24th. */
const firstOfMonth = '2026-11-01T09:00:00Z';

/** What each meeting is called. */
export const title = 'Meeting on mine action';

export async function openPost(): Promise<Post> {
  const server = await startMailServer();
  const [site, browser] = await Promise.all([
    startTestSite({ clock: true, settings: { SMTP_URL: server.url } }),
    startBrowser(),
  ]);
  const mailsTo = async (ctx: EventCtx, address: string): Promise<OpenedMail[]> => {
    const where = { eventId: ctx.event.id, doneAt: null };
    await withWorker(site, handlers, () =>
      eventually(async () => (await ctx.db.outbox.count({ where })) === 0),
    );
    const mine = server.received.filter(({ recipients }) => recipients.includes(address));
    return Promise.all(mine.map(({ text }) => opened(text)));
  };
  return {
    site,
    browser,
    mailsTo,
    async lastMailTo(ctx, address) {
      const mail = (await mailsTo(ctx, address)).at(-1);
      if (mail === undefined) throw new Error(`No mail came to ${address}.`);
      return mail;
    },
    async passUntil(instant) {
      site.setTime(instant);
      await tend(site.operator);
    },
    async close() {
      await browser.close();
      await site.close();
      await server.close();
    },
  };
}

async function opened(raw: string): Promise<OpenedMail> {
  const { subject = '', text = '', attachments } = await PostalMime.parse(raw);
  const [file] = attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
  const content = file?.content ?? null;
  const calendar =
    content === null || typeof content === 'string'
      ? content
      : Buffer.from(new Uint8Array(content)).toString();
  return {
    subject,
    text,
    link: /http:\S+\/link#\S+/.exec(text)?.[0] ?? '',
    calendar: calendar?.replaceAll(/\r?\n[ \t]/g, '') ?? null,
  };
}

/** The UIDs of the calendars of mails; a mail without one has none. */
export function uidsOf(mails: readonly OpenedMail[]): string[] {
  return mails.flatMap(({ calendar }) => /^UID:(.*?)\r?$/m.exec(calendar ?? '')?.[1] ?? []);
}

/** A released meeting, and where its pages are. */
export async function aMeeting({ site }: Post, parts: EventParts = {}) {
  site.setTime(firstOfMonth);
  const ctx = await aReleasedEvent(site.operator, { event: { title: { en: title } }, ...parts });
  return { ctx, folder: `${site.url}/events/${ctx.event.slug}` };
}

/** Opens the link of a mail as its reader does: in a browser of their own, on a telephone, by a click. */
export async function follow({ browser }: Post, { link }: OpenedMail): Promise<OpenPage> {
  const opened = await browser.open(link, { width: 360 });
  await opened.page.getByRole('button', { name: 'Open' }).click();
  await opened.page.waitForURL(/\/(me|part)$/);
  return opened;
}

/** What one types to register. */
interface Typed {
  readonly names: Readonly<Record<string, string>>;
  readonly nameOrder?: 'GIVEN_FIRST' | 'FAMILY_FIRST';
  readonly email: string;
  /** As the page calls it; null where there is one alone. */
  readonly mode: 'On site' | 'Online' | null;
}

/** Registers on a telephone, from the page of the event. */
export async function registerOnPages(post: Post, folder: string, typed: Typed): Promise<void> {
  const { page, problems, close } = await post.browser.open(folder, { width: 360 });
  await page.getByRole('link', { name: 'Take part' }).click();
  await page.getByRole('link', { name: 'Register' }).click();
  for (const [name, value] of Object.entries(typed.names)) await page.locator(`[name="${name}"]`).fill(value);
  if (typed.nameOrder !== undefined)
    await page.locator(`[name="nameOrder"][value="${typed.nameOrder}"]`).check();
  await page.locator('[name="email"]').fill(typed.email);
  if (typed.mode !== null) await page.getByLabel(typed.mode).check();
  await page.getByRole('button', { name: 'Send registration' }).click();
  await page.waitForURL(`${folder}/register/sent`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('We have written to you');
  expect(problems).toEqual([]);
  await close();
}

/** Registers by GraphQL, and confirms the address by the link of the mail. @returns the cookie of the link */
export async function registerByApi(
  post: Post,
  ctx: EventCtx,
  categoryId: string,
  familyName: string,
): Promise<string> {
  const { site } = post;
  const email = `${familyName.toLowerCase()}@example.org`;
  const event = ctx.event.slug;
  const input = {
    ...{
      event,
      clientKey: randomUUID(),
      categoryId,
      mode: 'ON_SITE',
      familyName: [{ language: 'en', text: familyName }],
    },
    ...{ nameOrder: 'GIVEN_FIRST', email, language: 'en' },
  };
  const registers = 'mutation ($input: RegisterInput!) { register(input: $input) }';
  expect((await site.graphql(registers, { input })).codes).toEqual([]);
  const { link } = await post.lastMailTo(ctx, email);
  const caller = `plenary-registration-${event}=${new URL(link).hash.slice(1)}`;
  const confirms = 'mutation ($input: ConfirmAddressInput!) { confirmAddress(input: $input) { state } }';
  expect((await site.graphql(confirms, { input: { event } }, caller)).codes).toEqual([]);
  return caller;
}

/** Does something with the registration of a link by GraphQL, as it stands. */
export async function actByApi(
  { site }: Post,
  ctx: EventCtx,
  mutation: string,
  caller: string,
): Promise<void> {
  const event = ctx.event.slug;
  const asks = 'query ($event: String!) { registration(event: $event) { version } }';
  const { data } = await site.graphql(asks, { event }, caller);
  const { version } = own.parse(data).registration;
  const document = `mutation ($input: OwnRegistrationInput!) { ${mutation}(input: $input) { state } }`;
  expect((await site.graphql(document, { input: { event, version } }, caller)).codes).toEqual([]);
}

/** Where the registration of the page stands: its heading. */
export async function standing(page: Page): Promise<string | null> {
  return page.locator('#standing').textContent();
}

/** Presses a button, and waits for what the page says then. */
export async function press(page: Page, name: string): Promise<string | null> {
  await page.getByRole('button', { name, exact: true }).click();
  return page.getByRole('status').textContent();
}

/** Asks five times by GET and five by HEAD, with the cookie of the link. @returns the statuses, each once */
export async function readAgain(page: Page, urls: readonly string[]): Promise<number[]> {
  const statuses = new Set<number>();
  for (const url of urls)
    for (const method of ['GET', 'HEAD'])
      for (let time = 0; time < 5; time += 1)
        statuses.add((await page.request.fetch(url, { method })).status());
  return [...statuses];
}
