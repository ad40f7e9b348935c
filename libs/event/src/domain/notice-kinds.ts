import { wordsIn } from '../words/words.js';

/**
 * The kinds of notices. Of what is not essential to their part in the event, people may unsubscribe: they see the
 * program on its page too.
 */
export const noticeKinds = {
  PROGRAM_CHANGED: { essential: false },
  PART_LINK: { essential: true },
  REGISTRATION: { essential: true },
} as const;

export type NoticeKind = keyof typeof noticeKinds;

export function isEssential(kind: NoticeKind): boolean {
  return noticeKinds[kind].essential;
}

/** What the link of a PART_LINK is called in its mail. */
export function partLinkLabel(language: string): string {
  const say = wordsIn(language);
  return say('link.part');
}
