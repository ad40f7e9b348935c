import type { PresentedError } from '@plenary/platform/graphql';
import { wordsIn } from '../words/words.js';
import { Layout, at, renderPage, type Frame } from './layout.js';

/** An error for people: what it is, and the request to name when one reports it. */
export function renderErrorPage(frame: Frame, status: number, error: PresentedError): string {
  const say = wordsIn(frame.language);
  const { code, requestId } = error.extensions;
  const title = say('error.title', { code });
  return renderPage(
    <Layout title={title} frame={frame} account={false}>
      <h1>{title}</h1>
      <p lang="en">{error.message}</p>
      <p className="quiet">
        {status} {code}
        {requestId === undefined ? null : ` · ${say('error.request', { id: requestId })}`}
      </p>
      <p className="links">
        <a href={at(frame, '/')}>{say('error.events')}</a>
        <a href={at(frame, '/sign-in')}>{say('signIn')}</a>
      </p>
    </Layout>,
  );
}
