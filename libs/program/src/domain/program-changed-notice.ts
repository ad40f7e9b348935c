import { localText } from '@plenary/platform/texts';
import { spokenFor } from '@plenary/platform/words';
import { wordsIn } from '../words/words.js';
import type { OwnChange } from './own-changes.js';
import type { ProgramDocument } from './program-document.js';

/** The words of the notice to one person whose own sessions changed. */
export function programChangedNotice(
  { event, release }: ProgramDocument,
  changes: readonly { readonly kind: OwnChange['kind']; readonly title: string }[],
  language: string,
): { subject: string; body: string[] } {
  const say = wordsIn(language);
  const title = localText(event.title, spokenFor(language), event.languages).text;
  return {
    subject: say('notice.subject', { title }),
    body: [
      say('notice.opening', { title, release }),
      ...changes.map((change) => say('notice.change', { title: change.title, change: change.kind })),
      say('notice.closing'),
    ],
  };
}
