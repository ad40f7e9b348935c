import { languages } from '@plenary/platform/words';
import { wordsIn } from '../words/words.js';
import { Layout, at, renderPage, type Frame } from './layout.js';
import { LinkForm } from './link-form.js';

/** What the page says: it asks for an address, a link is on its way, or the link that was sent opened nothing. */
export type SignInStep = 'ask' | 'sent' | 'unknown';

/**
 * Asks for an address, or says that a link is on its way: the same for every address. A link that one has is opened here.
 * @param oidc whether staff can sign in with their organisation's account
 */
export function renderSignInPage(frame: Frame, step: SignInStep, oidc: boolean): string {
  const say = wordsIn(frame.language);
  return renderPage(
    <Layout
      title={say('signIn')}
      frame={frame}
      languages={languages}
      script="/assets/open-link.js"
      account={false}
    >
      <h1>{say('signIn')}</h1>
      <div data-link="asked">
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
          <form method="post" action={at(frame, '/sign-in/request')} className="ask">
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
        <h2>{say('signIn.haveLink')}</h2>
      </div>
      <LinkForm frame={frame} path="/sign-in" isUnknown={step === 'unknown'} />
    </Layout>,
  );
}
