import type { EventCtx } from '@plenary/platform';
import type { PublicationState } from '../domain/lifecycle.js';

export const publicationSteps = ['model', 'html', 'pdf', 'manifest', 'visible'] as const;
export type PublicationStep = (typeof publicationSteps)[number];

/** How far the publication of an edition is. */
export interface Publication {
  readonly state: PublicationState;
  /** The step that was finished last; null before the first. */
  readonly step: string | null;
  readonly stepsDone: number;
  readonly stepsTotal: number;
  /** Why it failed, in words without personal data. */
  readonly failure: string | null;
}

const shown = { state: true, step: true, stepsDone: true, stepsTotal: true, failure: true } as const;

function key(ctx: EventCtx, editionId: string) {
  return { eventId_editionId: { eventId: ctx.event.id, editionId } };
}

export async function findPublication(ctx: EventCtx, editionId: string): Promise<Publication | null> {
  return ctx.db.publication.findUnique({ where: key(ctx, editionId), select: shown });
}

/** Begins anew: files of an attempt before carry another time of publication. */
export async function startPublication(ctx: EventCtx, editionId: string): Promise<void> {
  const eventId = ctx.event.id;
  await ctx.db.artifact.deleteMany({ where: { eventId, editionId } });
  await ctx.db.publication.deleteMany({ where: { eventId, editionId } });
  await ctx.db.publication.create({
    data: { eventId, editionId, stepsTotal: publicationSteps.length, startedAt: ctx.services.clock.now() },
  });
}

/**
 * Records that a step is done; who does the same meanwhile waits here.
 * @returns whether it was still to be done: a run that comes late takes no step back
 */
export async function recordStep(ctx: EventCtx, editionId: string, step: PublicationStep): Promise<boolean> {
  const isLast = step === 'visible';
  const stepsDone = publicationSteps.indexOf(step) + 1;
  const { count } = await ctx.db.publication.updateMany({
    where: { eventId: ctx.event.id, editionId, state: 'RUNNING', stepsDone: { lt: stepsDone } },
    data: {
      step,
      stepsDone,
      failure: null,
      ...(isLast ? { state: 'DONE', finishedAt: ctx.services.clock.now() } : {}),
    },
  });
  return count === 1;
}

export async function recordFailure(ctx: EventCtx, editionId: string, failure: string): Promise<void> {
  await ctx.db.publication.update({
    where: key(ctx, editionId),
    data: { state: 'FAILED', failure, finishedAt: ctx.services.clock.now() },
  });
}

/** A file of an edition. */
export interface Artifact {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly storageKey: string;
}

export async function listArtifacts(ctx: EventCtx, editionId: string): Promise<Artifact[]> {
  return ctx.db.artifact.findMany({
    where: { eventId: ctx.event.id, editionId },
    select: { name: true, mediaType: true, bytes: true, sha256: true, storageKey: true },
    orderBy: { name: 'asc' },
  });
}

export async function insertArtifact(ctx: EventCtx, editionId: string, artifact: Artifact): Promise<void> {
  await ctx.db.artifact.create({ data: { ...artifact, eventId: ctx.event.id, editionId } });
}

/** The edition that the public sees: of this number or, with null, the current one. */
export async function findVisibleEdition(
  ctx: EventCtx,
  language: string,
  number: number | null,
): Promise<{ id: string; number: number } | null> {
  const rows = await ctx.sql.rows<{ id: string; number: number }>`
    SELECT e.id, e.number FROM "Edition" e JOIN "Minutes" m ON m."eventId" = e."eventId" AND m.id = e."minutesId"
    WHERE e."eventId" = ${ctx.event.id}::uuid AND m.number = 1 AND e.language = ${language}
      AND e.state IN ('PUBLISHED', 'SUPERSEDED')
      AND (${number}::int IS NULL OR e.number = ${number}::int)
    ORDER BY e.number DESC LIMIT 1`;
  return rows[0] ?? null;
}

/** The current edition of each language. */
export async function listVisibleEditions(
  ctx: EventCtx,
): Promise<{ id: string; language: string; number: number; symbol: string; publishedAt: Date }[]> {
  return ctx.sql.rows`
    SELECT DISTINCT ON (e.language) e.id, e.language, e.number, e.symbol, e."publishedAt"
    FROM "Edition" e JOIN "Minutes" m ON m."eventId" = e."eventId" AND m.id = e."minutesId"
    WHERE e."eventId" = ${ctx.event.id}::uuid AND m.number = 1
      AND e.state IN ('PUBLISHED', 'SUPERSEDED')
    ORDER BY e.language, e.number DESC`;
}
