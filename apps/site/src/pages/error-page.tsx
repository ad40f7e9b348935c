import type { PresentedError } from '@plenary/platform/graphql';
import { Layout, renderPage } from './layout.js';

/** An error for people: what it is, and the request to name when one reports it. */
export function renderErrorPage(status: number, error: PresentedError): string {
  const { requestId } = error.extensions;
  return renderPage(
    <Layout title={error.message} language="en" frame={null}>
      <h1>{error.message}</h1>
      <p className="quiet">
        {status} {error.extensions.code}
        {requestId === undefined ? null : ` · request ${requestId}`}
      </p>
      <p>
        <a href="/">All events</a> · <a href="/sign-in">Sign in</a>
      </p>
    </Layout>,
  );
}
