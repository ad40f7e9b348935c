import { changed, verb } from '@plenary/audit';
import { badInput, notFound, parse, wantedId, type EventCtx } from '@plenary/platform';
import { apartOfFile } from '@plenary/platform/apart';
import { claimUpload, lendUpload } from '@plenary/platform/storage';
import { languageCode } from '@plenary/platform/texts';
import { z } from 'zod';
import { insertTranscript } from '../data/transcripts.js';
import type { TranscriptReading, readTranscript } from '../domain/read-transcript.js';
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
  const { uploadId } = parse(importTranscriptInput, input);
  const { people, rooms } = await loadFacts(ctx);
  // Nothing is to be locked while a file is read.
  const reading = await lendUpload(ctx, uploadId, 'transcript', (path) =>
    readTranscriptApart(path, people, rooms),
  );
  return saveTranscript(reading)(ctx, input);
}

const saveTranscript = ({ cues, labels }: TranscriptReading) =>
  verb('importTranscript', {
    input: importTranscriptInput,
    async run(tx: EventCtx, { uploadId, language, startsAt: given = null, session: sessionKey = null }) {
      const { languages } = tx.event;
      if (!languages.includes(language))
        throw badInput([
          { path: 'language', message: `must be one of the event's: ${languages.join(', ')}` },
        ]);
      const { sha256, storageKey } = await claimUpload(tx, uploadId, 'transcript');
      const facts = await loadFacts(tx);
      const session = sessionKey === null ? null : facts.sessions.find(({ key }) => key === sessionKey);
      if (session === undefined) throw notFound('Session');
      const startsAt = given ?? startOf(session === null ? facts.sessions : [session]);
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

function startOf(sessions: EventFacts['sessions']): Date {
  const starts = sessions.flatMap(({ actualStartsAt, startsAt }) => actualStartsAt ?? startsAt ?? []);
  const [first] = starts.sort((a, b) => a.getTime() - b.getTime());
  if (first !== undefined) return first;
  throw badInput([{ path: 'startsAt', message: 'must be given: no session has a time to take it from' }]);
}
