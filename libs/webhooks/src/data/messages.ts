import { move, type Ctx, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import { v7 as uuid } from 'uuid';
import type { About, WebhookKind } from '../domain/happenings.js';
import { messageLifecycle, type MessageState } from '../domain/lifecycle.js';
import type { Message, MessageFailure } from '../domain/webhook.js';
import './constraints.js';

const shown = {
  id: true,
  webhookId: true,
  kind: true,
  happenedAt: true,
  state: true,
  attempts: true,
  attemptedAt: true,
  status: true,
  failure: true,
} as const;

/** How many messages of a webhook are shown. */
const mostMessages = 50;

/** Whom a message goes to, and how it comes about. */
export interface NewMessage {
  /** One webhook alone; else each that is on and wants to know. */
  readonly webhookId?: string;
  /** The id of the work that tells of it, where it may be done twice: that tells once. */
  readonly workId?: string;
  /** Else now. */
  readonly happenedAt?: Date;
}

/**
 * A message to each webhook that is to be told, in one statement. Its id is in the order of time, and the same where the
 * same work tells again.
 * @returns the ids of those that were not there yet
 */
export async function insertMessages<Kind extends WebhookKind>(
  { sql, event, services }: SqlEventCtx,
  kind: Kind,
  about: About<Kind>,
  { webhookId, workId = uuid(), happenedAt = services.clock.now() }: NewMessage,
): Promise<string[]> {
  const which =
    webhookId === undefined
      ? Prisma.sql`state = 'ON' AND ${kind}::"WebhookKind" = ANY (kinds)`
      : Prisma.sql`id = ${webhookId}::uuid`;
  const rows = await sql.rows<{ id: string }>`
    INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt")
    SELECT "eventId", (left(replace(${workId}, '-', ''), 16) || 'a' || left(md5(id::text || ${workId}), 15))::uuid, id,
      ${kind}::"WebhookKind", ${JSON.stringify(about)}::jsonb, ${happenedAt}
    FROM "Webhook" WHERE "eventId" = ${event.id}::uuid AND ${which} ORDER BY id
    ON CONFLICT ("eventId", id) DO NOTHING RETURNING id`;
  return rows.map(({ id }) => id);
}

export async function findMessage(ctx: EventCtx, id: string): Promise<(Message & { about: unknown }) | null> {
  return ctx.db.webhookMessage.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    select: { ...shown, about: true },
  });
}

/** The last messages of each of these webhooks, the newest first. */
export async function listLastMessages(ctx: EventCtx, webhookIds: readonly string[]): Promise<Message[]> {
  return ctx.sql.rows<Message>`
    SELECT m.* FROM unnest(${webhookIds}::uuid[]) AS w(id) CROSS JOIN LATERAL (
      SELECT id, "webhookId", kind, "happenedAt", state, attempts, "attemptedAt", status, failure
      FROM "WebhookMessage" WHERE "eventId" = ${ctx.event.id}::uuid AND "webhookId" = w.id
      ORDER BY id DESC LIMIT ${mostMessages}) m`;
}

/** What a message gets by an attempt: it has arrived, has failed for good, or still waits. */
export interface Attempt {
  readonly state?: MessageState;
  readonly status: number | null;
  readonly failure?: MessageFailure | null;
}

/** Records an attempt at a message that waits. @returns whether it still waited */
export async function recordAttempt(ctx: EventCtx, id: string, attempt: Attempt): Promise<boolean> {
  const { count } = await ctx.db.webhookMessage.updateMany({
    where: { eventId: ctx.event.id, id, state: 'WAITING' },
    data: { ...attempt, attempts: { increment: 1 }, attemptedAt: ctx.services.clock.now() },
  });
  return count === 1;
}

/**
 * Lets a message that has ended wait again. @returns whether it still was in that state
 * @throws {Refusal} CONFLICT if it waits already
 */
export async function reopenMessage(ctx: EventCtx, { id, state }: Message): Promise<boolean> {
  const { count } = await ctx.db.webhookMessage.updateMany({
    where: { eventId: ctx.event.id, id, state },
    data: move(messageLifecycle, 'The message', state, 'WAITING', {}),
  });
  return count === 1;
}

/** Gives up what waits for a webhook that is switched off. */
export async function failWaiting(ctx: EventCtx, webhookId: string): Promise<void> {
  await ctx.db.webhookMessage.updateMany({
    where: { eventId: ctx.event.id, webhookId, state: 'WAITING' },
    data: move(messageLifecycle, 'The message', 'WAITING', 'FAILED', { failure: 'SWITCHED_OFF' }),
  });
}

/** Whether a test of this webhook still waits. */
export async function hasWaitingTest(ctx: EventCtx, webhookId: string): Promise<boolean> {
  const where = { eventId: ctx.event.id, webhookId, kind: 'TEST', state: 'WAITING' } as const;
  return (await ctx.db.webhookMessage.count({ where })) > 0;
}

/** Deletes what ended before then, of every event. */
export async function deleteMessagesBefore(ctx: Ctx, then: Date): Promise<void> {
  await ctx.db.webhookMessage.deleteMany({ where: { happenedAt: { lt: then }, state: { not: 'WAITING' } } });
}
