import { wordsIn } from '../words/words.js';
import { Layout, renderPage, type Frame } from './layout.js';

/** Asks whether somebody wants no more notices of an event, or says that they get none. */
export function renderUnsubscribePage(
  frame: Frame,
  step: 'ask' | 'done',
  event: string,
  address: string,
): string {
  const say = wordsIn(frame.language);
  const title = say('unsubscribe.title');
  return renderPage(
    <Layout title={title} frame={frame} account={false}>
      <h1>{title}</h1>
      {step === 'done' ? (
        <p role="status">{say('unsubscribe.done', { event })}</p>
      ) : (
        <form method="post" action={address} className="ask">
          <p>{say('unsubscribe.ask', { event })}</p>
          <button type="submit">{say('unsubscribe.button')}</button>
        </form>
      )}
      <p className="quiet">{say('unsubscribe.rest')}</p>
    </Layout>,
  );
}
