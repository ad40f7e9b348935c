import type { Event } from '@plenary/event';
import { writtenDate, writtenDays } from '@plenary/platform/words';
import { freePlaces } from '@plenary/registration';
import type { ReactElement } from 'react';
import { Layout, WayUp, at, renderPage, type Frame } from '../layout.js';
import { placesText } from './places.js';
import { eventWords, langOf, type EventWords, type ShownOpening } from './register-view.js';

/** How to take part in an event: as what, whether it is open, and how many places are free. */
export function renderOpeningsPage(frame: Frame, event: Event, openings: readonly ShownOpening[]): string {
  const words = eventWords(frame, event);
  const { say, local } = words;
  const about = local(event.title);
  const title = say('register.title');
  return renderPage(
    <Layout title={title} description={about.text} frame={frame} event={event}>
      <WayUp frame={frame} places={[{ ...about, path: `/events/${event.slug}` }]} />
      <h1>{title}</h1>
      <p className="quiet">
        <span lang={langOf(frame, about)}>{about.text}</span> ·{' '}
        {writtenDays(event.startsOn, event.endsOn, frame.language)}
      </p>
      {openings.length === 0 ? <p>{say('register.none')}</p> : <p>{say('register.how')}</p>}
      {openings.map((shown) => (
        <Category key={shown.opening.category.id} words={words} shown={shown} />
      ))}
      {openings.length === 0 ? null : <p className="quiet">{say('register.haveLink')}</p>}
    </Layout>,
  );
}

function Category({ words, shown }: { words: EventWords; shown: ShownOpening }): ReactElement {
  const { say, local, frame, event } = words;
  const { opening, closed } = shown;
  const { category } = opening;
  const { key, quotas, days, closesAt } = category;
  const name = local(category.name);
  const description = category.description === null ? null : local(category.description);
  return (
    <article className="card" aria-labelledby={`category-${key}`}>
      <h2 id={`category-${key}`} lang={langOf(frame, name)}>
        {name.text}
      </h2>
      {description === null ? null : (
        <p className="lines" lang={langOf(frame, description)}>
          {description.text}
        </p>
      )}
      <dl className="facts">
        {quotas.map((quota) => (
          <div key={quota.mode}>
            <dt>{say('mode', { mode: quota.mode })}</dt>
            <dd>{placesText(words, quota, category.showsWaiting)}</dd>
          </div>
        ))}
        {days.length === 0 ? null : (
          <div>
            <dt>{say('register.days')}</dt>
            <dd>{days.map((day) => writtenDate(day, frame.language)).join(say('register.and'))}</dd>
          </div>
        )}
        {closed === null && closesAt !== null ? (
          <div>
            <dt>{say('register.closes')}</dt>
            <dd>{words.at(closesAt)}</dd>
          </div>
        ) : null}
      </dl>
      {category.approval === 'REVIEW' ? <p>{say('register.reviewed')}</p> : null}
      {closed === null && isFull(category) ? <p>{say('register.full')}</p> : null}
      {closed === null ? (
        <p>
          <a
            className="button"
            href={at(frame, `/events/${event.slug}/register?category=${key}`)}
            aria-describedby={`category-${key}`}
          >
            {say('register.open')}
          </a>
        </p>
      ) : (
        <p>
          <strong>{closedText(words, shown)}</strong>
        </p>
      )}
    </article>
  );
}

/** Whether a newcomer would wait, however they attend. Of those that staff decide on, nobody waits before that. */
function isFull({ approval, quotas }: ShownOpening['opening']['category']): boolean {
  const offered = quotas.filter(({ places }) => places !== 0);
  return approval === 'AUTO' && offered.length > 0 && offered.every((quota) => freePlaces(quota) === 0);
}

/** Why, and where it is known since or until when, nobody can register. */
export function closedText({ say, at: when }: EventWords, { opening, closed }: ShownOpening): string {
  const { opensAt, closesAt } = opening.category;
  if (closed === 'NOT_YET' && opensAt !== null) return say('closed.notYet', { at: when(opensAt) });
  if (closed === 'CLOSED' && closesAt !== null) return say('closed.since', { at: when(closesAt) });
  return say('closed.because', { because: closed ?? '' });
}
