import type { ReactElement } from 'react';
import type { KeptMail } from '@plenary/mail';
import { wordsIn } from '../words/words.js';
import { Layout, renderPage, type Frame } from './layout.js';

/** The mails that the demo kept, as text. Only addresses of our own pages become links. */
export function renderMailboxPage(frame: Frame, mails: readonly KeptMail[], publicUrl: string): string {
  const say = wordsIn(frame.language);
  const title = say('mailbox.title');
  return renderPage(
    <Layout
      title={title}
      frame={frame}
      account={false}
      notice={{ text: say('mailbox.notice'), language: frame.language }}
    >
      <h1>{title}</h1>
      {mails.length === 0 ? <p className="quiet">{say('mailbox.none')}</p> : null}
      {mails.map((mail) => (
        <article key={mail.id} className="mail">
          <h2>{mail.subject}</h2>
          <p className="quiet">
            {mail.recipient} · <time dateTime={mail.keptAt.toISOString()}>{mail.keptAt.toISOString()}</time>
          </p>
          {mail.text
            .trim()
            .split(/\n{2,}/)
            .map((block, index) => (
              <p key={index}>
                {block.split('\n').map((line, place) => (
                  <Line key={place} text={line} publicUrl={publicUrl} />
                ))}
              </p>
            ))}
        </article>
      ))}
    </Layout>,
  );
}

function Line({ text, publicUrl }: { text: string; publicUrl: string }): ReactElement {
  const isOurs = text.startsWith(`${publicUrl}/`);
  return (
    <>
      {isOurs ? <a href={text}>{text}</a> : text}
      <br />
    </>
  );
}
