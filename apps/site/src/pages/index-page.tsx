import type { Event } from '@plenary/event';
import { localText } from '@plenary/platform/texts';
import { longDay } from '@plenary/program';
import { Layout, renderPage, type Frame } from './layout.js';

/** The events that the viewer may see. */
export function renderIndexPage(frame: Frame, events: readonly Event[], asked: string | null): string {
  return renderPage(
    <Layout title="Events" language="en" frame={frame}>
      <h1>Events</h1>
      {events.length === 0 ? (
        <p className="quiet">No event is published yet.</p>
      ) : (
        <ul className="events">
          {events.map((event) => {
            const language = asked ?? event.languages[0] ?? 'en';
            const title = localText(event.title, language, event.languages);
            const city = event.venue === null ? null : localText(event.venue.city, language, event.languages);
            return (
              <li key={event.id}>
                <a href={`/events/${event.slug}`} lang={title.language}>
                  {title.text}
                </a>
                <p className="quiet">
                  {longDay(event.startsOn, 'en')}
                  {event.startsOn === event.endsOn ? null : ` – ${longDay(event.endsOn, 'en')}`}
                  {city === null ? null : ` · ${city.text}`}
                  {event.state === 'PUBLISHED' ? null : ` · ${event.state.toLowerCase()}`}
                </p>
                {event.notice === null ? null : (
                  <p className="quiet">{localText(event.notice, language, event.languages).text}</p>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </Layout>,
  );
}
