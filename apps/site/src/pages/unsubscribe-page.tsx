import { Layout, renderPage } from './layout.js';

const words = {
  en: {
    title: 'Notices',
    ask: (event: string) => `Do you want no more notices of ${event} by mail?`,
    button: 'Send me no more',
    done: (event: string) => `You get no more notices of ${event} by mail.`,
    rest: 'Mail that you ask for yourself still comes, such as a sign-in link.',
  },
  ja: {
    title: 'お知らせの配信',
    ask: (event: string) => `${event}のお知らせメールの配信を停止しますか。`,
    button: '配信を停止する',
    done: (event: string) => `${event}のお知らせメールの配信を停止しました。`,
    rest: 'サインイン用リンクなど、ご自身で求められたメールは引き続き届きます。',
  },
} as const;

/** Asks whether somebody wants no more notices of an event, or says that they get none. */
export function renderUnsubscribePage(
  step: 'ask' | 'done',
  event: string,
  language: string,
  address: string,
): string {
  const known = language === 'ja' ? 'ja' : 'en';
  const say = words[known];
  return renderPage(
    <Layout title={say.title} language={known} frame={null}>
      <h1>{say.title}</h1>
      {step === 'done' ? (
        <p role="status">{say.done(event)}</p>
      ) : (
        <form method="post" action={address} className="ask">
          <p>{say.ask(event)}</p>
          <button type="submit">{say.button}</button>
        </form>
      )}
      <p className="quiet">{say.rest}</p>
    </Layout>,
  );
}
