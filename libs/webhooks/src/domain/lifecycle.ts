import { keyEnum, type Lifecycle } from '@plenary/platform';

/**
 * How a webhook moves: OFF by staff; GONE where its receiver answered 410; FAILED where nothing arrived for five days.
 * Staff switch it on again, and it starts anew.
 */
export const webhookLifecycle = {
  ON: { OFF: {}, GONE: {}, FAILED: {} },
  OFF: { ON: { failingSince: 'cleared' } },
  GONE: { ON: { failingSince: 'cleared' } },
  FAILED: { ON: { failingSince: 'cleared' } },
} as const satisfies Lifecycle<string>;

export const webhookState = keyEnum(webhookLifecycle);
export type WebhookState = keyof typeof webhookLifecycle;

/** How a message moves; staff may have one sent again. Its status is that of the last attempt. */
export const messageLifecycle = {
  WAITING: { DELIVERED: { failure: 'cleared' }, FAILED: { failure: 'set' } },
  DELIVERED: { WAITING: { status: 'cleared', failure: 'cleared' } },
  FAILED: { WAITING: { status: 'cleared', failure: 'cleared' } },
} as const satisfies Lifecycle<string>;

export const messageState = keyEnum(messageLifecycle);
export type MessageState = keyof typeof messageLifecycle;
