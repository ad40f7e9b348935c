import type { Event } from '@plenary/event';
import { dayIn, timeIn } from '@plenary/program';
import { localText } from '@plenary/platform/texts';
import { writtenDate, writtenDays } from '@plenary/platform/words';
import { wordsIn } from '../words/words.js';
import type { Category } from './category.js';
import type { RegistrationMail } from './jobs.js';
import { filledIn, type MailTemplate } from './mail-template.js';
import type { Registration } from './registration.js';

/** What of a registration its mails tell. */
export type MailedRegistration = Pick<Registration, 'mode' | 'state' | 'cause' | 'reason' | 'offeredUntil'>;

interface About {
  readonly event: Event;
  readonly category: Pick<Category, 'name'>;
  readonly registration: MailedRegistration;
  /** As it is printed. */
  readonly name: string;
  readonly language: string;
  /** Of the link that goes with it. */
  readonly linkEnd: Date;
}

/** What a mail says: paragraphs, with a link behind some of them. */
export interface MailWords {
  readonly subject: string;
  readonly body: string[];
  readonly linkLabel: string;
  readonly linkAfter: number;
}

/**
 * The words of a mail about a registration, as it stands.
 * @param template the event's own words; null for the usual ones
 */
export function mailWords(
  mail: RegistrationMail,
  about: About,
  template: Pick<MailTemplate, 'subject' | 'body'> | null,
): MailWords {
  const { event, category, registration, name, language } = about;
  const say = wordsIn(language);
  const title = localText(event.title, language, event.languages).text;
  const facts = {
    title,
    days: writtenDays(event.startsOn, event.endsOn, language),
    category: localText(category.name, language, event.languages).text,
    mode: say('mode', { mode: registration.mode }),
  };
  const until = offeredUntil(about);
  const news = openingOf(mail, say, facts, registration, until);
  const reason = registration.reason ?? '';
  const words =
    template === null
      ? usualWords(mail, say, { name, title, news, reason })
      : ownWords(template, { ...facts, name, news, until, reason });
  const linkEnd = writtenDate(dayIn(about.linkEnd, event.timeZone), language);
  return {
    subject: words.subject,
    body: [...words.body, say('mail.closing', { until: linkEnd })],
    linkLabel: say('mail.link'),
    linkAfter: words.linkAfter,
  };
}

type Words = Omit<MailWords, 'linkLabel'>;

function usualWords(
  mail: RegistrationMail,
  say: Say,
  { name, title, news, reason }: Readonly<Record<'name' | 'title' | 'news' | 'reason', string>>,
): Words {
  const isTold = reason !== '' && (mail === 'DECLINED' || mail === 'CANCELLED');
  return {
    subject: subjectOf(mail, say, title),
    body: [say('mail.greeting', { name }), news, ...(isTold ? [say('reason', { reason })] : [])],
    linkAfter: 2,
  };
}

function ownWords(
  { subject, body }: Pick<MailTemplate, 'subject' | 'body'>,
  facts: Parameters<typeof filledIn>[1],
): Words {
  const paragraphs = filledIn(body, facts)
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '');
  return { subject: filledIn(subject, facts), body: paragraphs, linkAfter: paragraphs.length };
}

/** With the time in the event's zone; empty where none is offered any more. */
function offeredUntil({ event, registration: { offeredUntil: at }, language }: About): string {
  if (at === null) return '';
  return `${writtenDate(dayIn(at, event.timeZone), language)} ${timeIn(at, event.timeZone)}`;
}

type Say = ReturnType<typeof wordsIn>;

function subjectOf(mail: RegistrationMail, say: Say, title: string): string {
  if (mail === 'RECEIVED') return say('received.subject', { title });
  if (mail === 'AGAIN') return say('again.subject', { title });
  if (mail === 'CONFIRMED') return say('confirmed.subject', { title });
  if (mail === 'WAITLISTED') return say('waitlisted.subject', { title });
  if (mail === 'OFFERED') return say('offered.subject', { title });
  if (mail === 'LAPSED') return say('lapsed.subject', { title });
  if (mail === 'DECLINED') return say('declined.subject', { title });
  if (mail === 'CHANGED') return say('changed.subject', { title });
  return mail === 'CANCELLED' ? say('cancelled.subject', { title }) : say('reminder.subject', { title });
}

interface Facts {
  readonly title: string;
  readonly days: string;
  readonly category: string;
  readonly mode: string;
}

function openingOf(
  mail: RegistrationMail,
  say: Say,
  facts: Facts,
  { state, cause }: MailedRegistration,
  until: string,
): string {
  const { title, category, mode } = facts;
  if (mail === 'RECEIVED') {
    if (state === 'SUBMITTED') return say('received.review', facts);
    return state === 'WAITLISTED' ? say('received.waiting', facts) : say('received.held', facts);
  }
  if (mail === 'AGAIN') return say('again.opening', { title });
  if (mail === 'CONFIRMED') return say('confirmed.opening', facts);
  if (mail === 'WAITLISTED') return say('waitlisted.opening', facts);
  if (mail === 'OFFERED') return say('offered.opening', { ...facts, until });
  if (mail === 'LAPSED') return say('lapsed.opening', { title });
  if (mail === 'DECLINED') return say('declined.opening', { title, category, mode });
  if (mail === 'CHANGED') return say('changed.opening', facts);
  if (mail === 'REMINDER') return say('reminder.opening', facts);
  if (cause === 'OWNER') return say('cancelled.byOwner', { title });
  return cause === 'UNPROVEN' ? say('cancelled.unproven', { title }) : say('cancelled.byStaff', { title });
}
