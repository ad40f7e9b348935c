import type { EventCtx } from '@plenary/platform';
import { insertNotices, type NoticeDraft } from '../data/notices.js';
import { listReachable } from '../data/people.js';

/** The words of a notice for one person, in the language of their mail, and the iCalendar that goes with it. */
export type NoticeWords = (
  personId: string,
  language: string,
) => { subject: string; body: string[]; calendar: string | null };

/**
 * Drafts a notice for each of these people who has a mail address. Nothing is sent until a person sends it.
 * @returns how many were drafted
 */
export async function draftNotices(
  tx: EventCtx,
  about: Pick<NoticeDraft, 'kind' | 'about'>,
  personIds: readonly string[],
  words: NoticeWords,
): Promise<number> {
  const people = await listReachable(tx, personIds);
  const drafts = people.map(({ id, language }) => {
    const own = language ?? tx.event.languages[0] ?? 'en';
    return { ...about, personId: id, language: own, ...words(id, own) };
  });
  await insertNotices(tx, drafts);
  return drafts.length;
}
