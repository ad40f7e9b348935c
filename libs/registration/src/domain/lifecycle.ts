import { keyEnum, type Lifecycle } from '@plenary/platform';
import { z } from 'zod';

const offered = { offeredUntil: 'set' } as const;
const cancelled = { cause: 'set', reason: 'set' } as const;
const declined = { reason: 'set' } as const;
const over = { offeredUntil: 'cleared' } as const;
const anew = { cause: 'cleared', reason: 'cleared' } as const;

/** How a registration moves (domain.md, Registration 1). CONFIRMED and OFFERED hold a place. */
export const registrationLifecycle = {
  SUBMITTED: { CONFIRMED: {}, WAITLISTED: {}, DECLINED: declined, CANCELLED: cancelled },
  WAITLISTED: { OFFERED: offered, CONFIRMED: {}, CANCELLED: cancelled },
  OFFERED: { CONFIRMED: over, WAITLISTED: over, CANCELLED: { ...cancelled, ...over } },
  CONFIRMED: { CANCELLED: cancelled },
  DECLINED: { SUBMITTED: anew },
  CANCELLED: { SUBMITTED: anew },
} as const satisfies Lifecycle<string>;

export const registrationState = keyEnum(registrationLifecycle);
export type RegistrationState = keyof typeof registrationLifecycle;

/**
 * Why it was cancelled: by its owner, by staff, because nobody showed in time to get its mail, or because the address had
 * a registration before.
 */
export const cancellationCause = z.enum(['OWNER', 'STAFF', 'UNPROVEN', 'DUPLICATE']);
export type CancellationCause = z.output<typeof cancellationCause>;
