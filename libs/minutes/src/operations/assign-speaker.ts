import { changed, unchanged, verb } from '@plenary/audit';
import { hasPerson } from '@plenary/event';
import { holds, notFound, type EventCtx, wantedId } from '@plenary/platform';
import { languageCode } from '@plenary/platform/texts';
import { z } from 'zod';
import { lockMinutes } from '../data/editions.js';
import { findLastTranscript, setLabel } from '../data/transcripts.js';
import { isEdited, setSpeaker } from '../data/turns.js';
import { minutesTopic } from '../domain/topics.js';
import { draftMinutes } from './draft-minutes.js';
import { requireInWork } from './find-edition.js';
import { reopenEdition } from './reopen-edition.js';
import { summaryOf } from './summary.js';

export const assignSpeakerInput = z
  .object({
    language: languageCode.meta({ description: 'Of the minutes, a BCP 47 code.' }),
    label: z.string().meta({ description: 'As it stands in the transcript.' }),
    personId: wantedId.meta({ description: 'The person.' }),
  })
  .meta({ description: 'Whom a label means.' });

/**
 * Says whom a label of the transcript means. A draft that nobody has edited is made anew with it, so that questions
 * and answers find their places; in an edited one the label's turns get their speaker. An approved edition returns to
 * DRAFT.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND for a label or person that is not of this event; CONFLICT once words are frozen
 */
export const assignSpeaker = verb('assignSpeaker', {
  input: assignSpeakerInput,
  lock: lockMinutes,
  async run(tx: EventCtx, { language, label, personId }) {
    const edition = await requireInWork(tx, language);
    const transcript = await findLastTranscript(tx, language);
    const known = transcript?.labels.find((one) => one.label === label);
    if (transcript === null || known === undefined) throw notFound('Label');
    if (!(await hasPerson(tx, personId))) throw notFound('Person');
    if (holds(known, { kind: 'PERSON', personId })) return unchanged(summaryOf(edition));
    await reopenEdition(tx, edition);
    await setLabel(tx, transcript.id, { label, kind: 'PERSON', personId });
    if (edition.state === 'DRAFT' && !(await isEdited(tx, edition.id))) await draftMinutes(tx, { language });
    else await setSpeaker(tx, edition.id, label, personId);
    return changed({
      audit: { subject: { kind: 'Transcript', id: transcript.id }, after: { personId } },
      topics: [minutesTopic(tx.event.id)],
      result: summaryOf(await requireInWork(tx, language)),
    });
  },
});
