import type { ReactElement } from 'react';
import { ChoiceGroup, FormField } from '../form-field.js';
import type { PartForm, PartWords } from './part-view.js';

interface Props {
  readonly words: PartWords;
  readonly form: PartForm;
  /** Which of several forms of a kind. */
  readonly of?: string;
  readonly name: string;
  readonly label: string;
  /** What stands recorded. */
  readonly recorded: string;
  readonly hint?: string;
  /** The language of what is typed. */
  readonly lang?: string;
  /** Lines, for a field of several. */
  readonly rows?: number;
  readonly type?: 'text' | 'datetime-local' | 'file';
  /** Of a file: the media types that are offered. */
  readonly accept?: string;
  /** What is chosen from: values with their words. */
  readonly options?: readonly (readonly [value: string, text: string])[];
}

/** @param of which of several forms of a kind */
export function idOf(form: PartForm, name: string, of?: string): string {
  return [form, ...(of === undefined ? [] : [of]), name.replace('.', '-')].join('-');
}

/** A field with its label, and, after a refusal, with what was typed, what is wrong and what stands recorded now. */
export function Field(props: Props): ReactElement {
  const { words, form, of, name, label, recorded, hint, lang, rows, type = 'text', accept, options } = props;
  const { say } = words;
  const typed = words.typedIn(form, of);
  const isWrong = typed?.fields.includes(name) === true;
  const value = typed?.values[name] ?? recorded;
  const isStale = form === 'profile' && typed?.code === 'STALE_VERSION' && value !== recorded;
  const field = name.replace(/^row\d+\./, '').replace(/\..*/, '');
  return (
    <FormField
      id={idOf(form, name, of)}
      name={name}
      label={label}
      value={value}
      hint={hint}
      problem={isWrong ? say('part.wrong', { field }) : null}
      recorded={
        isStale ? say('part.recordedNow', { value: recorded === '' ? say('part.nothing') : recorded }) : null
      }
      lang={lang}
      rows={rows}
      type={type}
      accept={accept}
      options={options}
      autoFocus={typed?.fields[0] === name}
    />
  );
}

/** Yes, no, or no answer yet. */
export function Choice({
  words,
  form,
  of,
  name,
  legend,
  hint,
  recorded,
}: {
  words: PartWords;
  form: PartForm;
  /** Which of several forms of a kind. */
  of?: string;
  name: string;
  legend: string;
  hint?: string;
  recorded: boolean | null;
}): ReactElement {
  const { say } = words;
  const id = idOf(form, name, of);
  const stands = recorded === null ? '' : recorded ? 'yes' : 'no';
  const chosen = words.typedIn(form, of)?.values[name] ?? stands;
  const options = [
    ['yes', say('part.yes')],
    ['no', say('part.no')],
    ['', say('part.noAnswer')],
  ] as const;
  return <ChoiceGroup id={id} name={name} legend={legend} options={options} chosen={[chosen]} hint={hint} />;
}
