import { recordAudit } from '@plenary/audit';
import { hasPerson } from '@plenary/event';
import { notFound, parse, type EventCtx } from '@plenary/platform';
import { announce, inTransaction } from '@plenary/platform/database';
import { languageCode } from '@plenary/platform/texts';
import { z } from 'zod';
import { lockMinutes } from '../data/editions.js';
import { findLastTranscript, setLabel } from '../data/transcripts.js';
import { isEdited, setSpeaker } from '../data/turns.js';
import { minutesTopic } from '../domain/topics.js';
import { draftMinutes } from './draft-minutes.js';
import { requireInWork } from './find-edition.js';
import { reopenEdition } from './reopen-edition.js';
import { summaryOf, type EditionSummary } from './summary.js';

const input = z.object({ language: languageCode, label: z.string(), personId: z.string() });

/**
 * Says whom a label of the transcript means. A draft that nobody has edited is made anew with it, so that questions
 * and answers find their places; in an edited one the label's turns get their speaker. An approved edition returns to
 * DRAFT.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for a label or person that is not of this event; CONFLICT once words are frozen
 */
export async function assignSpeaker(
  ctx: EventCtx,
  values: { readonly language: string; readonly label: string; readonly personId: string },
): Promise<EditionSummary> {
  const { language, label, personId } = parse(input, values);
  return inTransaction(ctx, async (tx) => {
    await lockMinutes(tx);
    const edition = await requireInWork(tx, language);
    await reopenEdition(tx, edition);
    const transcript = await findLastTranscript(tx, language);
    if (transcript === null || !transcript.labels.some((known) => known.label === label))
      throw notFound('Label');
    if (!(await hasPerson(tx, personId))) throw notFound('Person');
    await setLabel(tx, transcript.id, { label, kind: 'PERSON', personId });
    recordAudit(tx, {
      action: 'assignSpeaker',
      subject: { kind: 'Transcript', id: transcript.id },
      after: { personId },
    });
    if (edition.state === 'DRAFT' && !(await isEdited(tx, edition.id)))
      return (await draftMinutes(tx, { language })).edition;
    await setSpeaker(tx, edition.id, label, personId);
    announce(tx, minutesTopic(tx.event.id));
    return summaryOf(await requireInWork(tx, language));
  });
}
