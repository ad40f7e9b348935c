import { changed, unchanged, verb } from '@plenary/audit';
import { Refusal, holds, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import {
  changeMailTemplate,
  deleteMailTemplate,
  findMailTemplate,
  insertMailTemplate,
} from '../data/mail-templates.js';
import {
  removeMailTemplateInput,
  saveMailTemplateInput,
  type MailTemplate,
} from '../domain/mail-template.js';

/**
 * Lets a mail of the event say other words in a language.
 * @throws {Refusal} BAD_INPUT for a placeholder that the mail has not; NOT_FOUND; STALE_VERSION with the words as they
 * stand; CONFLICT where it has words of its own already
 */
export const saveMailTemplate = verb('saveMailTemplate', {
  input: saveMailTemplateInput,
  async run(tx: EventCtx, { version, ...words }) {
    if (version == null) {
      if (!(await insertMailTemplate(tx, words)))
        throw new Refusal('CONFLICT', 'This mail has words of its own in this language already.');
      return saved(words, { ...words, version: 1 });
    }
    const before = await requireTemplate(tx, words, version);
    if (holds(before, words)) return unchanged(before);
    if (!(await changeMailTemplate(tx, { ...words, version }))) throw await stale(tx, words, version);
    return saved(words, { ...words, version: version + 1 });
  },
});

/**
 * Lets a mail of the event say the usual words again.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION with the words as they stand
 */
export const removeMailTemplate = verb('removeMailTemplate', {
  input: removeMailTemplateInput,
  async run(tx: EventCtx, which) {
    await requireTemplate(tx, which, which.version);
    if (!(await deleteMailTemplate(tx, which))) throw await stale(tx, which, which.version);
    return saved(which, true);
  },
});

type Which = Pick<MailTemplate, 'mail' | 'language'>;

async function requireTemplate(
  tx: EventCtx,
  { mail, language }: Which,
  version: number,
): Promise<MailTemplate> {
  const found = await findMailTemplate(tx, mail, language);
  if (found === null) throw notFound('MailTemplate');
  if (found.version !== version) throw staleVersion('The words', version, { ...found });
  return found;
}

async function stale(tx: EventCtx, which: Which, version: number): Promise<Refusal> {
  const found = await findMailTemplate(tx, which.mail, which.language);
  return found === null ? notFound('MailTemplate') : staleVersion('The words', version, { ...found });
}

function saved<Result>({ mail, language }: Which, result: Result) {
  return changed({
    audit: { subject: { kind: 'MailTemplate', id: `${mail} ${language}` } },
    topics: [],
    result,
  });
}
