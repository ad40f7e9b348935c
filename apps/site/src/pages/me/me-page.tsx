import { displayName } from '@plenary/event';
import { writtenDays } from '@plenary/platform/words';
import { CloseLink } from '../close-link.js';
import { Layout, WayUp, at, renderPage, type Frame } from '../layout.js';
import { nameOfAnswer } from '../register/answer-fields.js';
import { FormProblems } from '../register/form-problems.js';
import { eventWords, langOf, type EventWords } from '../register/register-view.js';
import { Cancelling, OwnAnswers, OwnMode, answersForm } from './me-changes.js';
import { Held } from './me-held.js';
import { Standing, Ticket } from './me-standing.js';
import { isLive, type MeView } from './me-view.js';

/** The page of one's own registration: where it stands, the ticket, what can be changed, and what is kept. */
export function renderMePage(frame: Frame, view: MeView): string {
  const { event, own, form, typed, done } = view;
  const words = eventWords(frame, event, view.countries);
  const { say, local } = words;
  const { registration, person, opening, ticket } = own;
  const about = local(event.title);
  const category = local(opening.category.name);
  const action = at(frame, `/events/${event.slug}/me`);
  const isOpen = isLive(view) && event.state === 'PUBLISHED';
  const hasAnswers = isOpen && form !== null && form.fields.length > 0;
  const part = { words, view, action };
  return renderPage(
    <Layout
      title={say('me.title')}
      frame={frame}
      event={event}
      script={hasAnswers ? '/assets/register.js' : undefined}
      languageForm={hasAnswers ? answersForm : undefined}
      account={frame.viewer !== null}
    >
      <WayUp frame={frame} places={[{ ...about, path: `/events/${event.slug}` }]} />
      <h1>{say('me.title')}</h1>
      <p>{displayName(person, frame.language)}</p>
      <p className="quiet">
        <span lang={langOf(frame, category)}>{category.text}</span> ·{' '}
        {say('mode', { mode: registration.mode })} ·{' '}
        {writtenDays(event.startsOn, event.endsOn, frame.language)}
      </p>
      <FormProblems
        words={words}
        typed={typed}
        refused={refusedText(words, typed)}
        labelOf={(name) => labelOf(words, view, name)}
        done={done === null ? null : say('me.done', { form: done })}
      />
      {event.state === 'CANCELLED' || event.state === 'CLOSED' ? (
        <p>{say('part.eventState', { state: event.state })}</p>
      ) : null}
      <Standing {...part} />
      {ticket === null ? null : <Ticket words={words} code={ticket} calendar={view.calendar} />}
      {isOpen ? (
        <>
          <OwnAnswers {...part} />
          <OwnMode {...part} />
          <Cancelling {...part} />
        </>
      ) : null}
      <Held {...part} />
      {frame.viewer === null ? <CloseLink frame={frame} purpose="REGISTRATION" event={event.slug} /> : null}
    </Layout>,
  );
}

function refusedText({ say }: EventWords, typed: MeView['typed']): string | null {
  if (typed === null || typed.code === null) return null;
  return typed.because === 'FULL' ? say('me.modeFull') : say('me.refused', { code: typed.code });
}

function labelOf({ local }: EventWords, { form }: MeView, name: string): string {
  const field = form?.fields.find(({ key }) => nameOfAnswer(key) === name);
  return field === undefined ? name : local(field.label).text;
}
