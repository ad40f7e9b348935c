import { changed, verb } from '@plenary/audit';
import { findEvent, type Event } from '@plenary/event';
import { findAccount } from '@plenary/identity';
import { MailRefused, deliver, renderMail, type Block, type Mail } from '@plenary/mail';
import { Refusal, enterEvent, notFound, parse, type Ctx, type EventCtx } from '@plenary/platform';
import { linkEnd } from '@plenary/platform/access';
import { HopelessError, askForWork } from '@plenary/platform/queue';
import { listOpenings } from '../data/categories.js';
import { deleteMailTest, findMailTemplate, findMailTest, insertMailTest } from '../data/mail-templates.js';
import { mailTest, type RegistrationMail } from '../domain/jobs.js';
import { previewMailInput, sendTestMailInput, type MailTemplate } from '../domain/mail-template.js';
import { mailWords, type MailedRegistration } from '../domain/mail-words.js';
import { wordsIn } from '../words/words.js';

/** A mail as its reader gets it. */
export type MailPreview = ReturnType<typeof renderMail>;

/**
 * A mail of the event as somebody made up would get it, in the words that it has or in words to try.
 * @throws {Refusal} BAD_INPUT for a placeholder that the mail has not
 */
export async function previewMail(ctx: EventCtx, values: unknown): Promise<MailPreview> {
  const { mail, language, subject, body } = parse(previewMailInput, values);
  const own = await findMailTemplate(ctx, mail, language);
  const isTried = subject != null || body != null;
  const tried = { subject: subject ?? own?.subject ?? '{title}', body: body ?? own?.body ?? '{news}' };
  return renderMail(await sample(ctx, mail, language, isTried ? tried : own));
}

/**
 * Mails it to the account that asks.
 * @throws {Refusal} BAD_INPUT; FORBIDDEN for whoever is no account
 */
export const sendTestMail = verb('sendTestMail', {
  input: sendTestMailInput,
  async run(tx: EventCtx, { mail, language }) {
    if (tx.actor.kind !== 'account')
      throw new Refusal('FORBIDDEN', 'A test goes to the address of an account: sign in by one.');
    const mailTestId = await insertMailTest(tx, { accountId: tx.actor.accountId, mail, language });
    askForWork(tx, mailTest, { eventId: tx.event.id, mailTestId }, tx.event.id);
    return changed({
      audit: { subject: { kind: 'MailTest', id: mailTestId } },
      topics: [],
      result: true,
    });
  },
});

/**
 * Mails a test that was asked for; one that has gone is left alone.
 * @param workId a second run sends the same Message-ID
 */
export async function mailSample(
  ctx: Ctx,
  { eventId, mailTestId }: { readonly eventId: string; readonly mailTestId: string },
  workId: string,
): Promise<void> {
  const event = await findEvent(ctx, eventId);
  if (event === null) return;
  const inEvent = enterEvent(ctx, event);
  const test = await findMailTest(inEvent, mailTestId);
  const account = test === null ? null : await findAccount(ctx, test.accountId);
  if (test === null || account === null) return;
  const { mail, language } = test;
  const template = await findMailTemplate(inEvent, mail, language);
  try {
    await deliver(ctx, workId, account.email, await sample(inEvent, mail, language, template));
  } catch (error) {
    // Staff see it among the failed jobs.
    throw error instanceof MailRefused ? new HopelessError(error.message) : error;
  }
  await deleteMailTest(inEvent, mailTestId);
}

async function sample(
  ctx: EventCtx,
  mail: RegistrationMail,
  language: string,
  template: Pick<MailTemplate, 'subject' | 'body'> | null,
): Promise<Mail> {
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  const say = wordsIn(language);
  const [opening] = await listOpenings(ctx);
  const now = ctx.services.clock.now();
  const { subject, body, linkLabel, linkAfter } = mailWords(
    mail,
    {
      event,
      category: opening?.category ?? { name: { [language]: say('sample.category') } },
      registration: madeUp(mail, say('sample.reason'), now),
      name: say('sample.name'),
      language,
      linkEnd: linkEnd('REGISTRATION', now, event.endsOn),
    },
    template,
  );
  const paragraphs: Block[] = body.map((paragraph) => ({ paragraph }));
  const link = { link: linkLabel, url: pageOf(ctx, event) };
  return { language, subject, blocks: paragraphs.toSpliced(linkAfter, 0, link) };
}

/** Without a link's secret: nobody is registered. */
function pageOf({ services }: EventCtx, { slug }: Event): string {
  return `${services.settings.publicUrl}/events/${slug}/me`;
}

const dayMs = 86_400_000;

function madeUp(mail: RegistrationMail, reason: string, now: Date): MailedRegistration {
  const plain = { mode: 'ON_SITE', cause: null, reason: null, offeredUntil: null } as const;
  if (mail === 'OFFERED')
    return { ...plain, state: 'OFFERED', offeredUntil: new Date(now.getTime() + 2 * dayMs) };
  if (mail === 'WAITLISTED' || mail === 'LAPSED') return { ...plain, state: 'WAITLISTED' };
  if (mail === 'DECLINED') return { ...plain, state: 'DECLINED', reason };
  if (mail === 'CANCELLED') return { ...plain, state: 'CANCELLED', cause: 'STAFF', reason };
  return { ...plain, state: 'CONFIRMED' };
}
