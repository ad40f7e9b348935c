import { displayName } from '@plenary/event';
import type { ReactElement } from 'react';
import { CloseLink } from '../close-link.js';
import { Layout, WayUp, renderPage, type Frame } from '../layout.js';
import { idOf } from './field.js';
import { PartAvailability } from './part-availability.js';
import { PartMaterials } from './part-materials.js';
import { PartPhotograph } from './part-photograph.js';
import { PartProfile } from './part-profile.js';
import { PartRegistration } from './part-registration.js';
import { PartSessions } from './part-sessions.js';
import { partWords, type PartView, type PartWords } from './part-view.js';

/** The page of a person's part in an event: what they are asked for, and the forms in which they answer. */
export function renderPartPage(frame: Frame, view: PartView): string {
  const words = partWords(frame, view);
  const { say, local } = words;
  const { event, person } = view.part;
  const about = local(event.title);
  const title = say('part.heading');
  return renderPage(
    <Layout
      title={title}
      frame={frame}
      event={event}
      script="/assets/part.js"
      account={frame.viewer !== null}
    >
      {/* A draft has no page for them yet. */}
      {event.state === 'DRAFT' ? (
        <p className="quiet" lang={about.language}>
          {about.text}
        </p>
      ) : (
        <WayUp frame={frame} places={[{ ...about, path: `/events/${event.slug}` }]} />
      )}
      <h1>{title}</h1>
      <p>{displayName(person, frame.language)}</p>
      <Told words={words} />
      {event.state === 'CANCELLED' || event.state === 'CLOSED' ? (
        <p>{say('part.eventState', { state: event.state })}</p>
      ) : null}
      <Asked words={words} />
      <PartSessions words={words} />
      <PartProfile words={words} />
      <PartPhotograph words={words} />
      <PartAvailability words={words} />
      <PartMaterials words={words} />
      <PartRegistration words={words} />
      {frame.viewer === null ? <CloseLink frame={frame} purpose="PART" event={event.slug} /> : null}
    </Layout>,
  );
}

/** What became of the form that was sent; both regions are there before they say anything. */
function Told({ words }: { words: PartWords }): ReactElement {
  const { say, view, local } = words;
  const { saved, typed, part } = view;
  const of = part.sessions.find(({ appearances }) =>
    appearances.some(({ appearance }) => appearance.id === saved?.of),
  );
  const state = of?.appearances.find(({ appearance }) => appearance.id === saved?.of)?.appearance.state;
  const session = of === undefined ? '' : local(of.session.title).text;
  const code = typed?.code ?? null;
  return (
    <>
      <div role="status" className="told">
        {saved === null ? null : (
          <p>
            {say('part.saved', { form: saved.form })}
            {state === undefined ? null : ` ${session}: ${say('part.state', { state })}`}
          </p>
        )}
        {typed !== null && code === null ? <p>{say('part.notSavedYet')}</p> : null}
      </div>
      <div role="alert" className="told problem" id="problems">
        {typed === null || code === null ? null : (
          <>
            <p tabIndex={-1} autoFocus={typed.fields.length === 0}>
              {say('part.refused', { code })}
            </p>
            {typed.fields.length === 0 ? null : (
              <ul>
                {typed.fields.map((name) => (
                  <li key={name}>
                    <a href={`#${idOf(typed.form, name, typed.values['materialId'])}`}>
                      {say('part.wrong', { field: name.replace(/^row\d+\./, '').replace(/\..*/, '') })}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </>
  );
}

const places = {
  ANSWER: '#sessions',
  CONSENT: '#sessions',
  BIOGRAPHY: '#profile',
  PHOTOGRAPH: '#photograph',
  PUBLICATION: '#profile',
} as const;

/** What one is still asked for. Who has declined everything is thanked, and asked for nothing. */
function Asked({ words }: { words: PartWords }): ReactElement | null {
  const { say, view } = words;
  const { asked, sessions } = view.part;
  const states = sessions.flatMap(({ appearances }) => appearances.map(({ appearance }) => appearance.state));
  if (states.length === 0) return null;
  if (states.every((state) => state === 'DECLINED')) return <p>{say('part.declinedAll')}</p>;
  if (asked.length === 0) return <p>{say('part.complete')}</p>;
  return (
    <nav aria-label={say('part.asked')}>
      <p>{say('part.asked')}</p>
      <ul>
        {asked.map((request) => (
          <li key={request}>
            <a href={places[request]}>{say('part.request', { request })}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
