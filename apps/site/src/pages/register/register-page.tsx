import type { Form } from '@plenary/registration';
import type { ReactElement } from 'react';
import { ChoiceGroup } from '../form-field.js';
import { Layout, WayUp, at, renderPage, type Frame } from '../layout.js';
import { AboutFields } from './about-fields.js';
import { AnswerFields, idOfField, nameOfAnswer } from './answer-fields.js';
import { FormProblems } from './form-problems.js';
import { closedText } from './openings-page.js';
import { modeWithPlaces } from './places.js';
import { eventWords, langOf, type EventWords, type RegisterView, type TypedForm } from './register-view.js';

/** What one fills in to register in a category. */
export function renderRegisterPage(frame: Frame, view: RegisterView): string {
  const { event, shown, form, countries, typed } = view;
  const words = eventWords(frame, event, countries);
  const { say, local } = words;
  const { category } = shown.opening;
  const folder = `/events/${event.slug}`;
  const name = local(category.name);
  const isOpen = shown.closed === null || typed !== null;
  return renderPage(
    <Layout
      title={say('register.as', { category: name.text })}
      frame={frame}
      event={event}
      script={isOpen ? '/assets/register.js' : undefined}
      languageForm={isOpen ? 'registration' : undefined}
    >
      <WayUp
        frame={frame}
        places={[
          { ...local(event.title), path: folder },
          { text: say('register.title'), language: frame.language, path: `${folder}/register` },
        ]}
      />
      <h1>{say('register.as', { category: name.text })}</h1>
      <FormProblems
        words={words}
        typed={typed}
        refused={refusedText(words, view)}
        labelOf={(field) => labelOf(words, form, field)}
      />
      {isOpen ? <RegistrationForm words={words} view={view} /> : <p>{closedText(words, shown)}</p>}
    </Layout>,
  );
}

function refusedText(words: EventWords, { shown, typed }: RegisterView): string | null {
  if (typed === null || typed.code === null) return null;
  if (shown.closed !== null) return closedText(words, shown);
  return words.say('register.refused', { code: typed.code });
}

function labelOf({ say, local }: EventWords, form: Form | null, name: string): string {
  const field = form?.fields.find(({ key }) => nameOfAnswer(key) === name);
  return field === undefined ? say('register.wrong', { field: name }) : local(field.label).text;
}

function RegistrationForm({ words, view }: { words: EventWords; view: RegisterView }): ReactElement {
  const { say, frame, local } = words;
  const { event, shown, form, typed, clientKey } = view;
  const { category } = shown.opening;
  const { key, quotas, showsWaiting } = category;
  const description = category.description === null ? null : local(category.description);
  const valuesOf = (name: string): readonly string[] => typed?.values[nameOfAnswer(name)] ?? [];
  return (
    <form
      id="registration"
      method="post"
      action={at(frame, `/events/${event.slug}/register?category=${key}`)}
      className="sheet"
      noValidate
      data-draft={key}
      data-typed={typed === null ? undefined : 'yes'}
    >
      {description === null ? null : (
        <p className="lines" lang={langOf(frame, description)}>
          {description.text}
        </p>
      )}
      <input type="hidden" name="clientKey" value={clientKey} />
      <input type="hidden" name="page" value={frame.language} />
      <Modes words={words} quotas={quotas} showsWaiting={showsWaiting} typed={typed} />
      <AboutFields words={words} typed={typed} />
      {form === null || form.fields.length === 0 ? null : (
        <fieldset>
          <legend>{say('register.questions')}</legend>
          <AnswerFields words={words} form={form} valuesOf={valuesOf} typed={typed} />
        </fieldset>
      )}
      <p className="quiet">{say('register.then')}</p>
      <p>
        <button type="submit">{say('register.send')}</button>
      </p>
    </form>
  );
}

interface ModesProps {
  readonly words: EventWords;
  readonly quotas: RegisterView['shown']['opening']['category']['quotas'];
  readonly showsWaiting: boolean;
  readonly typed: TypedForm | null;
}

function Modes({ words, quotas, showsWaiting, typed }: ModesProps): ReactElement {
  const { say } = words;
  const [only] = quotas;
  if (quotas.length === 1 && only !== undefined)
    return (
      <p>
        <input type="hidden" name="mode" value={only.mode} />
        {modeWithPlaces(words, only, showsWaiting)}
      </p>
    );
  return (
    <ChoiceGroup
      id={idOfField('mode')}
      name="mode"
      legend={say('register.mode')}
      options={quotas.map((quota) => [quota.mode, modeWithPlaces(words, quota, showsWaiting)] as const)}
      chosen={typed?.values['mode'] ?? []}
      problem={typed?.fields.includes('mode') === true ? say('register.wrong', { field: 'mode' }) : null}
      required
      autoFocus={typed?.fields[0] === 'mode'}
    />
  );
}

/** Says that a mail is on its way, the same whatever became of it. */
export function renderSentPage(frame: Frame, event: RegisterView['event']): string {
  const { say, local } = eventWords(frame, event);
  const title = say('sent.title');
  return renderPage(
    <Layout title={title} frame={frame} event={event} script="/assets/register.js">
      <WayUp frame={frame} places={[{ ...local(event.title), path: `/events/${event.slug}` }]} />
      <h1>{title}</h1>
      <div role="status" data-sent="yes">
        <p>{say('sent.text')}</p>
      </div>
      <p>{say('sent.none')}</p>
    </Layout>,
  );
}
