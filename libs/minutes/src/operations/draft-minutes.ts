import { changed, verb } from '@plenary/audit';
import { Refusal, type EventCtx } from '@plenary/platform';
import { languageCode } from '@plenary/platform/texts';
import { setNumbers } from '@plenary/questions';
import { z } from 'zod';
import {
  changeEdition,
  ensureMinutes,
  findEditionInWork,
  insertEdition,
  listEditions,
  lockMinutes,
} from '../data/editions.js';
import { findLastTranscript, setLabel, type Transcript } from '../data/transcripts.js';
import { isEdited, replaceSections } from '../data/turns.js';
import { figuresOf, numberQuestions } from '../domain/draft-minutes.js';
import { symbolOf, type Edition } from '../domain/edition.js';
import type { EditionState } from '../domain/lifecycle.js';
import { recognise } from '../domain/recognise-speakers.js';
import { minutesTopic } from '../domain/topics.js';
import { requireInWork } from './find-edition.js';
import { draftOf, recognitionOf, type Recognition } from './recognition.js';
import { loadFacts, type EventFacts } from './sources.js';
import { summaryOf, type EditionSummary } from './summary.js';

const published = new Set<EditionState>(['PUBLISHED', 'SUPERSEDED', 'WITHDRAWN']);

export const draftMinutesInput = z
  .object({ language: languageCode.meta({ description: 'Their language, a BCP 47 code.' }) })
  .meta({ description: 'Which minutes to draft.' });

export interface DraftResult extends Recognition {
  readonly edition: EditionSummary;
}

/**
 * Drafts the minutes from the last transcript in this language: sections, turns, questions with their numbers, answers.
 * A draft that nobody has edited is made anew; after a publication the next edition begins.
 * @throws {Refusal} BAD_INPUT; CONFLICT without a transcript, or while an edition is in work that was edited or approved
 */
export const draftMinutes = verb('draftMinutes', {
  input: draftMinutesInput,
  lock: lockMinutes,
  async run(tx: EventCtx, { language }) {
    const found = await findLastTranscript(tx, language);
    if (found === null) throw new Refusal('CONFLICT', `No transcript in "${language}" was imported yet.`);
    const facts = await loadFacts(tx);
    const transcript = await recogniseAgain(tx, found, facts);
    const draft = draftOf(transcript, facts);
    const edition = await openDraft(tx, transcript, facts);
    await replaceSections(tx, edition.id, draft.sections);
    // The first publication fixes the numbers.
    const fixed = (await listEditions(tx, null)).some(({ state }) => published.has(state));
    await setNumbers(tx, numberQuestions(facts.questions, fixed));
    const result: DraftResult = {
      edition: summaryOf(await requireInWork(tx, language)),
      ...recognitionOf(transcript, figuresOf(draft, facts.questions), facts),
    };
    return changed({
      audit: {
        subject: { kind: 'Edition', id: edition.id },
        after: { transcriptId: transcript.id, coverage: draft.coverage },
      },
      topics: [minutesTopic(tx.event.id)],
      result,
    });
  },
});

/** People may have been added since the import: labels that meant nobody are looked at again. */
async function recogniseAgain(tx: EventCtx, transcript: Transcript, facts: EventFacts): Promise<Transcript> {
  const labels = transcript.labels.map((known) =>
    known.kind === 'UNKNOWN' ? recognise(known.label, facts.people, facts.rooms) : known,
  );
  for (const label of labels) {
    const found = label.kind !== 'UNKNOWN' && !transcript.labels.includes(label);
    if (found) await setLabel(tx, transcript.id, label);
  }
  return { ...transcript, labels };
}

/** The draft to fill: the one in work if it may be made anew, else a new edition. */
async function openDraft(tx: EventCtx, transcript: Transcript, facts: EventFacts): Promise<Edition> {
  const { language, id: transcriptId } = transcript;
  const inWork = await findEditionInWork(tx, language);
  if (inWork === null) {
    const minutes = await ensureMinutes(tx);
    const [last] = await listEditions(tx, language);
    const number = (last?.number ?? 0) + 1;
    const symbol = symbolOf(facts.event, minutes.number, language, number);
    return insertEdition(tx, { minutesId: minutes.id, transcriptId, language, number, symbol });
  }
  if (inWork.state !== 'DRAFT') {
    throw new Refusal(
      'CONFLICT',
      `Edition ${String(inWork.number)} is ${inWork.state}: it can't be drafted anew.`,
      {
        facts: { state: inWork.state },
      },
    );
  }
  if (await isEdited(tx, inWork.id)) {
    throw new Refusal('CONFLICT', 'The draft was edited: drafting it anew would lose that work.');
  }
  await changeEdition(tx, inWork, { transcriptId, waivers: [] });
  return inWork;
}
