import type { Lifecycle } from '@plenary/platform';

/**
 * How a webhook moves: OFF by staff; GONE where its receiver answered 410; FAILED where nothing arrived for five days.
 * Staff switch it on again.
 */
export const webhookLifecycle = {
  ON: ['OFF', 'GONE', 'FAILED'],
  OFF: ['ON'],
  GONE: ['ON'],
  FAILED: ['ON'],
} as const satisfies Lifecycle<string>;

export type WebhookState = keyof typeof webhookLifecycle;

/** How a message moves; staff may have one sent again. */
export const messageLifecycle = {
  WAITING: ['DELIVERED', 'FAILED'],
  DELIVERED: ['WAITING'],
  FAILED: ['WAITING'],
} as const satisfies Lifecycle<string>;

export type MessageState = keyof typeof messageLifecycle;
