import { changed, sqlVerb } from '@plenary/audit';
import { badInput, notFound, parse, wantedId, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import { apartOfFile } from '@plenary/platform/apart';
import { claimUpload, lendUpload } from '@plenary/platform/storage';
import { languageCode } from '@plenary/platform/texts';
import { z } from 'zod';
import { insertTranscript, type Transcript } from '../data/transcripts.js';
import type { TakenTranscript, takeTranscript } from '../domain/take-transcript.js';
import { recognitionOf, sourcesOf, type Recognition } from './recognition.js';
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

const takeTranscriptApart = apartOfFile<typeof takeTranscript>(
  new URL('../../dist/domain/take-transcript.js', import.meta.url),
  'takeTranscript',
);

/**
 * Imports a transcript, an uploaded WebVTT file, and recognises its speakers. A label that is not recognised is no
 * error: it is listed.
 * @throws {Refusal} BAD_INPUT with the lines at fault; NOT_FOUND
 */
export async function importTranscript(ctx: EventCtx, input: unknown): Promise<TranscriptReport> {
  const asked = parse(importTranscriptInput, input);
  const facts = await loadFacts(ctx);
  const place = placeOf(ctx, asked, facts);
  const sources = { ...sourcesOf(place, facts), people: facts.people, rooms: facts.rooms };
  // Nothing is to be locked while a file is read, and nobody held up by it.
  const taken = await lendUpload(ctx, asked.uploadId, 'transcript', (path) =>
    takeTranscriptApart(path, sources),
  );
  const recognition = recognitionOf({ ...place, labels: taken.labels }, taken.figures, facts);
  return saveTranscript({ ...place, ...taken }, recognition)(ctx, input);
}

/** Where and when it was spoken, and in which language. */
type Place = Pick<Transcript, 'sessionId' | 'language' | 'startsAt'>;

/** @throws {Refusal} BAD_INPUT for a language that is none of the event's; NOT_FOUND for the session */
function placeOf(
  { event }: EventCtx,
  { language, startsAt, session: sessionKey = null }: z.output<typeof importTranscriptInput>,
  { sessions }: EventFacts,
): Place {
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
  };
}

const saveTranscript = (transcript: Place & TakenTranscript, recognition: Recognition) =>
  sqlVerb('importTranscript', {
    input: importTranscriptInput,
    async run(tx: SqlEventCtx, input) {
      const { sha256, storageKey } = await claimUpload(tx, input.uploadId, 'transcript');
      const { language, startsAt, cueCount } = transcript;
      const transcriptId = await insertTranscript(tx, { ...transcript, sha256, storageKey });
      const startsAtAssumed = (input.startsAt ?? null) === null;
      const result: TranscriptReport = { transcriptId, startsAt, startsAtAssumed, ...recognition };
      return changed({
        audit: {
          subject: { kind: 'Transcript', id: transcriptId },
          after: { language, cues: cueCount, sha256 },
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
