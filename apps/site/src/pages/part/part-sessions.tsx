import type { PartSession } from '@plenary/parts';
import { roleName } from '@plenary/program';
import type { ReactElement } from 'react';
import { Choice } from './field.js';
import type { PartWords } from './part-view.js';

/** The sessions in which one appears, each with one's answer and what one agrees to. */
export function PartSessions({ words }: { words: PartWords }): ReactElement {
  const { say, view } = words;
  const { sessions } = view.part;
  return (
    <section id="sessions" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{say('part.sessions')}</h2>
      {sessions.length === 0 ? <p>{say('part.noSessions')}</p> : null}
      {sessions.map((own) => (
        <OwnSession key={own.session.id} words={words} own={own} />
      ))}
    </section>
  );
}

function OwnSession({ words, own }: { words: PartWords; own: PartSession }): ReactElement {
  const { say, local, span } = words;
  const { session, room, appearances } = own;
  const { startsAt, endsAt } = session;
  const title = local(session.title);
  const place = room === null ? null : local(room);
  return (
    <article className="card">
      <h3 lang={title.language}>{title.text}</h3>
      <p>{startsAt === null || endsAt === null ? say('part.noTime') : span(startsAt, endsAt)}</p>
      <p className="quiet" lang={place?.language}>
        {place === null ? say('part.noRoom') : place.text}
      </p>
      {appearances.map(({ appearance, item }) => (
        <OwnAppearance
          key={appearance.id}
          words={words}
          version={session.version}
          appearance={appearance}
          item={item === null ? null : local(item).text}
        />
      ))}
    </article>
  );
}

interface AppearanceProps {
  readonly words: PartWords;
  readonly version: number;
  readonly appearance: PartSession['appearances'][number]['appearance'];
  readonly item: string | null;
}

function OwnAppearance({ words, version, appearance, item }: AppearanceProps): ReactElement {
  const { say, frame, action } = words;
  const { id, role, state } = appearance;
  const name = roleName(role, frame.language);
  const consents = [
    ['mayRecord', say('part.mayRecord')],
    ['mayQuote', say('part.mayQuote')],
    ['mayShow', say('part.mayShow')],
  ] as const;
  const seen = (
    <>
      <input type="hidden" name="appearanceId" value={id} />
      <input type="hidden" name="version" value={version} />
    </>
  );
  return (
    <div className="appearance" role="group" aria-labelledby={`appearance-${id}`}>
      <p id={`appearance-${id}`}>
        <strong>{item === null ? name : say('part.inTalk', { role: name, item })}</strong>
        {' · '}
        <span className="state">{say('part.state', { state })}</span>
      </p>
      <form method="post" action={action} className="links">
        <input type="hidden" name="form" value="answer" />
        {seen}
        {state === 'CONFIRMED' ? null : (
          <button type="submit" name="answer" value="confirm" aria-describedby={`appearance-${id}`}>
            {say('part.confirm')}
          </button>
        )}
        {state === 'DECLINED' ? null : (
          <button
            type="submit"
            name="answer"
            value="decline"
            className="second"
            aria-describedby={`appearance-${id}`}
          >
            {say('part.decline')}
          </button>
        )}
      </form>
      {state === 'DECLINED' ? null : (
        <form method="post" action={action}>
          <input type="hidden" name="form" value="consents" />
          {seen}
          {consents.map(([asked, legend]) => (
            <Choice
              key={asked}
              words={words}
              form="consents"
              of={id}
              name={asked}
              legend={legend}
              recorded={appearance[asked]}
            />
          ))}
          <button type="submit" aria-describedby={`appearance-${id}`}>
            {say('part.saveConsents')}
          </button>
        </form>
      )}
    </div>
  );
}
