import type { ReactElement } from 'react';
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
  const id = idOf(form, name, of);
  const described = [isWrong && `${id}-error`, isStale && `${id}-now`, hint !== undefined && `${id}-hint`];
  const field = {
    id,
    name,
    lang,
    defaultValue: type === 'file' ? undefined : value,
    'aria-invalid': isWrong,
    'aria-describedby': described.filter((one) => one !== false).join(' ') || undefined,
    autoFocus: typed?.fields[0] === name,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint === undefined ? null : (
        <p className="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {isWrong ? (
        <p className="problem" id={`${id}-error`}>
          {say('part.wrong', { field: name.replace(/^row\d+\./, '').replace(/\..*/, '') })}
        </p>
      ) : null}
      {isStale ? (
        <p className="recorded" id={`${id}-now`}>
          {say('part.recordedNow', { value: recorded === '' ? say('part.nothing') : recorded })}
        </p>
      ) : null}
      {options !== undefined ? (
        <select {...field}>
          {options.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      ) : rows === undefined ? (
        <input type={type} accept={accept} {...field} />
      ) : (
        <textarea rows={rows} {...field} />
      )}
    </div>
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
  return (
    <fieldset aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
      <legend>{legend}</legend>
      {hint === undefined ? null : (
        <p className="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div className="choices">
        {options.map(([value, text]) => (
          <label key={value}>
            <input type="radio" name={name} value={value} defaultChecked={value === chosen} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
