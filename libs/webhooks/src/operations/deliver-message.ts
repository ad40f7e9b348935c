import { recordAudit } from '@plenary/audit';
import { findEvent } from '@plenary/event';
import { enterEvent, inMemory, move, type Ctx, type EventCtx, type Services } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { OutgoingError, post } from '@plenary/platform/outgoing';
import { PutOffError, finishWork, type JobRun } from '@plenary/platform/queue';
import { failWaiting, findMessage, recordAttempt, type Attempt } from '../data/messages.js';
import { findWebhook, noteArrival, switchOff } from '../data/webhooks.js';
import { messageBody } from '../domain/happenings.js';
import { messageLifecycle } from '../domain/lifecycle.js';
import { signedHeaders } from '../domain/signature.js';
import { Turns } from '../domain/turns.js';
import { limits, type Message, type MessageFailure, type Webhook } from '../domain/webhook.js';
import { secretsOf } from './secrets.js';

/** What came of an attempt. */
interface Outcome {
  /** HTTP's; null where there was no answer. */
  readonly status: number | null;
  /** Null where it has arrived. */
  readonly failure: MessageFailure | null;
}

/** The message did not arrive, and is sent again later. */
class NotDelivered extends Error {
  override readonly name = 'NotDelivered';
  readonly code: string;

  constructor({ status, failure }: Outcome) {
    const code = status === null ? String(failure) : `STATUS ${String(status)}`;
    super(`A message did not arrive: ${code}`);
    this.code = code;
  }
}

const gone = 410;
const turnsOf = inMemory(() => new Turns());

/**
 * Sends a message that waits, at least once: two runs at the same time, as after a long stillness of the first, send it
 * twice under one `webhook-id`, by which a receiver drops the second. One that does not arrive is sent again for about a
 * day; a test is sent once. Where the receiver says that it is gone, or nothing has arrived for five days, the webhook is
 * switched off.
 */
export async function deliverMessage(
  ctx: Ctx,
  eventId: string,
  messageId: string,
  run: JobRun,
): Promise<void> {
  const event = await findEvent(ctx, eventId);
  if (event === null) return;
  const inEvent: EventCtx = enterEvent(ctx, event);
  const message = await findMessage(inEvent, messageId);
  if (message?.state !== 'WAITING') return;
  const webhook = await findWebhook(inEvent, message.webhookId);
  if (webhook === null) return;
  if (webhook.state !== 'ON') {
    await failWaiting(inEvent, webhook.id);
    return;
  }
  const outcome = await inTurn(ctx.services, webhook.id, () => attempt(inEvent, webhook, message, run));
  ctx.services.failpoint('webhook-sent');
  const isLast =
    outcome.failure === null || outcome.status === gone || run.isLastAttempt || message.kind === 'TEST';
  const ended = await inTransaction(inEvent, async (tx) => {
    await recordAttempt(tx, message.id, { status: outcome.status, ...moveOf(outcome, isLast) });
    const isOff = await judge(tx, webhook.id, outcome);
    if (isLast || isOff) await finishWork(tx, run);
    return isLast || isOff;
  });
  if (!ended) throw new NotDelivered(outcome);
}

/** Waits for the webhook's turn by coming back later: the place in the queue is for others meanwhile. */
async function inTurn<Result>(
  services: Services,
  webhookId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const turns = turnsOf(services);
  const startedAt = performance.now();
  const wait = turns.begin(webhookId, startedAt);
  if (wait > 0) throw new PutOffError(wait);
  try {
    return await work();
  } finally {
    turns.end(webhookId, startedAt, performance.now());
  }
}

async function attempt(
  ctx: EventCtx,
  webhook: Webhook,
  message: Message & { readonly about: unknown },
  run: JobRun,
): Promise<Outcome> {
  const { clock, settings } = ctx.services;
  const body = messageBody(message, ctx.event);
  const signed = signedHeaders(message.id, clock.now(), body, await secretsOf(ctx, webhook.id));
  const headers = { 'content-type': 'application/json', 'user-agent': 'Plenary', ...signed };
  try {
    const status = await post(webhook.url, {
      headers,
      body,
      signal: run.signal,
      loopback: settings.webhookLoopback,
    });
    return { status, failure: status >= 200 && status < 300 ? null : 'STATUS' };
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error;
    return { status: null, failure: error.reason };
  }
}

/** What becomes of the message; one that is to be sent again waits, and says why. */
function moveOf({ failure }: Outcome, isLast: boolean): Omit<Attempt, 'status'> {
  if (failure === null) return move(messageLifecycle, 'The message', 'WAITING', 'DELIVERED', {});
  return isLast ? move(messageLifecycle, 'The message', 'WAITING', 'FAILED', { failure }) : { failure };
}

/** Notes how the webhook does, and switches it off if it is of no use. @returns whether it is off now */
async function judge(tx: EventCtx, webhookId: string, { status, failure }: Outcome): Promise<boolean> {
  const now = tx.services.clock.now();
  const failingSince = await noteArrival(tx, webhookId, failure === null ? null : now);
  const isFailing = failingSince !== null && now.getTime() - failingSince.getTime() >= limits.failing;
  if (status !== gone && !isFailing) return false;
  const state = status === gone ? 'GONE' : 'FAILED';
  if (await switchOff(tx, webhookId, state)) {
    await failWaiting(tx, webhookId);
    recordAudit(tx, {
      action: 'switchOffWebhook',
      subject: { kind: 'Webhook', id: webhookId },
      before: { state: 'ON' },
      after: { state },
    });
  }
  return true;
}
