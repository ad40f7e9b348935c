import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** What every page shows around its own matter. */
export interface Frame {
  /** The address of who is signed in; null for a stranger. */
  readonly viewer: string | null;
  readonly demo: boolean;
  /** Whether the demo keeps its mail to be read. */
  readonly mailbox: boolean;
}

interface Props {
  readonly title: string;
  readonly language: string;
  readonly frame: Frame | null;
  readonly notice?: string | null;
  readonly script?: string;
  readonly children: ReactNode;
}

export function Layout({ title, language, frame, notice, script, children }: Props): ReactElement {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Plenary`}</title>
        <link rel="stylesheet" href="/assets/plenary.css" />
        <link rel="icon" href="data:," />
        {script === undefined ? null : <script type="module" src={script} />}
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        {notice == null ? null : <p className="notice">{notice}</p>}
        <header>
          <a className="brand" href="/">
            Plenary
          </a>
          {frame === null ? null : <Account frame={frame} />}
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

function Account({ frame }: { frame: Frame }): ReactElement {
  return (
    <nav aria-label="Account">
      {frame.demo ? <a href="/graphiql">GraphiQL</a> : null}
      {frame.mailbox ? <a href="/mailbox">Mailbox</a> : null}
      {frame.viewer === null ? (
        <a href="/sign-in">Sign in</a>
      ) : (
        <form method="post" action="/sign-out">
          <span>{frame.viewer}</span>
          <button type="submit">Sign out</button>
        </form>
      )}
    </nav>
  );
}

export function renderPage(page: ReactElement): string {
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
}
