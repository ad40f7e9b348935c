import type { HTMLInputAutoCompleteAttribute, ReactElement } from 'react';

export interface FormFieldProps {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: string | undefined;
  /** What is wrong with what was typed; null for nothing. */
  readonly problem?: string | null;
  /** What stands recorded where something else was typed, as a sentence; null for nothing. */
  readonly recorded?: string | null;
  /** The language of what is typed. */
  readonly lang?: string | undefined;
  /** Of the words around it, where it is another than the page's. */
  readonly labelLang?: string | undefined;
  /** Lines, for a field of several. */
  readonly rows?: number | undefined;
  readonly type?: 'text' | 'date' | 'tel' | 'datetime-local' | 'file';
  /** Of a file: the media types that are offered. */
  readonly accept?: string | undefined;
  /** What is chosen from: values with their words. */
  readonly options?: readonly (readonly [value: string, text: string])[] | undefined;
  readonly required?: boolean;
  readonly inputMode?: 'email';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly autoFocus?: boolean;
}

/** A field with its label, what helps to fill it in, and what is wrong with it. */
export function FormField(props: FormFieldProps): ReactElement {
  const { id, name, label, value, hint, problem = null, recorded = null, lang, labelLang, rows } = props;
  const { type = 'text', accept, options, required, inputMode, autoComplete, autoFocus } = props;
  const described = [
    problem !== null && `${id}-error`,
    recorded !== null && `${id}-now`,
    hint !== undefined && `${id}-hint`,
  ];
  const field = {
    id,
    name,
    lang,
    defaultValue: type === 'file' ? undefined : value,
    required,
    autoComplete,
    'aria-invalid': problem !== null,
    'aria-describedby': described.filter((one) => one !== false).join(' ') || undefined,
    autoFocus,
  };
  return (
    <div className="field">
      <label htmlFor={id} lang={labelLang}>
        {label}
      </label>
      {hint === undefined ? null : (
        <p className="quiet" id={`${id}-hint`} lang={labelLang}>
          {hint}
        </p>
      )}
      {problem === null ? null : (
        <p className="problem" id={`${id}-error`}>
          {problem}
        </p>
      )}
      {recorded === null ? null : (
        <p className="recorded" id={`${id}-now`}>
          {recorded}
        </p>
      )}
      {options !== undefined ? (
        <select {...field}>
          {options.map(([one, text]) => (
            <option key={one} value={one}>
              {text}
            </option>
          ))}
        </select>
      ) : rows === undefined ? (
        <input
          type={type}
          accept={accept}
          inputMode={inputMode}
          {...(inputMode === 'email' ? { autoCapitalize: 'none', spellCheck: false } : {})}
          {...field}
        />
      ) : (
        <textarea rows={rows} {...field} />
      )}
    </div>
  );
}

interface GroupProps {
  readonly id: string;
  readonly name: string;
  readonly legend: string;
  /** What can be chosen: values with their words. */
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly chosen: readonly string[];
  /** Whether any number can be. */
  readonly isMany?: boolean;
  readonly hint?: string | undefined;
  readonly problem?: string | null;
  readonly labelLang?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

/** What is chosen by ticking it. */
export function ChoiceGroup(props: GroupProps): ReactElement {
  const { id, name, legend, options, chosen, isMany = false, hint, problem = null, labelLang } = props;
  const described = [problem !== null && `${id}-error`, hint !== undefined && `${id}-hint`];
  const by = described.filter((one) => one !== false).join(' ') || undefined;
  return (
    <fieldset
      role={isMany ? undefined : 'radiogroup'}
      aria-invalid={isMany ? undefined : problem !== null}
      aria-required={isMany ? undefined : props.required}
      aria-describedby={by}
    >
      <legend lang={labelLang}>{legend}</legend>
      {hint === undefined ? null : (
        <p className="quiet" id={`${id}-hint`} lang={labelLang}>
          {hint}
        </p>
      )}
      {problem === null ? null : (
        <p className="problem" id={`${id}-error`}>
          {problem}
        </p>
      )}
      <div className="choices">
        {options.map(([value, text], index) => (
          <label key={value} lang={labelLang}>
            <input
              id={index === 0 ? id : undefined}
              type={isMany ? 'checkbox' : 'radio'}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
              aria-invalid={isMany ? problem !== null : undefined}
              aria-describedby={problem === null ? undefined : `${id}-error`}
              autoFocus={index === 0 && props.autoFocus === true}
            />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
