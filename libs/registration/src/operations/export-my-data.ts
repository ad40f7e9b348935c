import { changed, verb } from '@plenary/audit';
import { findEvent, listNoticesOf, type Event, type Notice, type Person } from '@plenary/event';
import { notFound, type EventCtx } from '@plenary/platform';
import { localText } from '@plenary/platform/texts';
import { findForm } from '../data/forms.js';
import { exportMyDataInput } from '../domain/register-input.js';
import type { Form } from '../domain/form.js';
import type { Registration } from '../domain/registration.js';
import { showOwn } from './own-registration.js';

/**
 * All that is held about the owner of a registration, as a file: who they are, their registration, their answers with
 * what was asked, and the mails to them. There is neither link nor ticket in it: who gets the file must not get the place.
 * @throws {Refusal} NOT_FOUND without a registration
 */
export const exportMyData = verb('exportMyData', {
  input: exportMyDataInput,
  async run(tx: EventCtx) {
    const { registration, person, opening } = await showOwn(tx);
    const event = await findEvent(tx, tx.event.id);
    if (event === null) throw notFound('Event');
    const { formId, formVersion } = registration;
    const form = formId === null ? null : await findForm(tx, formId, formVersion ?? undefined);
    const mails = await listNoticesOf(tx, person.id);
    return changed({
      audit: { subject: { kind: 'Registration', id: registration.id } },
      topics: [],
      result: {
        format: 'plenary-my-data/1',
        madeAt: tx.services.clock.now(),
        event: { slug: event.slug, title: event.title },
        person: withoutIds(person),
        registration: { ...held(registration), category: opening.category.name },
        answers: answered(event, registration, form),
        mails: mails.map(mailed),
      },
    });
  },
});

function withoutIds({ id: _id, key: _key, ...person }: Person) {
  return person;
}

function held({ mode, state, cause, reason, address, language, ...times }: Registration) {
  const { createdAt, movedAt, provenAt, offeredUntil } = times;
  return { mode, state, cause, reason, address, language, createdAt, movedAt, provenAt, offeredUntil };
}

/** In the words of the version that was answered. */
function answered({ languages }: Event, { answers, language }: Registration, form: Form | null) {
  return (form?.fields ?? []).flatMap(({ key, label, purpose }) => {
    const values = answers[key];
    if (values === undefined) return [];
    return [{ field: key, asked: localText(label, language, languages).text, purpose, values }];
  });
}

function mailed({ kind, state, subject, body, draftedAt, sentAt }: Notice) {
  return { kind, state, subject, body, draftedAt, sentAt };
}
