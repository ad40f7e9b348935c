import type { ReactElement } from 'react';
import type { Event } from '@plenary/event';
import { languageNames, localText, type LocalText, type Texts } from '@plenary/platform/texts';
import {
  dayIn,
  factsOf,
  longDay,
  roleName,
  timeIn,
  type ProgramDocument,
  type ShownRelease,
} from '@plenary/program';
import { Layout, renderPage, type Frame } from './layout.js';

interface EventView {
  readonly event: Event;
  readonly release: ShownRelease | null;
  /** The current edition of the minutes in each language. */
  readonly minutes: readonly { readonly language: string; readonly symbol: string }[];
  readonly language: string;
  /** Whether the viewer may see what is for staff alone. */
  readonly isStaff: boolean;
}

type Session = ProgramDocument['sessions'][number];
type Local = (texts: Texts) => LocalText;

/** The page of an event: what it is, its program day by day, and its minutes. */
export function renderEventPage(frame: Frame, view: EventView): string {
  const { event, release, minutes, language, isStaff } = view;
  const local: Local = (texts) => localText(texts, language, event.languages);
  const title = local(event.title);
  return renderPage(
    <Layout
      title={title.text}
      language={title.language}
      frame={frame}
      notice={event.notice === null ? null : local(event.notice).text}
    >
      {event.organiser === null ? null : <p className="quiet">{local(event.organiser).text}</p>}
      <h1>{title.text}</h1>
      {event.theme === null ? null : (
        <p className="theme" lang={local(event.theme).language}>
          {local(event.theme).text}
        </p>
      )}
      <p className="quiet">
        {longDay(event.startsOn, title.language)}
        {event.startsOn === event.endsOn ? null : ` – ${longDay(event.endsOn, title.language)}`}
        {event.venue === null
          ? null
          : ` · ${local(event.venue.name).text}, ${local(event.venue.city).text}`}{' '}
        · {event.timeZone}
      </p>
      <p className="links">
        {event.languages.map((code) => (
          <a key={code} href={`?language=${code}`} lang={code} hrefLang={code}>
            {languageNames([code], code)}
          </a>
        ))}
      </p>
      {isStaff ? (
        <p className="links">
          <a href={`/events/${event.slug}/run-book.pdf?language=${title.language}`}>
            {title.language === 'ja' ? '進行表（PDF）' : 'Run book (PDF)'}
          </a>
        </p>
      ) : null}
      <Minutes slug={event.slug} minutes={minutes} language={title.language} />
      {release === null ? (
        <p className="quiet">The program is not released yet.</p>
      ) : (
        <Program event={event} release={release} local={local} language={title.language} />
      )}
    </Layout>,
  );
}

function Minutes({
  slug,
  minutes,
  language,
}: {
  slug: string;
  minutes: EventView['minutes'];
  language: string;
}): ReactElement | null {
  if (minutes.length === 0) return null;
  return (
    <section>
      <h2>{language === 'ja' ? '議事録' : 'Minutes'}</h2>
      <ul className="plain">
        {minutes.map((edition) => (
          <li key={edition.language}>
            <a href={`/events/${slug}/minutes/${edition.language}`} hrefLang={edition.language}>
              {edition.symbol}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Program({
  event,
  release,
  local,
  language,
}: {
  event: Event;
  release: ShownRelease;
  local: Local;
  language: string;
}): ReactElement {
  const days = Map.groupBy(release.program.sessions, ({ startsAt }) =>
    dayIn(new Date(startsAt), event.timeZone),
  );
  return (
    <section>
      <h2>{language === 'ja' ? 'プログラム' : 'Program'}</h2>
      <p className="links">
        <a href={`/events/${event.slug}/program.pdf`}>
          {language === 'ja' ? 'プログラム（PDF）' : 'Program (PDF)'}
        </a>
        <a href={`/events/${event.slug}/booklet.pdf`}>
          {language === 'ja' ? '冊子（PDF）' : 'Booklet (PDF)'}
        </a>
        <a href={`/events/${event.slug}/program.ics`}>iCalendar</a>
        <a href={`/events/${event.slug}/program.json`}>JSON</a>
        <span className="quiet">
          {language === 'ja' ? `第${String(release.number)}版` : `Release ${String(release.number)}`}
        </span>
      </p>
      {[...days].map(([day, sessions]) => (
        <section key={day}>
          <h3>{longDay(day, language)}</h3>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{`${language === 'ja' ? '時刻' : 'Time'} (${event.timeZone})`}</th>
                  <th scope="col">{language === 'ja' ? 'セッション' : 'Session'}</th>
                  <th scope="col">{language === 'ja' ? '会場' : 'Room'}</th>
                </tr>
              </thead>
              <tbody>
                {sessions.map((session) => (
                  <SessionRow
                    key={session.id}
                    session={session}
                    release={release}
                    event={event}
                    language={language}
                    local={local}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </section>
  );
}

function SessionRow({
  session,
  release,
  event,
  language,
  local,
}: {
  session: Session;
  release: ShownRelease;
  event: Event;
  language: string;
  local: Local;
}): ReactElement {
  const { program } = release;
  const people = new Map(program.people.map((person) => [person.id, person]));
  const room = program.rooms.find(({ id }) => id === session.room);
  const title = local(session.title);
  const who = session.appearances.flatMap(({ person, role }) => {
    const known = people.get(person);
    return known === undefined ? [] : [{ name: local(known.displayName).text, role }];
  });
  return (
    <tr id={`session-${session.id}`}>
      <td className="time">
        {timeIn(new Date(session.startsAt), event.timeZone)}–
        {timeIn(new Date(session.endsAt), event.timeZone)}
      </td>
      <td>
        <span className={session.kind === 'BREAK' ? 'quiet' : 'title'} lang={title.language}>
          {title.text}
        </span>
        {who.length === 0 ? null : (
          <ul className="people">
            {who.map(({ name, role }) => (
              <li key={`${name} ${role}`}>
                {name} <span className="quiet">{roleName(role, language)}</span>
              </li>
            ))}
          </ul>
        )}
        {factsOf(session, 'EVERYWHERE').map((tell) => {
          const fact = tell(language, event.languages);
          return (
            <p key={fact.text} className="quiet" lang={fact.language}>
              {fact.text}
            </p>
          );
        })}
      </td>
      <td>{room === undefined ? null : local(room.name).text}</td>
    </tr>
  );
}
