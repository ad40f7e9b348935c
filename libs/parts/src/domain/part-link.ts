import type { Event } from '@plenary/event';
import { localText } from '@plenary/platform/texts';

const words = {
  en: {
    subject: (title: string) => `Your part in ${title}`,
    opening: (title: string, days: string) =>
      `You are on the program of ${title}, ${days}. The link below opens your part: please say there whether you can take it on, when you can be with us and what you need, and look after your biography, your photograph and your materials.`,
    closing: (until: string) =>
      `The link works as often as you like until ${until}. Whoever has it can answer for you: please do not pass it on.`,
  },
  ja: {
    subject: (title: string) => `${title}：ご担当について`,
    opening: (title: string, days: string) =>
      `${title}（${days}）のプログラムにお名前を載せております。下のリンクから、ご登壇の可否、ご都合のよい日時、必要な手配をお知らせいただき、略歴、お写真、資料をご登録ください。`,
    closing: (until: string) =>
      `リンクは${until}まで何度でもご利用になれます。リンクをお持ちの方はどなたでも代わって回答できますので、転送はなさらないでください。`,
  },
} as const;

/** The words of the mail with a link to a part that works until `end`; the link itself is made when the mail is rendered. */
export function partLinkNotice(
  event: Event,
  language: string,
  end: Date,
): { subject: string; body: string[] } {
  const say = words[language === 'ja' ? 'ja' : 'en'];
  const title = localText(event.title, language, event.languages).text;
  const days = event.startsOn === event.endsOn ? event.startsOn : `${event.startsOn} – ${event.endsOn}`;
  const until = end.toISOString().slice(0, 10);
  return { subject: say.subject(title), body: [say.opening(title, days), say.closing(until)] };
}
