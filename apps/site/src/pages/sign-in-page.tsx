import { wordsIn } from '../words/words.js';
import { Layout, renderPage, type Frame } from './layout.js';

/**
 * Asks for an address, or says that a link is on its way: the same for every address.
 * @param oidc whether staff can sign in with their organisation's account
 */
export function renderSignInPage(frame: Frame, step: 'ask' | 'sent', oidc: boolean): string {
  const say = wordsIn(frame.language);
  return renderPage(
    <Layout title={say('signIn')} frame={frame} script="/assets/sign-in.js" account={false}>
      <h1>{say('signIn')}</h1>
      <div id="with-link" hidden>
        <p>{say('signIn.opened')}</p>
        <button type="button" id="use-link">
          {say('signIn')}
        </button>
        <p id="problem" role="alert" />
      </div>
      <div id="without-link">
        {oidc ? (
          <p>
            <a className="button" href="/sign-in/oidc">
              {say('signIn.oidc')}
            </a>
          </p>
        ) : null}
        {step === 'sent' ? (
          <p role="status">{say('signIn.sent')}</p>
        ) : (
          <form method="post" action={`/sign-in/request?language=${frame.language}`} className="ask">
            <label htmlFor="email">{say('signIn.address')}</label>
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
            <button type="submit">{say('signIn.send')}</button>
          </form>
        )}
      </div>
    </Layout>,
  );
}
