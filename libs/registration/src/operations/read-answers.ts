import type { SqlEventCtx } from '@plenary/platform';
import { z } from 'zod';
import { listCountries } from '../data/countries.js';
import { findForm } from '../data/forms.js';
import { answersTo } from '../domain/answers.js';
import type { Country } from '../domain/country.js';

/** What a category asks just now. */
export interface Asked {
  /** Null where it asks nothing. */
  readonly form: { readonly id: string; readonly version: number } | null;
  readonly answers: ReturnType<typeof answersTo>;
  /** The event's own list. */
  readonly countries: readonly Country[];
}

const versionShown = z.object({ formVersion: z.int().nullish() }).catch({});

/**
 * What a category asks, and the schema of answers to it.
 * @param values of who answers, not yet parsed: the version that they were shown is forgiven what was asked then
 */
export async function askedBy(ctx: SqlEventCtx, formId: string | null, values: unknown): Promise<Asked> {
  const form = formId === null ? null : await findForm(ctx, formId);
  const countries = await listCountries(ctx);
  if (form === null) return { form: null, answers: answersTo([], countries), countries };
  const { formVersion } = versionShown.parse(values);
  const isOlder = formVersion != null && formVersion !== form.version;
  const shown = isOlder ? await findForm(ctx, form.id, formVersion) : null;
  const before = shown?.fields.map(({ key }) => key);
  const answers = answersTo(form.fields, countries, before);
  return { form: { id: form.id, version: form.version }, answers, countries };
}
