import type { Event } from '@plenary/event';
import { notFound } from '@plenary/platform';
import { countryName } from '@plenary/platform/texts';
import { roleName, type ShownRelease } from '@plenary/program';
import { wordsIn } from '../words/words.js';
import { Layout, WayUp, at, renderPage, type Frame } from './layout.js';
import type { PageOfEvent } from './page-of-event.js';
import { programWords, type Person } from './program-words.js';

interface PersonView {
  readonly event: Event;
  readonly release: ShownRelease;
  readonly person: Person;
}

/** The page of a person in the program: who they are, what they agreed to be shown, and where they appear. */
export const personPage: PageOfEvent = {
  path: '/people/:id',
  async open({ event, release, frame, id }) {
    const person = release?.program.people.find((one) => one.id === id);
    if (release === null || person === undefined) throw notFound('Person');
    return { key: '', render: () => renderPersonPage(frame, { event, release, person }) };
  },
};

function renderPersonPage(frame: Frame, { event, release, person }: PersonView): string {
  const { language } = frame;
  const say = wordsIn(language);
  const words = programWords(frame, event, release);
  const { local } = words;
  const name = local(person.displayName);
  const about = local(event.title);
  const affiliation = words.affiliation(person);
  const profile = release.said?.profiles.get(person.id);
  const biography = profile?.biography == null ? null : local(profile.biography);
  const folder = `/events/${event.slug}`;
  const sessions = release.program.sessions.filter(({ appearances }) =>
    appearances.some((appearance) => appearance.person === person.id),
  );
  return renderPage(
    <Layout
      title={name.text}
      description={[affiliation?.text, about.text].filter((part) => part !== undefined).join(' · ')}
      frame={frame}
      event={event}
    >
      <WayUp frame={frame} places={[{ ...about, path: folder }]} />
      <div className="person">
        {profile?.hasPhotograph === true ? (
          <img
            src={`${folder}/people/${person.id}/photograph`}
            alt={say('person.photograph', { name: name.text })}
            width={160}
            height={160}
          />
        ) : null}
        <div>
          <h1 lang={name.language}>{name.text}</h1>
          {affiliation === null ? null : <p lang={affiliation.language}>{affiliation.text}</p>}
          {person.country === null ? null : <p className="quiet">{countryName(person.country, language)}</p>}
        </div>
      </div>
      {biography === null ? null : (
        <section>
          <h2>{say('person.biography')}</h2>
          <div className="prose" lang={biography.language}>
            {biography.text.split(/\n{2,}/).map((paragraph, index) => (
              <p key={index}>{paragraph}</p>
            ))}
          </div>
        </section>
      )}
      <section>
        <h2>{say('person.sessions')}</h2>
        <ul className="cards">
          {sessions.map((session) => {
            const title = local(session.title);
            const roles = session.appearances
              .filter((appearance) => appearance.person === person.id)
              .map(({ role }) => roleName(role, language));
            return (
              <li key={session.id}>
                <a href={at(frame, `${folder}/sessions/${session.id}`)} lang={title.language}>
                  {title.text}
                </a>
                <p className="quiet">{[...new Set(roles)].join(' · ')}</p>
                <p>
                  <time dateTime={session.startsAt}>{words.when(session)}</time>
                </p>
              </li>
            );
          })}
        </ul>
      </section>
    </Layout>,
  );
}
