import { given, type SqlEventCtx } from '@plenary/platform';
import { listOpenings } from '../data/categories.js';
import { listCountries } from '../data/countries.js';
import { listForms } from '../data/forms.js';
import { listFormVersions, listRegistrationsByKey } from '../data/registrations-file.js';
import { listMailTemplates } from '../data/mail-templates.js';
import type { RegistrationsFile } from '../domain/registrations-file.js';

/**
 * The forms with all their versions, the categories and the registrations of the event as a file, without loss: taking it
 * in again gives the same. There are neither links nor tickets in it.
 */
export async function registrationsAsFile(ctx: SqlEventCtx): Promise<RegistrationsFile> {
  const forms = await listForms(ctx);
  const versions = await listFormVersions(ctx);
  const keys = new Map(forms.map(({ id, key }) => [id, key]));
  const openings = await listOpenings(ctx);
  const registrations = await listRegistrationsByKey(ctx);
  const countries = await listCountries(ctx);
  const mailTemplates = await listMailTemplates(ctx);
  return {
    mailTemplates: mailTemplates.map(({ version: _version, ...template }) => template),
    countries: countries.map(({ version: _version, name, ...country }) => ({
      ...country,
      name: { ...name },
    })),
    forms: forms.map(({ key, name }) => ({
      key,
      name,
      versions: versions
        .filter((version) => version.key === key)
        .map(({ fields, createdAt }) => ({ fields, createdAt: createdAt.toISOString() })),
    })),
    categories: openings.map(({ category: { id: _id, version: _version, formId, ...category } }) =>
      given({
        ...category,
        opensAt: category.opensAt?.toISOString() ?? null,
        closesAt: category.closesAt?.toISOString() ?? null,
        days: [...category.days],
        form: formId === null ? null : (keys.get(formId) ?? null),
        quotas: category.quotas.map(({ mode, places }) => given({ mode, places })),
      }),
    ),
    registrations: registrations.map(({ answers, ...registration }) =>
      given({
        ...registration,
        answers: Object.fromEntries(Object.entries(answers).map(([field, values]) => [field, [...values]])),
        offeredUntil: registration.offeredUntil?.toISOString() ?? null,
        provenAt: registration.provenAt?.toISOString() ?? null,
        remindedAt: registration.remindedAt?.toISOString() ?? null,
        createdAt: registration.createdAt.toISOString(),
        movedAt: registration.movedAt.toISOString(),
      }),
    ),
  };
}
