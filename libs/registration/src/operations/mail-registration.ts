import { displayName, findEvent, findPeople, mailByWork, type Event } from '@plenary/event';
import { makeLink } from '@plenary/identity';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { linkEnd } from '@plenary/platform/access';
import { findOpening } from '../data/categories.js';
import { findMailTemplate } from '../data/mail-templates.js';
import { findByAddress, findRegistration } from '../data/registrations.js';
import { ticketCode } from '../data/tickets.js';
import type { RegistrationMail } from '../domain/jobs.js';
import { mailWords } from '../domain/mail-words.js';
import type { Registration } from '../domain/registration.js';
import { ticketCalendar } from '../domain/ticket-calendar.js';
import { ticketPicture } from '../domain/ticket-picture.js';

/**
 * Mails the owner of a registration how it stands, with its link, which is made here: a second run makes another, and both
 * work. The notice is that of the registration, and shows where it bounced.
 * @param workId a second run sends the same Message-ID
 */
export async function mailAbout(
  ctx: Ctx,
  work: { readonly eventId: string; readonly registrationId: string; readonly mail: RegistrationMail },
  workId: string,
): Promise<void> {
  const event = await findEvent(ctx, work.eventId);
  if (event === null) return;
  const inEvent = enterEvent(ctx, event);
  const written = await findRegistration(inEvent, work.registrationId);
  const subject = written === null ? null : await subjectOf(inEvent, written);
  const opening = subject === null ? null : await findOpening(inEvent, subject.categoryId);
  if (written === null || subject === null || opening === null) return;
  const [person] = await findPeople(inEvent, [subject.personId]);
  if (person === undefined) return;
  const { language } = written;
  const end = linkEnd('REGISTRATION', ctx.services.clock.now(), event.endsOn);
  const mail = isAgain(written) ? 'AGAIN' : work.mail;
  const { linkLabel, linkAfter, ...words } = mailWords(
    mail,
    {
      event,
      category: opening.category,
      registration: subject,
      name: displayName(person, language),
      language,
      linkEnd: end,
    },
    await findMailTemplate(inEvent, mail, language),
  );
  const code = await codeFor(inEvent, subject, work.mail);
  await mailByWork(
    inEvent,
    workId,
    {
      ...{ kind: 'REGISTRATION', about: 0, personId: written.personId, language, ...words },
      calendar: calendarFor(inEvent, event, subject, work.mail, language, code),
    },
    {
      label: linkLabel,
      after: linkAfter,
      make: () => makeLink(inEvent, 'REGISTRATION', { event, subjectId: subject.id }),
    },
    code === null ? [] : [ticketPicture(code)],
  );
}

/** Whose link it is: for an address that was used, the registration that it has; null where that has gone meanwhile. */
function subjectOf(ctx: EventCtx, written: Registration): Promise<Registration | null> | Registration | null {
  if (!isAgain(written)) return written;
  return written.address === null ? null : findByAddress(ctx, written.address);
}

/** The ticket goes with each mail of who has a place, and has shown that mail arrives; null in any other. */
async function codeFor(
  ctx: EventCtx,
  { id, state, provenAt }: Registration,
  mail: RegistrationMail,
): Promise<string | null> {
  const isIn = state === 'CONFIRMED' && provenAt !== null && mail !== 'RECEIVED' && mail !== 'AGAIN';
  return isIn ? ticketCode(ctx, id) : null;
}

/** What becomes of the entry in its owner's calendar: it comes with the ticket, and goes with the place. */
function calendarFor(
  ctx: EventCtx,
  event: Event,
  registration: Registration,
  mail: RegistrationMail,
  language: string,
  code: string | null,
): string | null {
  const { state, provenAt } = registration;
  const isOut = state === 'CANCELLED' && mail === 'CANCELLED' && provenAt !== null;
  if (code === null && !isOut) return null;
  const { settings, clock } = ctx.services;
  const { publicUrl, mailFrom } = settings;
  return ticketCalendar(event, registration, code, { publicUrl, mailFrom, language, madeAt: clock.now() });
}

/** The same work is asked for whatever the address is, before anybody knows. */
function isAgain({ cause }: Registration): boolean {
  return cause === 'DUPLICATE';
}
