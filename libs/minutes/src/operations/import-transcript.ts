import { changed, verb } from '@plenary/audit';
import { badInput, notFound, parse, wantedId, type EventCtx } from '@plenary/platform';
import { apartOfFile } from '@plenary/platform/apart';
import { claimUpload, lendUpload } from '@plenary/platform/storage';
import { languageCode } from '@plenary/platform/texts';
import { z } from 'zod';
import { insertTranscript } from '../data/transcripts.js';
import type { TranscriptReading, readTranscript } from '../domain/read-transcript.js';
import { draftApart, recognitionOf, type Recognition } from './recognition.js';
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

const readTranscriptApart = apartOfFile<typeof readTranscript>(
  new URL('../../dist/domain/read-transcript.js', import.meta.url),
  'readTranscript',
);

/**
 * Imports a transcript, an uploaded WebVTT file, and recognises its speakers. A label that is not recognised is no
 * error: it is listed.
 * @throws {Refusal} BAD_INPUT with the lines at fault; NOT_FOUND
 */
export async function importTranscript(ctx: EventCtx, input: unknown): Promise<TranscriptReport> {
  const asked = parse(importTranscriptInput, input);
  const facts = await loadFacts(ctx);
  // Nothing is to be locked while a file is read, and nobody held up by it.
  const read = await lendUpload(ctx, asked.uploadId, 'transcript', (path) =>
    readTranscriptApart(path, facts.people, facts.rooms),
  );
  const transcript = transcriptOf(ctx, asked, read, facts);
  const recognition = recognitionOf(transcript, await draftApart(transcript, facts), facts);
  return saveTranscript(transcript, recognition)(ctx, input);
}

/** @throws {Refusal} BAD_INPUT for a language that is none of the event's; NOT_FOUND for the session */
function transcriptOf(
  { event }: EventCtx,
  { language, startsAt, session: sessionKey = null }: z.output<typeof importTranscriptInput>,
  { cues, labels }: TranscriptReading,
  { sessions }: EventFacts,
) {
  if (!event.languages.includes(language))
    throw badInput([
      { path: 'language', message: `must be one of the event's: ${event.languages.join(', ')}` },
    ]);
  const session = sessionKey === null ? null : sessions.find(({ key }) => key === sessionKey);
  if (session === undefined) throw notFound('Session');
  return {
    sessionId: session?.id ?? null,
    language,
    startsAt: startsAt ?? startOf(session === null ? sessions : [session]),
    cues,
    labels,
  };
}

const saveTranscript = (transcript: ReturnType<typeof transcriptOf>, recognition: Recognition) =>
  verb('importTranscript', {
    input: importTranscriptInput,
    async run(tx: EventCtx, input) {
      const { sha256, storageKey } = await claimUpload(tx, input.uploadId, 'transcript');
      const { language, startsAt, cues } = transcript;
      const transcriptId = await insertTranscript(tx, { ...transcript, sha256, storageKey });
      const startsAtAssumed = (input.startsAt ?? null) === null;
      const result: TranscriptReport = { transcriptId, startsAt, startsAtAssumed, ...recognition };
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

function startOf(sessions: EventFacts['sessions']): Date {
  const starts = sessions.flatMap(({ actualStartsAt, startsAt }) => actualStartsAt ?? startsAt ?? []);
  const [first] = starts.sort((a, b) => a.getTime() - b.getTime());
  if (first !== undefined) return first;
  throw badInput([{ path: 'startsAt', message: 'must be given: no session has a time to take it from' }]);
}
