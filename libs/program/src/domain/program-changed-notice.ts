import { localText } from '@plenary/platform/texts';
import type { OwnChange } from './own-changes.js';
import type { ProgramDocument } from './program-document.js';

type Language = 'en' | 'ja';

const words = {
  en: {
    subject: (title: string) => `Your part in the program: ${title}`,
    opening: (title: string, release: string) =>
      `The program of ${title} has been released (release ${release}). These sessions of yours are new or have changed:`,
    closing: 'The whole program is on the page of the event.',
    kinds: {
      ADDED: 'added',
      MOVED: 'other time',
      RENAMED: 'other title',
      REROOMED: 'other room',
      CANCELLED: 'cancelled',
      SPEAKER_CHANGED: 'other speakers',
      INTERNAL: 'takes place, but is no longer in the public program',
    },
  },
  ja: {
    subject: (title: string) => `プログラムのお知らせ：${title}`,
    opening: (title: string, release: string) =>
      `${title}のプログラム（第${release}版）が公開されました。ご担当のセッションのうち、追加または変更されたものは次のとおりです。`,
    closing: 'プログラム全体は行事のページをご覧ください。',
    kinds: {
      ADDED: '追加',
      MOVED: '時刻の変更',
      RENAMED: '題名の変更',
      REROOMED: '会場の変更',
      CANCELLED: '取りやめ',
      SPEAKER_CHANGED: '登壇者の変更',
      INTERNAL: '非公開となりますが、予定どおり行います',
    },
  },
} as const;

/** The words of the notice to one person whose own sessions changed. */
export function programChangedNotice(
  program: ProgramDocument,
  changes: readonly { readonly kind: OwnChange['kind']; readonly title: string }[],
  language: string,
): { subject: string; body: string[] } {
  const chosen: Language = language === 'ja' ? 'ja' : 'en';
  const say = words[chosen];
  const title = localText(program.event.title, chosen, program.event.languages).text;
  return {
    subject: say.subject(title),
    body: [
      say.opening(title, String(program.release)),
      ...changes.map((change) => `${change.title}: ${say.kinds[change.kind]}`),
      say.closing,
    ],
  };
}
