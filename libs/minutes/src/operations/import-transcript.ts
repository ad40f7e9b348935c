import { changed, verb } from '@plenary/audit';
import { readWebVtt } from '@plenary/formats';
import { badInput, notFound, wantedId, type EventCtx } from '@plenary/platform';
import { useUpload } from '@plenary/platform/storage';
import { languageCode } from '@plenary/platform/texts';
import { z } from 'zod';
import { insertTranscript } from '../data/transcripts.js';
import type { Cue } from '../domain/cue.js';
import { recognise } from '../domain/recognise-speakers.js';
import { draftOf, recognitionOf, type Recognition } from './recognition.js';
import { loadFacts, type EventFacts } from './sources.js';

export const importTranscriptInput = z
  .object({
    uploadId: wantedId.meta({ description: 'An upload with the purpose "transcript".' }),
    language: languageCode.meta({ description: 'The language of its words, one of the event.' }),
    startsAt: z
      .date()
      .nullish()
      .meta({ description: 'The instant of its 00:00:00; else the start of the session, or of the first.' }),
    session: z.string().nullish().meta({ description: 'The key of the one session that it is of.' }),
  })
  .meta({ description: 'A transcript to import.' });

export interface TranscriptReport extends Recognition {
  readonly transcriptId: string;
  /** The instant of its 00:00:00. */
  readonly startsAt: Date;
  /** True where nobody said so, and the start of the session was taken. */
  readonly startsAtAssumed: boolean;
}

const mostCues = 100_000;
const mostProblems = 50;

/**
 * Imports a transcript, an uploaded WebVTT file, and recognises its speakers. A label that is not recognised is no
 * error: it is listed.
 * @throws {Refusal} BAD_INPUT with the lines at fault; NOT_FOUND
 */
export const importTranscript = verb('importTranscript', {
  input: importTranscriptInput,
  async run(tx: EventCtx, { uploadId, language, startsAt: given = null, session: sessionKey = null }) {
    const { languages } = tx.event;
    if (!languages.includes(language))
      throw badInput([{ path: 'language', message: `must be one of the event's: ${languages.join(', ')}` }]);
    const { content, sha256, storageKey } = await useUpload(tx, uploadId, 'transcript');
    const cues = readCues(content);
    const facts = await loadFacts(tx);
    const session = sessionKey === null ? null : facts.sessions.find(({ key }) => key === sessionKey);
    if (session === undefined) throw notFound('Session');
    const startsAt = given ?? startOf(session === null ? facts.sessions : [session]);
    const labels = recogniseLabels(cues, facts);
    const transcript = { sessionId: session?.id ?? null, language, startsAt, cues, labels };
    const transcriptId = await insertTranscript(tx, { ...transcript, sha256, storageKey });
    const recognition = recognitionOf(transcript, draftOf(transcript, facts), facts);
    const result: TranscriptReport = {
      transcriptId,
      startsAt,
      startsAtAssumed: given === null,
      ...recognition,
    };
    return changed({
      audit: {
        subject: { kind: 'Transcript', id: transcriptId },
        after: { language, cues: cues.length, sha256 },
      },
      topics: [],
      result,
    });
  },
});

function readCues(content: Buffer): Cue[] {
  const { cues, problems } = readWebVtt(content.toString('utf8'));
  if (problems.length > 0) {
    throw badInput(
      problems.slice(0, mostProblems).map(({ line, message }) => ({ path: `line ${String(line)}`, message })),
    );
  }
  if (cues.length === 0)
    throw badInput([{ path: 'file', message: 'has no cues: nobody says anything in it' }]);
  if (cues.length > mostCues) {
    throw badInput([
      { path: 'file', message: `has ${String(cues.length)} cues; ${String(mostCues)} are the most` },
    ]);
  }
  return cues.map(({ voice, ...cue }) => ({ ...cue, label: voice ?? '' }));
}

function recogniseLabels(cues: readonly Cue[], facts: EventFacts) {
  const labels = [...new Set(cues.map(({ label }) => label))];
  return labels.map((label) => recognise(label, facts.people, facts.rooms));
}

function startOf(sessions: EventFacts['sessions']): Date {
  const starts = sessions.flatMap(({ actualStartsAt, startsAt }) => actualStartsAt ?? startsAt ?? []);
  const [first] = starts.sort((a, b) => a.getTime() - b.getTime());
  if (first !== undefined) return first;
  throw badInput([{ path: 'startsAt', message: 'must be given: no session has a time to take it from' }]);
}
