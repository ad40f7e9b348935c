import { languages } from '@plenary/platform/words';
import { wordsIn } from '../words/words.js';
import { Layout, renderPage, type Frame } from './layout.js';
import { LinkForm } from './link-form.js';

/** Where mailed links lead but for those to sign in: says what the link is for, and opens it by a click. */
export function renderLinkPage(frame: Frame, isUnknown: boolean): string {
  const say = wordsIn(frame.language);
  const title = say('link.title');
  return renderPage(
    <Layout title={title} frame={frame} languages={languages} script="/assets/open-link.js" account={false}>
      <h1>{title}</h1>
      <LinkForm frame={frame} path="/link" isUnknown={isUnknown} />
      <p className="quiet">{say('link.help')}</p>
    </Layout>,
  );
}

/** For whoever comes to the page of a link that this browser does not have, or that works no more. */
export function renderLinkNeededPage(frame: Frame): string {
  const say = wordsIn(frame.language);
  const title = say('link.needed');
  return renderPage(
    <Layout title={title} frame={frame} languages={languages} script="/assets/open-link.js" account={false}>
      <h1>{title}</h1>
      <p>{say('link.neededWhy')}</p>
      <LinkForm frame={frame} path="/link" isUnknown={false} />
      <p className="quiet">{say('link.help')}</p>
    </Layout>,
  );
}
