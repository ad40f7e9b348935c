import type { Event } from '@plenary/event';
import { localText } from '@plenary/platform/texts';
import { languages, writtenDays } from '@plenary/platform/words';
import { wordsIn } from '../words/words.js';
import { Layout, at, renderPage, type Frame } from './layout.js';

/** The events that the viewer may see. */
export function renderIndexPage(frame: Frame, events: readonly Event[]): string {
  const { language } = frame;
  const say = wordsIn(language);
  return renderPage(
    <Layout title={say('events.title')} frame={frame} languages={languages}>
      <h1>{say('events.title')}</h1>
      {events.length === 0 ? (
        <p className="quiet">{say('events.none')}</p>
      ) : (
        <ul className="events">
          {events.map((event) => {
            const title = localText(event.title, language, event.languages);
            const facts = [
              writtenDays(event.startsOn, event.endsOn, language),
              event.venue === null ? '' : localText(event.venue.city, language, event.languages).text,
              say('events.state', { state: event.state }),
            ];
            const notice = event.notice === null ? null : localText(event.notice, language, event.languages);
            return (
              <li key={event.id}>
                <a href={at(frame, `/events/${event.slug}`)} lang={title.language}>
                  {title.text}
                </a>
                <p className="quiet">{facts.filter((fact) => fact !== '').join(' · ')}</p>
                {notice === null ? null : (
                  <p className="quiet" lang={notice.language}>
                    {notice.text}
                  </p>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Layout>,
  );
}
