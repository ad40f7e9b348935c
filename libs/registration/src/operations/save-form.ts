import { changed, unchanged, verb } from '@plenary/audit';
import { eventTopic } from '@plenary/event';
import { holds, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import { changeForm, findForm, insertForm } from '../data/forms.js';
import type { Form } from '../domain/form.js';
import { saveFormInput } from '../domain/register-input.js';

/**
 * Makes a form, or another version of one. Answers stay with the version that they were given on.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with the form as it stands; CONFLICT for a key that is taken
 */
export const saveForm = verb('saveForm', {
  input: saveFormInput,
  async run(tx: EventCtx, { formId, version, ...values }) {
    if (formId == null) return saved(tx, await insertForm(tx, values));
    const form = await requireForm(tx, formId);
    if (form.version !== version) throw staleVersion('The form', version ?? 0, { ...form });
    if (holds(form, values)) return unchanged(form);
    if (!(await changeForm(tx, form, values)))
      throw staleVersion('The form', version, { ...(await requireForm(tx, formId)) });
    return saved(tx, formId);
  },
});

async function requireForm(tx: EventCtx, id: string): Promise<Form> {
  const form = await findForm(tx, id);
  if (form === null) throw notFound('Form');
  return form;
}

async function saved(tx: EventCtx, id: string) {
  const form = await requireForm(tx, id);
  return changed({
    audit: { subject: { kind: 'Form', id }, after: { version: form.version } },
    topics: [eventTopic(tx.event.slug)],
    result: form,
  });
}
