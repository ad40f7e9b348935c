import type { Mail } from './mail.js';

/** Languages that our own mails are written in; the first stands in for any other. */
const languages = ['en', 'ja'] as const;
type Language = (typeof languages)[number];

function nearest(language: string): Language {
  return languages.find((known) => known === language) ?? 'en';
}

/** The mail with a sign-in link. Its only placeholders are the link and the minutes it lives. */
export function signInMail(
  language: string,
  values: { readonly url: string; readonly minutes: number },
): Mail {
  const chosen = nearest(language);
  const minutes = String(values.minutes);
  const words = {
    en: {
      subject: 'Your sign-in link for Plenary',
      opening: 'Somebody, we hope you, asked to sign in to Plenary with this address.',
      link: 'Sign in',
      closing: `The link works once, within ${minutes} minutes. If you did not ask for it, you need do nothing.`,
    },
    ja: {
      subject: 'Plenary サインイン用リンク',
      opening: 'このメールアドレスで Plenary へのサインインが求められました。',
      link: 'サインインする',
      closing: `リンクは ${minutes} 分間、一度だけ使えます。お心当たりがない場合は、何もなさる必要はありません。`,
    },
  }[chosen];
  return {
    language: chosen,
    subject: words.subject,
    blocks: [
      { paragraph: words.opening },
      { link: words.link, url: values.url },
      { paragraph: words.closing },
    ],
  };
}

/** The mail with a link below it by which its reader ends mail of its kind. */
export function withWayOut(mail: Mail, url: string): Mail {
  const link = {
    en: 'Send me no more notices of this event',
    ja: 'この行事のお知らせの配信を停止する',
  }[nearest(mail.language)];
  return { ...mail, blocks: [...mail.blocks, { link, url }] };
}
