import { languageNames, isEastAsian } from '@plenary/platform/texts';
import { languages as ourLanguages } from '@plenary/platform/words';
import type { HTMLInputAutoCompleteAttribute, ReactElement } from 'react';
import { ChoiceGroup, FormField } from '../form-field.js';
import { idOfField } from './answer-fields.js';
import type { EventWords, TypedForm } from './register-view.js';

/** Who one is, and where one is reached. */
export function AboutFields({ words, typed }: { words: EventWords; typed: TypedForm | null }): ReactElement {
  const { say, frame, event, countries } = words;
  const valueOf = (name: string, usual = ''): string => typed?.values[name]?.[0] ?? usual;
  const common = (name: string) => ({
    id: idOfField(name),
    name,
    problem: typed?.fields.includes(name) === true ? say('register.wrong', { field: name }) : null,
    autoFocus: typed?.fields[0] === name,
  });
  const text = (
    name: string,
    label: string,
    more: { readonly hint?: string; readonly autoComplete?: HTMLInputAutoCompleteAttribute } = {},
  ) => <FormField {...common(name)} label={label} value={valueOf(name)} {...more} />;
  const optional = (label: string): string => say('form.optional', { label });
  const languages = [...new Set([...event.languages, ...ourLanguages])];
  return (
    <>
      <fieldset>
        <legend>{say('register.who')}</legend>
        <p className="quiet">{say('register.oneName')}</p>
        {text('familyName', say('register.familyName'), { autoComplete: 'family-name' })}
        {text('givenName', say('register.givenName'), { autoComplete: 'given-name' })}
        <ChoiceGroup
          {...common('nameOrder')}
          legend={say('register.nameOrder')}
          options={[
            ['GIVEN_FIRST', say('register.givenFirst')],
            ['FAMILY_FIRST', say('register.familyFirst')],
          ]}
          chosen={[valueOf('nameOrder', isEastAsian(frame.language) ? 'FAMILY_FIRST' : 'GIVEN_FIRST')]}
        />
        {text('title', optional(say('register.personTitle')), {
          hint: say('register.personTitleHint'),
          autoComplete: 'honorific-prefix',
        })}
        {text('post', optional(say('register.post')), { autoComplete: 'organization-title' })}
        {text('organisation', optional(say('register.organisation')), { autoComplete: 'organization' })}
        <FormField
          {...common('country')}
          label={optional(say('register.country'))}
          value={valueOf('country')}
          options={[
            ['', say('form.choose')] as const,
            ...countries.filter(([key]) => /^[A-Z]{2}$/.test(key)),
          ]}
          autoComplete="country"
        />
      </fieldset>
      <fieldset>
        <legend>{say('register.reach')}</legend>
        <FormField
          {...common('email')}
          label={say('register.email')}
          hint={say('register.emailHint')}
          value={valueOf('email')}
          inputMode="email"
          autoComplete="email"
          required
        />
        <FormField
          {...common('language')}
          label={say('register.language')}
          value={valueOf('language', frame.language)}
          options={languages.map((code) => [code, languageNames([code], code)] as const)}
        />
      </fieldset>
    </>
  );
}
