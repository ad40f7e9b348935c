import { parse, type ErrorCode, type Refusal } from '@plenary/platform';
import { languageCode } from '@plenary/platform/texts';
import { shownFields, type Answers, type Form } from '@plenary/registration';
import { nameOfAnswer, type FormValues, type Frame, type TypedForm } from '@plenary/site';
import { z } from 'zod';

const formValues = z.record(z.string(), z.array(z.string()));

/** @throws {Refusal} BAD_INPUT for what is no form */
export function readForm(body: unknown): FormValues {
  return parse(formValues, body);
}

/** The one value of a field; null for an empty one. */
export function valueOf(values: FormValues, name: string): string | null {
  const [value = ''] = values[name] ?? [];
  return value.trim() === '' ? null : value;
}

export function numberIn(values: FormValues, name: string): number | undefined {
  const text = valueOf(values, name);
  return text === null ? undefined : Number(text);
}

/** The answers of a form, by the keys of their fields. */
export function answersIn(values: FormValues): Answers {
  const prefix = nameOfAnswer('');
  const answers = Object.entries(values).flatMap(([name, given]): [string, readonly string[]][] =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), given]] : [],
  );
  return Object.fromEntries(answers);
}

/**
 * Whether these answers lead to questions that were not on the page: without a script they come with the next one. Nobody
 * is registered before they have seen all that they are asked.
 */
export function hasUnseen(form: Form | null, values: FormValues): boolean {
  if (form === null) return false;
  const seen = new Set(values['shown'] ?? []);
  const answers = answersIn(values);
  return shownFields(form.fields, (key) => answers[key] ?? []).some(({ key }) => !seen.has(key));
}

/** What one can mend oneself, so that the form comes again with what was typed. */
export const mendable: Partial<Record<ErrorCode, number>> = {
  BAD_INPUT: 400,
  CONFLICT: 409,
  STALE_VERSION: 409,
};

/** A form that was refused, with the fields at fault in the order in which they stand on the page. */
export function refusedForm(values: FormValues, error: Refusal): TypedForm {
  const names = (error.details.fields ?? []).map(({ path }) => {
    const [answer] = /^answers\.[^.[]*/.exec(path) ?? [];
    return answer ?? path.replace(/[.[].*/, '');
  });
  return { values, code: error.code, fields: [...new Set(names)], hasMore: false };
}

const switched = languageCode.nullable().catch(null);

/** The language that the page is wanted in with what was typed; null where the form itself was sent. */
export function languageWanted(values: FormValues): string | null {
  return switched.parse(valueOf(values, 'switch'));
}

/** The same page in another language. */
export function inLanguage(frame: Frame, language: string): Frame {
  return { ...frame, language, asked: language };
}
