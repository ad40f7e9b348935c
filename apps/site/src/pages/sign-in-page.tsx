import { Layout, renderPage } from './layout.js';

/**
 * Asks for an address, or says that a link is on its way: the same for every address.
 * @param oidc whether staff can sign in with their organisation's account
 */
export function renderSignInPage(step: 'ask' | 'sent', oidc: boolean): string {
  return renderPage(
    <Layout title="Sign in" language="en" frame={null} script="/assets/sign-in.js">
      <h1>Sign in</h1>
      <div id="with-link" hidden>
        <p>You have opened a sign-in link.</p>
        <button type="button" id="use-link">
          Sign in
        </button>
        <p id="problem" role="alert" />
      </div>
      <div id="without-link">
        {oidc ? (
          <p>
            <a className="button" href="/sign-in/oidc">
              Sign in with your organisation’s account
            </a>
          </p>
        ) : null}
        {step === 'sent' ? (
          <p role="status">
            If this address has an account, a link is on its way. It works once, within 10 minutes.
          </p>
        ) : (
          <form method="post" action="/sign-in/request" className="ask">
            <label htmlFor="email">Mail address</label>
            {/* HTML's own kind of field for addresses takes ASCII alone. */}
            <input
              id="email"
              name="email"
              type="text"
              inputMode="email"
              autoComplete="email"
              autoCapitalize="none"
              spellCheck={false}
              required
              maxLength={254}
            />
            <button type="submit">Send me a link</button>
          </form>
        )}
      </div>
    </Layout>,
  );
}
