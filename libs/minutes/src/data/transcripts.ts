import type { EventCtx } from '@plenary/platform';
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

type NewTranscript = Omit<Transcript, 'id'> & { readonly sha256: string; readonly storageKey: string };

export async function insertTranscript(ctx: EventCtx, transcript: NewTranscript): Promise<string> {
  const { labels, cues, ...columns } = transcript;
  const eventId = ctx.event.id;
  const { id } = await ctx.db.transcript.create({
    data: {
      ...columns,
      eventId,
      cues: storedCues.encode(cues),
      importedAt: ctx.services.clock.now(),
    },
    select: { id: true },
  });
  await ctx.db.transcriptLabel.createMany({
    data: labels.map((label) => ({ ...label, eventId, transcriptId: id })),
  });
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
