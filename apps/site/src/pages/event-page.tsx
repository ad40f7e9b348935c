import type { ReactElement } from 'react';
import type { Event } from '@plenary/event';
import { listPublishedMinutes } from '@plenary/minutes';
import { languageNames, localText, type LocalText, type Texts } from '@plenary/platform/texts';
import { writtenDay, writtenDays } from '@plenary/platform/words';
import { hasCategories } from '@plenary/registration';
import { dayIn, factsOf, roleName, type ShownRelease } from '@plenary/program';
import { wordsIn } from '../words/words.js';
import { Layout, WayUp, at, renderPage, type Frame } from './layout.js';
import type { PageOfEvent } from './page-of-event.js';
import { programWords, type ProgramWords, type Session } from './program-words.js';

interface EventView {
  readonly event: Event;
  readonly release: ShownRelease | null;
  /** The current edition of the minutes in each language. */
  readonly minutes: readonly { readonly language: string; readonly symbol: string }[];
  /** Whether one can take part as anything. */
  readonly takesPart: boolean;
  /** Whether the viewer may see what is for staff alone. */
  readonly isStaff: boolean;
}

/** The page of an event: what it is, its program day by day, and its minutes. */
export const eventPage: PageOfEvent = {
  path: '',
  async open({ ctx, event, release, frame }) {
    const minutes = await listPublishedMinutes(ctx);
    const takesPart = await hasCategories(ctx);
    const isStaff = ctx.viewer.kind === 'STAFF';
    return {
      key: [...minutes.map(({ symbol }) => symbol), takesPart ? 'open' : ''].join(' '),
      render: () => renderEventPage(frame, { event, release, minutes, takesPart, isStaff }),
    };
  },
};

