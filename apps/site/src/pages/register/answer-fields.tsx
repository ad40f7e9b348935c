import { shownFields, type Field, type Form } from '@plenary/registration';
import type { ReactElement } from 'react';
import { ChoiceGroup, FormField } from '../form-field.js';
import { langOf, type EventWords, type TypedForm } from './register-view.js';

/** More are chosen from a list. */
const mostRadios = 7;

interface Props {
  readonly words: EventWords;
  readonly form: Form;
  /** What a field has, by its key. */
  readonly valuesOf: (key: string) => readonly string[];
  readonly typed: TypedForm | null;
}

/** The name of the field of a form. */
export function nameOfAnswer(key: string): string {
  return `answers.${key}`;
}

/** The id of a field by its name. */
export function idOfField(name: string): string {
  return `field-${name.replaceAll('.', '-')}`;
}

/**
 * The questions of a form: those that are shown as it is filled in; the others lie in templates, which a script opens. Each
 * tells with what is sent that it was there.
 */
export function AnswerFields({ words, form, valuesOf, typed }: Props): ReactElement {
  const shown = new Set(shownFields(form.fields, valuesOf).map(({ key }) => key));
  return (
    <>
      <input type="hidden" name="formVersion" value={form.version} />
      {form.fields.map((field) => {
        const asked = (
          <div data-field={field.key} data-when={JSON.stringify(field.when)}>
            <input type="hidden" name="shown" value={field.key} />
            <AnswerField words={words} field={field} values={valuesOf(field.key)} typed={typed} />
          </div>
        );
        return shown.has(field.key) ? (
          <div key={field.key}>{asked}</div>
        ) : (
          <template key={field.key}>{asked}</template>
        );
      })}
    </>
  );
}

interface FieldProps {
  readonly words: EventWords;
  readonly field: Field;
  readonly values: readonly string[];
  readonly typed: TypedForm | null;
}

const inputTypes = { TEXT: 'text', LONG_TEXT: 'text', DATE: 'date', PHONE: 'tel' } as const;

function AnswerField({ words, field, values, typed }: FieldProps): ReactElement {
  const { say, local, frame } = words;
  const { key, type, required } = field;
  const name = nameOfAnswer(key);
  const label = local(field.label);
  const hint = field.hint === undefined ? undefined : local(field.hint);
  const isWrong = typed?.fields.includes(name) === true;
  const isEmpty = values.every((value) => value.trim() === '');
  const problem = isWrong ? say('answer.wrong', { type: isEmpty ? 'EMPTY' : type }) : null;
  const common = {
    id: idOfField(name),
    name,
    problem,
    required,
    hint: hint?.text ?? (type === 'PHONE' ? say('form.phoneHint') : undefined),
    labelLang: langOf(frame, label),
    autoFocus: typed?.fields[0] === name,
  };
  if (type === 'CONSENT') return <Consent {...common} words={label.text} isGiven={values.includes('yes')} />;
  const title = required ? label.text : say('form.optional', { label: label.text });
  const choices = field.choices.map((choice) => [choice.key, local(choice.label).text] as const);
  if (type === 'CHOICES')
    return <ChoiceGroup {...common} legend={title} options={choices} chosen={values} isMany />;
  const [value = ''] = values;
  const none = ['', say('form.noAnswer')] as const;
  if (type === 'CHOICE' && choices.length <= mostRadios)
    return (
      <ChoiceGroup
        {...common}
        legend={title}
        options={required ? choices : [...choices, none]}
        chosen={[value]}
      />
    );
  const plain = { ...common, label: title, value };
  if (type === 'CHOICE')
    return <FormField {...plain} options={[['', say('form.choose')] as const, ...choices]} />;
  if (type === 'COUNTRY')
    return <FormField {...plain} options={[['', say('form.choose')] as const, ...words.countries]} />;
  return <FormField {...plain} type={inputTypes[type]} rows={type === 'LONG_TEXT' ? 5 : undefined} />;
}

interface ConsentProps {
  readonly id: string;
  readonly name: string;
  /** The exact words that are agreed to. */
  readonly words: string;
  readonly isGiven: boolean;
  readonly hint: string | undefined;
  readonly problem: string | null;
  readonly labelLang: string | undefined;
  readonly required: boolean;
  readonly autoFocus: boolean;
}

function Consent({ id, name, words, isGiven, hint, problem, ...rest }: ConsentProps): ReactElement {
  const described = [problem !== null && `${id}-error`, hint !== undefined && `${id}-hint`];
  return (
    <div className="field consent">
      {problem === null ? null : (
        <p className="problem" id={`${id}-error`}>
          {problem}
        </p>
      )}
      <label lang={rest.labelLang}>
        <input
          id={id}
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={isGiven}
          required={rest.required}
          aria-invalid={problem !== null}
          aria-describedby={described.filter((one) => one !== false).join(' ') || undefined}
          autoFocus={rest.autoFocus}
        />
        <span>{words}</span>
      </label>
      {hint === undefined ? null : (
        <p className="quiet" id={`${id}-hint`} lang={rest.labelLang}>
          {hint}
        </p>
      )}
    </div>
  );
}
