import type { EventCtx, SqlEventCtx } from '@plenary/platform';
import { v7 as uuidv7 } from 'uuid';
import { storedCues, type Cue } from '../domain/cue.js';
import type { Recognised } from '../domain/recognise-speakers.js';

/** An imported raw text. It is the evidence: never edited. */
export interface Transcript {
  readonly id: string;
  /** The one session that it is of; null for the whole event. */
  readonly sessionId: string | null;
  readonly language: string;
  /** The instant of its 00:00:00. */
  readonly startsAt: Date;
  readonly cues: readonly Cue[];
  /** Whom its labels mean. */
  readonly labels: readonly Recognised[];
}

interface NewTranscript extends Omit<Transcript, 'id' | 'cues'> {
  /** As they are stored: JSON, in UTF-8. */
  readonly cues: Uint8Array;
  readonly sha256: string;
  readonly storageKey: string;
}

/** Without Prisma, which would hold up all others while it makes one text of such a long one. */
export async function insertTranscript(ctx: SqlEventCtx, transcript: NewTranscript): Promise<string> {
  const { sessionId, language, startsAt, labels, cues, sha256, storageKey } = transcript;
  const [eventId, id, importedAt] = [ctx.event.id, uuidv7(), ctx.services.clock.now()];
  await ctx.sql.count`
    INSERT INTO "Transcript" ("eventId", id, "sessionId", language, "startsAt", sha256, "storageKey", cues, "importedAt")
    VALUES (${eventId}::uuid, ${id}::uuid, ${sessionId}::uuid, ${language}, ${startsAt}, ${sha256}, ${storageKey},
      convert_from(${cues}, 'UTF8')::jsonb, ${importedAt})`;
  await ctx.sql.count`
    INSERT INTO "TranscriptLabel" ("eventId", "transcriptId", label, kind, "personId")
    SELECT ${eventId}::uuid, ${id}::uuid, label, kind, "personId"
    FROM jsonb_to_recordset(${JSON.stringify(labels)}::jsonb) AS l (label text, kind "LabelKind", "personId" uuid)`;
  return id;
}

/** The transcript in this language that was imported last. */
export async function findLastTranscript(ctx: EventCtx, language: string): Promise<Transcript | null> {
  const row = await ctx.db.transcript.findFirst({
    where: { eventId: ctx.event.id, language },
    orderBy: { id: 'desc' },
    include: { labels: { orderBy: { label: 'asc' } } },
  });
  if (row === null) return null;
  return {
    id: row.id,
    sessionId: row.sessionId,
    language: row.language,
    startsAt: row.startsAt,
    cues: storedCues.decode(row.cues),
    labels: row.labels.map(({ label, kind, personId }) => ({ label, kind, personId })),
  };
}

export async function setLabel(ctx: EventCtx, transcriptId: string, recognised: Recognised): Promise<void> {
  const { label, kind, personId } = recognised;
  await ctx.db.transcriptLabel.update({
    where: { eventId_transcriptId_label: { eventId: ctx.event.id, transcriptId, label } },
    data: { kind, personId },
  });
}
