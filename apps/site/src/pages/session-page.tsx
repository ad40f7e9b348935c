import type { ReactElement, ReactNode } from 'react';
import type { Event } from '@plenary/event';
import { findRecord } from '@plenary/minutes';
import { notFound } from '@plenary/platform';
import { languageNames } from '@plenary/platform/texts';
import { factsOf, roleName, type ShownRelease } from '@plenary/program';
import { wordsIn } from '../words/words.js';
import { Layout, WayUp, at, renderPage, type Frame } from './layout.js';
import type { PageOfEvent } from './page-of-event.js';
import { programWords, type ProgramWords, type Session } from './program-words.js';

interface SessionView {
  readonly event: Event;
  readonly release: ShownRelease;
  readonly session: Session;
  /** Where the session stands in the current edition of each language. */
  readonly record: readonly { readonly language: string; readonly path: string }[];
}

/** The page of a session: when and where, what about, and who. */
export const sessionPage: PageOfEvent = {
  path: '/sessions/:id',
  async open({ ctx, event, release, frame, id }) {
    const session = release?.program.sessions.find((one) => one.id === id);
    if (release === null || session === undefined) throw notFound('Session');
    const record = await findRecord(ctx, id);
    return {
      key: record.map(({ path }) => path).join(' '),
      render: () => renderSessionPage(frame, { event, release, session, record }),
    };
  },
};

function renderSessionPage(frame: Frame, { event, release, session, record }: SessionView): string {
  const { language } = frame;
  const say = wordsIn(language);
  const words = programWords(frame, event, release);
  const title = words.local(session.title);
  const abstract = session.abstract === null ? null : words.local(session.abstract);
  const about = words.local(event.title);
  const folder = `/events/${event.slug}`;
  return renderPage(
    <Layout
      title={title.text}
      description={[about.text, words.when(session)].join(' · ')}
      frame={frame}
      event={event}
    >
      <WayUp
        frame={frame}
        places={[
          { ...about, path: folder },
          { text: say('session.inProgram'), language, path: `${folder}#session-${session.id}` },
        ]}
      />
      <h1 lang={title.language}>{title.text}</h1>
      <Facts session={session} words={words} />
      {abstract === null ? null : (
        <div className="prose" lang={abstract.language}>
          {abstract.text.split(/\n{2,}/).map((paragraph, index) => (
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      )}
      <People session={session} words={words} item={null} />
      {session.items.length === 0 ? null : (
        <section>
          <h2>{say('session.items')}</h2>
          <ol className="plain">
            {session.items.map((item) => (
              <li key={item.id}>
                <h3 lang={words.local(item.title).language}>{words.local(item.title).text}</h3>
                <p className="quiet">{say('session.minutes', { minutes: item.minutes })}</p>
                <People session={session} words={words} item={item.id} />
              </li>
            ))}
          </ol>
        </section>
      )}
      <p className="links">
        <a href={`${folder}/program.ics?session=${session.id}`}>{say('session.calendar')}</a>
        {record.map((edition) => (
          <a key={edition.language} href={edition.path} hrefLang={edition.language}>
            {say('event.minutesIn', { language: languageNames([edition.language], language) })}
          </a>
        ))}
      </p>
    </Layout>,
  );
}

function Facts({ session, words }: { session: Session; words: ProgramWords }): ReactElement {
  const { event, frame } = words;
  const { language } = frame;
  const say = wordsIn(language);
  const room = words.room(session);
  const track = words.track(session);
  const told = [...factsOf(session, 'PRINT')].map((tell) => tell(language, event.languages));
  const visibility =
    session.visibility === 'PUBLIC'
      ? null
      : session.visibility === 'INTERNAL'
        ? say('session.internal')
        : say('session.participantsOnly');
  return (
    <>
      <dl className="facts">
        <Fact label={say('session.when')}>
          <time dateTime={session.startsAt}>{words.when(session)}</time>
        </Fact>
        {room === null ? null : (
          <Fact label={say('session.room')}>
            <span lang={room.language}>{room.text}</span>
          </Fact>
        )}
        {track === null ? null : (
          <Fact label={say('session.track')}>
            <span lang={track.language}>{track.text}</span>
          </Fact>
        )}
        {session.languages.length === 0 || session.interpretation.length > 0 ? null : (
          <Fact label={say('session.languages')}>{languageNames(session.languages, language)}</Fact>
        )}
      </dl>
      {told.map((fact) => (
        <p key={fact.text} className="quiet" lang={fact.language}>
          {fact.text}
        </p>
      ))}
      {visibility === null ? null : <p className="quiet">{visibility}</p>}
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function People({
  session,
  words,
  item,
}: {
  session: Session;
  words: ProgramWords;
  item: string | null;
}): ReactElement | null {
  const { event, frame, local } = words;
  const say = wordsIn(frame.language);
  const own = session.appearances.flatMap((appearance) => {
    const person = words.person(appearance.person);
    return person === undefined || appearance.item !== item ? [] : [{ appearance, person }];
  });
  if (own.length === 0) return null;
  return (
    <section>
      {item === null ? <h2>{say('session.people')}</h2> : null}
      <ul className="cards">
        {own.map(({ appearance: { role, confirmed }, person }) => {
          const name = local(person.displayName);
          const affiliation = words.affiliation(person);
          return (
            <li key={`${person.id} ${role}`}>
              <a href={at(frame, `/events/${event.slug}/people/${person.id}`)} lang={name.language}>
                {name.text}
              </a>
              <p className="quiet">
                {roleName(role, frame.language)}
                {confirmed ? null : ` · ${say('session.toBeConfirmed')}`}
              </p>
              {affiliation === null ? null : <p lang={affiliation.language}>{affiliation.text}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
