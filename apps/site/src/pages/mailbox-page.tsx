import type { ReactElement } from 'react';
import type { KeptMail } from '@plenary/mail';
import { Layout, renderPage } from './layout.js';

/** The mails that the demo kept, as text. Only addresses of our own pages become links. */
export function renderMailboxPage(mails: readonly KeptMail[], publicUrl: string): string {
  return renderPage(
    <Layout
      title="Mailbox"
      language="en"
      frame={null}
      notice="Demonstration: this mail was kept instead of sent"
    >
      <h1>Mailbox</h1>
      {mails.length === 0 ? <p className="quiet">No mail yet.</p> : null}
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
