import { spokenFor } from '@plenary/platform/words';
import type { Mail } from './mail.js';
import { wordsIn } from './words/words.js';

/** The mail with a sign-in link. Its only placeholders are the link and the minutes it lives. */
export function signInMail(
  language: string,
  { url, minutes }: { readonly url: string; readonly minutes: number },
): Mail {
  const say = wordsIn(language);
  return {
    language: spokenFor(language),
    subject: say('signIn.subject'),
    blocks: [
      { paragraph: say('signIn.opening') },
      { link: say('signIn.link'), url },
      { paragraph: say('signIn.closing', { minutes }) },
    ],
  };
}

/** The mail with a link below it by which its reader ends mail of its kind. */
export function withWayOut(mail: Mail, url: string): Mail {
  const say = wordsIn(mail.language);
  return { ...mail, blocks: [...mail.blocks, { link: say('unsubscribe.link'), url }] };
}
