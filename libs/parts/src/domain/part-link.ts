import type { Event } from '@plenary/event';
import { localText } from '@plenary/platform/texts';
import { writtenDate, writtenDays } from '@plenary/platform/words';
import { dayIn } from '@plenary/program';
import { wordsIn } from '../words/words.js';

/** The words of the mail with a link to a part that works until `end`; the link itself is made when the mail is rendered. */
export function partLinkNotice(
  { title, startsOn, endsOn, languages, timeZone }: Event,
  language: string,
  end: Date,
): { subject: string; body: string[] } {
  const say = wordsIn(language);
  const named = localText(title, language, languages).text;
  const days = writtenDays(startsOn, endsOn, language);
  const until = writtenDate(dayIn(end, timeZone), language);
  return {
    subject: say('link.subject', { title: named }),
    body: [say('link.opening', { title: named, days }), say('link.closing', { until })],
  };
}
