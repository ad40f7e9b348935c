import { findPersonIds } from '@plenary/event';
import { badInput, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { insertCountries } from '../data/countries.js';
import { insertMailTemplate } from '../data/mail-templates.js';
import {
  insertFiledCategories,
  insertFiledForms,
  insertFiledRegistrations,
} from '../data/registrations-file.js';
import {
  problemsOfRegistrations,
  readFiledAnswers,
  type RegistrationsInput,
} from '../domain/registrations-file.js';

/**
 * Enters the forms, the categories and the registrations of a file into an event that has none of them: each in its state
 * and its place in the line. Nobody is mailed. All or nothing.
 * @throws {Refusal} BAD_INPUT with the place of each value at fault
 */
export async function importRegistrationsFile(ctx: EventCtx, file: RegistrationsInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const people = await findPersonIds(
      tx,
      file.registrations.map(({ person }) => person),
    );
    const { answers, problems } = readFiledAnswers(file);
    const all = [...problemsOfRegistrations(file, new Set(people.keys())), ...problems];
    if (all.length > 0) throw badInput(all);
    await insertCountries(tx, file.countries);
    for (const template of file.mailTemplates) await insertMailTemplate(tx, template);
    const forms = await insertFiledForms(tx, file.forms);
    const categories = await insertFiledCategories(tx, file.categories, forms);
    await insertFiledRegistrations(tx, file.registrations, answers, { people, categories, forms });
  });
}
