import { version } from '@plenary/platform';
import { languageCode, plainText } from '@plenary/platform/texts';
import { z } from 'zod';
import { registrationMail, type RegistrationMail } from './jobs.js';

/**
 * What stands in for a fact of the registration (safety.md 8: a closed list, never a path): the reader as they are
 * addressed; title and days of the event; as what and how they take part; what the usual mail says first; when an offer
 * ends; what staff say of a decision, nothing where they say none.
 */
type Placeholder = 'name' | 'title' | 'days' | 'category' | 'mode' | 'news' | 'until' | 'reason';

const everywhere: readonly Placeholder[] = ['name', 'title', 'days', 'category', 'mode', 'news'];

/** The placeholders that a mail has. */
function placeholdersOf(mail: RegistrationMail): readonly Placeholder[] {
  if (mail === 'OFFERED') return [...everywhere, 'until'];
  return mail === 'DECLINED' || mail === 'CANCELLED' ? [...everywhere, 'reason'] : everywhere;
}

/** Those whose news differ by what became of the registration: without them, some readers would be told what is wrong. */
const tellsNews: readonly RegistrationMail[] = ['RECEIVED', 'CANCELLED'];

/** The words of an event for one mail in one language. */
export interface MailTemplate {
  readonly mail: RegistrationMail;
  readonly language: string;
  readonly subject: string;
  readonly body: string;
  readonly version: number;
}

/** A placeholder. */
const inBraces = /\{([a-z]{1,20})\}/g;

/** What somebody may have meant as one. */
const likePlaceholders = /\{\s*([A-Za-z][\w.]{0,39})\s*\}/g;

const mail = registrationMail.meta({ description: 'Which mail.' });
const language = languageCode.meta({ description: 'Of its readers, a BCP 47 code.' });
const words = {
  subject: plainText(200).meta({ description: 'One line, with placeholders in braces: {title}.' }),
  body: plainText(5_000, { multiline: true }).meta({
    description:
      'Paragraphs with empty lines between, and placeholders in braces: {name}, {title}, {days}, {category}, {mode}, {news}; of OFFERED also {until}, of DECLINED and CANCELLED {reason}. The link comes after it, with what it is for.',
  }),
};

interface Words {
  readonly mail: RegistrationMail;
  readonly subject: string;
  readonly body: string;
}

function checkWords(given: Words, context: z.core.$RefinementCtx): void {
  const wrong = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message });
  };
  const allowed: readonly string[] = placeholdersOf(given.mail);
  for (const path of ['subject', 'body'] as const)
    for (const [found, name = ''] of given[path].matchAll(likePlaceholders))
      if (found !== `{${name}}` || !allowed.includes(name))
        wrong(
          path,
          `has no placeholder ${found}: it may hold ${allowed.map((one) => `{${one}}`).join(', ')}`,
        );
  if (tellsNews.includes(given.mail) && !given.body.includes('{news}'))
    wrong('body', 'must hold {news}, which tells what became of the registration');
}

export const saveMailTemplateInput = z
  .strictObject({ mail, language, ...words, version: version.nullish() })
  .superRefine(checkWords)
  .meta({ description: 'What a mail says instead of the usual words; without a version new words.' });

export const filedMailTemplate = z.strictObject({ mail, language, ...words }).superRefine(checkWords);

export const removeMailTemplateInput = z
  .strictObject({ mail, language, version })
  .meta({ description: 'Which words go: the mail says the usual ones again.' });

export const previewMailInput = z
  .strictObject({
    mail,
    language,
    subject: words.subject.nullish(),
    body: words.body.nullish(),
  })
  .superRefine(({ mail: which, subject, body }, context) => {
    if (subject != null || body != null)
      checkWords({ mail: which, subject: subject ?? '', body: body ?? '{news}' }, context);
  })
  .meta({ description: 'Which mail, and the words to try: left out, those that it would say now.' });

export const sendTestMailInput = z
  .strictObject({ mail, language })
  .meta({ description: 'Which mail, as it would go now.' });

/** A text with facts in place of its placeholders: what a fact holds is not looked at again. */
export function filledIn(text: string, facts: Readonly<Record<Placeholder, string>>): string {
  const known = new Map<string, string>(Object.entries(facts));
  return text.replace(inBraces, (found, name: string) => known.get(name) ?? found);
}
