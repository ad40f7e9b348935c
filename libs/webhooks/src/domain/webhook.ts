import { z } from 'zod';
import type { WebhookKind } from './happenings.js';
import type { MessageState, WebhookState } from './lifecycle.js';

/** An address of another system that is told of what happens in an event. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly kinds: readonly WebhookKind[];
  readonly state: WebhookState;
  /** Since when no message has arrived; null while they arrive. */
  readonly failingSince: Date | null;
  readonly version: number;
  readonly createdAt: Date;
}

/** Why a message did not arrive; STATUS: the answer was not a 2xx. */
export const messageFailure = z.enum([
  'STATUS',
  'TIMEOUT',
  'NO_ADDRESS',
  'PRIVATE_ADDRESS',
  'TLS',
  'CONNECTION',
  'SWITCHED_OFF',
]);
export type MessageFailure = z.output<typeof messageFailure>;

/** What a webhook is told. */
export interface Message {
  readonly id: string;
  readonly webhookId: string;
  readonly kind: WebhookKind;
  readonly happenedAt: Date;
  readonly state: MessageState;
  readonly attempts: number;
  readonly attemptedAt: Date | null;
  /** HTTP's, of the last answer. */
  readonly status: number | null;
  readonly failure: MessageFailure | null;
}

const day = 24 * 3_600_000;

/** The numbers of webhooks. */
export const limits = {
  /** Of one event. */
  webhooks: 20,
  /** How long the secret before stays valid, in milliseconds. */
  oldSecret: day,
  /** Secrets that may be valid at once. */
  secrets: 5,
  /** How long nothing may arrive before a webhook is switched off, in milliseconds. */
  failing: 5 * day,
  /** How long a message is kept that no longer waits, in milliseconds. */
  messages: 30 * day,
} as const;
