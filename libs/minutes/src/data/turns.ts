import { isId, keyEnum, type EventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import { nameOf } from '@plenary/platform/access';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import type { DraftSection } from '../domain/draft-minutes.js';
import type { Section, Turn } from '../domain/edition.js';
import { editionLifecycle } from '../domain/lifecycle.js';
import { turnKind } from '../domain/turn.js';
import './constraints.js';

const withPassages = {
  passages: { select: { questionId: true, answerId: true, quote: true }, orderBy: { id: 'asc' } },
} as const;

/** The sections of an edition with their turns, in order. */
export async function listSections(ctx: EventCtx, editionId: string): Promise<Section[]> {
  const rows = await ctx.db.section.findMany({
    where: { eventId: ctx.event.id, editionId },
    orderBy: { position: 'asc' },
    select: { id: true, sessionId: true, turns: { orderBy: { position: 'asc' }, include: withPassages } },
  });
  return rows.map((section) => ({
    ...section,
    turns: section.turns.map(({ position, ...turn }) => ({ ...turn, number: position })),
  }));
}

const turnToEdit = z.object({
  id: z.string(),
  number: z.int(),
  kind: turnKind,
  personId: z.string().nullable(),
  sourceLabel: z.string(),
  language: z.string(),
  interpreted: z.boolean(),
  paragraphs: z.array(z.string()),
  firstCue: z.int(),
  lastCue: z.int(),
  version: z.int(),
  passages: z.array(
    z.object({
      questionId: z.string().nullable(),
      answerId: z.string().nullable(),
      quote: z.string().nullable(),
    }),
  ),
  edition: z.object({ id: z.string(), state: keyEnum(editionLifecycle), version: z.int() }),
}) satisfies z.ZodType<Turn>;

/** A turn with its passages and with where its edition stands. */
export type TurnToEdit = z.output<typeof turnToEdit>;

/** One statement; null if there is no such turn. */
export async function findTurn({ sql, event }: EventCtx, id: string): Promise<TurnToEdit | null> {
  if (!isId(id)) return null;
  const [row] = await sql.rows<{ found: unknown }>`
    SELECT to_jsonb(turn) || jsonb_build_object(
      'number', turn.position,
      'edition', (SELECT to_jsonb(edition) FROM "Edition" edition
                   WHERE edition."eventId" = turn."eventId" AND edition.id = turn."editionId"),
      'passages', coalesce((SELECT jsonb_agg(to_jsonb(passage) ORDER BY passage.id) FROM "Passage" passage
                             WHERE passage."eventId" = turn."eventId" AND passage."turnId" = turn.id), '[]')) AS found
    FROM "Turn" turn WHERE turn."eventId" = ${event.id}::uuid AND turn.id = ${id}::uuid`;
  return row === undefined ? null : turnToEdit.parse(row.found);
}

/** Whether somebody has edited a turn of this edition. */
export async function isEdited(ctx: EventCtx, editionId: string): Promise<boolean> {
  const edited = await ctx.db.turn.findFirst({
    where: { eventId: ctx.event.id, editionId, version: { gt: 1 } },
    select: { id: true },
  });
  return edited !== null;
}

/** Puts these sections in the place of all that the edition has. */
export async function replaceSections(
  ctx: EventCtx,
  editionId: string,
  sections: readonly DraftSection[],
): Promise<void> {
  const eventId = ctx.event.id;
  await ctx.db.turn.deleteMany({ where: { eventId, editionId } });
  await ctx.db.section.deleteMany({ where: { eventId, editionId } });
  const ids = sections.map(() => uuid());
  await ctx.db.section.createMany({
    data: sections.map(({ sessionId }, position) => ({
      eventId,
      id: ids[position],
      editionId,
      sessionId,
      position,
    })),
  });
  const turns = sections.flatMap((section, index) =>
    section.turns.map((turn) => ({ turn, id: uuid(), sectionId: ids[index] ?? '' })),
  );
  await ctx.db.turn.createMany({
    data: turns.map(({ turn, id, sectionId }, index) => ({
      eventId,
      id,
      editionId,
      sectionId,
      position: index + 1,
      kind: turn.kind,
      personId: turn.personId,
      sourceLabel: turn.sourceLabel,
      language: turn.language,
      interpreted: turn.interpreted,
      paragraphs: [...turn.paragraphs],
      firstCue: turn.firstCue,
      lastCue: turn.lastCue,
    })),
  });
  await ctx.db.passage.createMany({
    data: turns.flatMap(({ turn: { questionId, quote, answerIds }, id: turnId }) => [
      ...(questionId === null ? [] : [{ eventId, id: uuid(), turnId, questionId, quote }]),
      ...answerIds.map((answerId) => ({ eventId, id: uuid(), turnId, answerId })),
    ]),
  });
}

/** Gives the turns of a label their speaker. */
export async function setSpeaker(
  ctx: EventCtx,
  editionId: string,
  sourceLabel: string,
  personId: string,
): Promise<void> {
  await ctx.db.turn.updateMany({
    where: { eventId: ctx.event.id, editionId, sourceLabel },
    data: { personId },
  });
}

/** New words for a turn that is still as it was seen; the old ones are kept, in the same statement. */
export async function changeWords(
  { sql, event, actor, services }: EventCtx,
  seen: Pick<Turn, 'id' | 'version' | 'paragraphs'>,
  paragraphs: readonly string[],
): Promise<boolean> {
  const replaced = {
    eventId: event.id,
    turnId: seen.id,
    version: seen.version,
    paragraphs: seen.paragraphs,
    ...nameOf(actor),
    replacedAt: services.clock.now(),
  };
  const count = await sql.count`
    WITH changed AS (
      UPDATE "Turn" SET paragraphs = ${[...paragraphs]}::text[], version = version + 1
      WHERE "eventId" = ${event.id}::uuid AND id = ${seen.id}::uuid AND version = ${seen.version} RETURNING id)
    INSERT INTO "TurnRevision"
    SELECT old.* FROM changed, jsonb_populate_record(NULL::"TurnRevision", ${JSON.stringify(replaced)}::jsonb) old`;
  return count === 1;
}

/** Moves the exact words of a passage, where an edit has changed them. */
export async function changeQuote(ctx: EventCtx, turnId: string, from: string, to: string): Promise<void> {
  await ctx.db.passage.updateMany({
    where: { eventId: ctx.event.id, turnId, quote: from },
    data: { quote: to },
  });
}

/** Where words on record stand: in which turn of which published edition. */
export interface PublishedWords {
  readonly questionId: string | null;
  readonly answerId: string | null;
  readonly quote: string | null;
  readonly turn: number;
  /** Who speaks, and in which session; null for nobody who is known, and outside of sessions. */
  readonly personId: string | null;
  readonly sessionId: string | null;
  readonly language: string;
  readonly symbol: string;
}

/** The words of these questions and answers in the current editions. */
export async function listPublishedWords(
  ctx: EventCtx,
  of: { readonly questionIds: readonly string[] } | { readonly answerIds: readonly string[] },
): Promise<PublishedWords[]> {
  const which =
    'questionIds' in of
      ? Prisma.sql`passage."questionId" = ANY (${[...of.questionIds]}::uuid[])`
      : Prisma.sql`passage."answerId" = ANY (${[...of.answerIds]}::uuid[])`;
  return ctx.sql.rows<PublishedWords>`
    SELECT passage."questionId", passage."answerId", passage.quote, turn.position AS turn, turn."personId",
      section."sessionId", edition.language, edition.symbol
    FROM "Passage" passage
      JOIN "Turn" turn ON (turn."eventId", turn.id) = (passage."eventId", passage."turnId")
      JOIN "Section" section ON (section."eventId", section.id) = (turn."eventId", turn."sectionId")
      JOIN "Edition" edition ON (edition."eventId", edition.id) = (turn."eventId", turn."editionId")
    WHERE passage."eventId" = ${ctx.event.id}::uuid AND ${which}
      AND edition.state = 'PUBLISHED'
    ORDER BY passage.id`;
}