function renderEventPage(frame: Frame, view: EventView): string {
  const { event, release, minutes, takesPart, isStaff } = view;
  const { language } = frame;
  const say = wordsIn(language);
  const local = (texts: Texts): LocalText => localText(texts, language, event.languages);
  const title = local(event.title);
  const organiser = event.organiser === null ? null : local(event.organiser);
  const theme = event.theme === null ? null : local(event.theme);
  const { venue } = event;
  const place =
    venue === null
      ? []
      : [say('event.place', { name: local(venue.name).text, city: local(venue.city).text })];
  return renderPage(
    <Layout
      title={title.text}
      description={[theme?.text, writtenDays(event.startsOn, event.endsOn, language), ...place]
        .filter((part) => part !== undefined)
        .join(' · ')}
      frame={frame}
      event={event}
      script="/assets/program.js"
    >
      <WayUp frame={frame} places={[{ text: say('events.title'), language, path: '/' }]} />
      {organiser === null ? null : (
        <p className="quiet" lang={organiser.language}>
          {organiser.text}
        </p>
      )}
      <h1 lang={title.language}>{title.text}</h1>
      {theme === null ? null : (
        <p className="theme" lang={theme.language}>
          {theme.text}
        </p>
      )}
      <p className="quiet">
        {[writtenDays(event.startsOn, event.endsOn, language), ...place, event.timeZone].join(' · ')}
      </p>
      {takesPart ? (
        <p>
          <a className="button" href={at(frame, `/events/${event.slug}/register`)}>
            {say('event.register')}
          </a>
        </p>
      ) : null}
      {isStaff ? (
        <p className="links">
          <a href={`/events/${event.slug}/run-book.pdf?language=${language}`}>{say('program.runBook')}</a>
        </p>
      ) : null}
      <Minutes slug={event.slug} minutes={minutes} language={language} />
      {release === null ? (
        <p className="quiet">{say('event.notReleased')}</p>
      ) : (
        <Program words={programWords(frame, event, release)} />
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
  const say = wordsIn(language);
  return (
    <section>
      <h2>{say('event.minutes')}</h2>
      <ul className="plain">
        {minutes.map((edition) => (
          <li key={edition.language}>
            <a href={`/events/${slug}/minutes/${edition.language}`} hrefLang={edition.language}>
              {say('event.minutesIn', { language: languageNames([edition.language], language) })}
            </a>{' '}
            <span className="quiet">{edition.symbol}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Program({ words }: { words: ProgramWords }): ReactElement {
  const { event, release, frame } = words;
  const { language } = frame;
  const say = wordsIn(language);
  const dayOf = ({ startsAt }: Session): string => dayIn(new Date(startsAt), event.timeZone);
  const days = [...Map.groupBy(release.program.sessions, dayOf)];
  const folder = `/events/${event.slug}`;
  return (
    <section>
      <h2>{say('program.title')}</h2>
      <p className="links">
        <a href={`${folder}/program.pdf`}>{say('program.pdf')}</a>
        <a href={`${folder}/booklet.pdf`}>{say('program.booklet')}</a>
        <a href={`${folder}/program.ics`}>{say('program.calendar')}</a>
        <a href={`${folder}/program.json`}>{say('program.data')}</a>
        <span className="quiet">{say('program.release', { number: release.number })}</span>
      </p>
      {days.length === 0 ? <p className="quiet">{say('event.noSessions')}</p> : null}
      {days.length < 2 ? null : (
        <nav className="links" aria-label={say('program.days')}>
          {days.map(([day]) => (
            <a key={day} href={`#${day}`}>
              {writtenDay(day, language)}
            </a>
          ))}
          <a href="#now">{say('program.now')}</a>
        </nav>
      )}
      {days.map(([day, sessions], index) => (
        <Day key={day} day={day} number={index + 1} sessions={sessions} words={words} />
      ))}
    </section>
  );
}

function Day({
  day,
  number,
  sessions,
  words,
}: {
  day: string;
  number: number;
  sessions: readonly Session[];
  words: ProgramWords;
}): ReactElement {
  const { event, frame } = words;
  const say = wordsIn(frame.language);
  return (
    <section id={`day-${String(number)}`} className="day">
      <h3 id={day}>{writtenDay(day, frame.language)}</h3>
      <table data-zone={event.timeZone} data-yours={say('program.yours', { time: '{}' })}>
        <thead>
          <tr>
            <th scope="col">{say('program.time', { zone: event.timeZone })}</th>
            <th scope="col">{say('program.session')}</th>
            <th scope="col">{say('program.room')}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} words={words} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SessionRow({ session, words }: { session: Session; words: ProgramWords }): ReactElement {
  const { event, frame, local } = words;
  const title = local(session.title);
  const room = words.room(session);
  const who = session.appearances.flatMap(({ person: id, role }) => {
    const person = words.person(id);
    return person === undefined ? [] : [{ id, name: local(person.displayName), role }];
  });
  return (
    <tr id={`session-${session.id}`} data-from={session.startsAt} data-to={session.endsAt}>
      <td className="time">{words.span(session)}</td>
      <td>
        {session.kind === 'BREAK' ? (
          <span className="quiet" lang={title.language}>
            {title.text}
          </span>
        ) : (
          <a
            className="title"
            href={at(frame, `/events/${event.slug}/sessions/${session.id}`)}
            lang={title.language}
          >
            {title.text}
          </a>
        )}
        {who.length === 0 ? null : (
          <ul className="people">
            {who.map(({ id, name, role }) => (
              <li key={`${id} ${role}`}>
                <span lang={name.language}>{name.text}</span>{' '}
                <span className="quiet">{roleName(role, frame.language)}</span>
              </li>
            ))}
          </ul>
        )}
        {factsOf(session, 'EVERYWHERE').map((tell) => {
          const fact = tell(frame.language, event.languages);
          return (
            <p key={fact.text} className="quiet" lang={fact.language}>
              {fact.text}
            </p>
          );
        })}
      </td>
      <td lang={room?.language}>{room?.text}</td>
    </tr>
  );
}
