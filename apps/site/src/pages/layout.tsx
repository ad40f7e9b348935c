import type { Event } from '@plenary/event';
import { languageNames, localText, type LocalText } from '@plenary/platform/texts';
import { languages as ourLanguages, spokenFor } from '@plenary/platform/words';
import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { wordsIn } from '../words/words.js';

/** What every page shows around its own matter. */
export interface Frame {
  /** What the page is read in, BCP 47. */
  readonly language: string;
  /** Where the address says so, what the addresses of further pages say too; else null. */
  readonly asked: string | null;
  /** The address of who is signed in; null for a stranger. */
  readonly viewer: string | null;
  readonly demo: boolean;
  /** Whether the demo keeps its mail to be read. */
  readonly mailbox: boolean;
}

interface Props {
  readonly title: string;
  /** What it is about in a sentence, for who finds it elsewhere. */
  readonly description?: string | null;
  readonly frame: Frame;
  /** Whose page it is: it can be read in the event's languages too, and its notice stands over it. */
  readonly event?: Event;
  /** Languages that a page of no event can be read in, where there is a choice. */
  readonly languages?: readonly string[];
  /** What stands over a page of no event. */
  readonly notice?: LocalText;
  readonly script?: string;
  /** The form that the choice of a language sends, so that what was typed is there in the other; else a link leads there. */
  readonly languageForm?: string;
  /** Whether it shows who is signed in. */
  readonly account?: boolean;
  readonly children: ReactNode;
}

/** An address of ours, in the language that this page was asked for. */
export function at({ asked }: Pick<Frame, 'asked'>, path: string): string {
  if (asked === null) return path;
  const [before = '', fragment] = path.split('#');
  const query = `${before.includes('?') ? '&' : '?'}language=${asked}`;
  return `${before}${query}${fragment === undefined ? '' : `#${fragment}`}`;
}

export function Layout(props: Props): ReactElement {
  const { title, description, frame, event, script, account = true, children } = props;
  const say = wordsIn(frame.language);
  const languages = event === undefined ? (props.languages ?? []) : languagesOf(event);
  const notice = event === undefined ? props.notice : noticeOf(event, frame.language);
  return (
    <html lang={spokenFor(frame.language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} – Plenary`}</title>
        {description == null ? null : <meta name="description" content={description} />}
        <link rel="stylesheet" href="/assets/plenary.css" />
        <link rel="icon" href="data:," />
        {script === undefined ? null : <script type="module" src={script} />}
      </head>
      <body>
        <a className="skip" href="#main">
          {say('skip')}
        </a>
        {notice === undefined ? null : (
          <aside className="notice" lang={notice.language}>
            {notice.text}
          </aside>
        )}
        <header>
          <a className="brand" href={at(frame, '/')}>
            Plenary
          </a>
          {languages.length < 2 ? null : (
            <Languages frame={frame} languages={languages} form={props.languageForm} />
          )}
          {account ? <Account frame={frame} /> : null}
        </header>
        <main id="main">{children}</main>
      </body>
    </html>
  );
}

/** The event's own languages, and those that we have words in. */
function languagesOf({ languages }: Event): string[] {
  return [...new Set([...languages, ...ourLanguages])];
}

function noticeOf({ notice, languages }: Event, language: string): LocalText | undefined {
  return notice === null ? undefined : localText(notice, language, languages);
}

interface LanguagesProps {
  readonly frame: Frame;
  readonly languages: readonly string[];
  readonly form: string | undefined;
}

function Languages({ frame, languages, form }: LanguagesProps): ReactElement {
  const say = wordsIn(frame.language);
  if (form !== undefined)
    return (
      <nav aria-label={say('languages')}>
        {/* What Enter in a field of the form presses. */}
        <button type="submit" form={form} className="unseen" tabIndex={-1} aria-hidden="true" />
        {languages.map((code) => (
          <button
            key={code}
            type="submit"
            form={form}
            name="switch"
            value={code}
            lang={code}
            className="link"
            aria-current={code === frame.language ? 'true' : undefined}
          >
            {languageNames([code], code)}
          </button>
        ))}
      </nav>
    );
  return (
    <nav aria-label={say('languages')}>
      {languages.map((code) => (
        <a
          key={code}
          href={`?language=${code}`}
          lang={code}
          hrefLang={code}
          aria-current={code === frame.language ? 'true' : undefined}
        >
          {languageNames([code], code)}
        </a>
      ))}
    </nav>
  );
}

function Account({ frame }: { frame: Frame }): ReactElement {
  const say = wordsIn(frame.language);
  return (
    <nav aria-label={say('account')}>
      {frame.demo ? <a href="/graphiql">GraphiQL</a> : null}
      {frame.mailbox ? <a href={at(frame, '/mailbox')}>{say('mailbox')}</a> : null}
      {frame.viewer === null ? (
        <a href={at(frame, '/sign-in')}>{say('signIn')}</a>
      ) : (
        <form method="post" action="/sign-out">
          <span>{frame.viewer}</span>
          <button type="submit">{say('signOut')}</button>
        </form>
      )}
    </nav>
  );
}

/** Where a page belongs: the pages above it, the nearest last. */
export function WayUp({
  frame,
  places,
}: {
  frame: Frame;
  places: readonly (LocalText & { readonly path: string })[];
}): ReactElement {
  const say = wordsIn(frame.language);
  return (
    <nav className="up" aria-label={say('wayUp')}>
      <ol>
        {places.map(({ text, language, path }) => (
          <li key={path}>
            <a href={at(frame, path)} lang={language}>
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function renderPage(page: ReactElement): string {
  return `<!doctype html>\n${renderToStaticMarkup(page)}\n`;
}
