import { keyEnum } from '@plenary/platform';
import { z } from 'zod';

const registration = z.object({ registrationId: z.uuid() });

/**
 * What a webhook can be told of: how its message names it, and the ids and numbers it holds besides the event's. A
 * receiver fetches the rest by the API, as far as it may see it.
 */
export const happenings = {
  PROGRAM_RELEASED: {
    type: 'program.released',
    about: z.object({ release: z.int().min(1).meta({ description: 'The number of the release.' }) }),
  },
  EDITION_PUBLISHED: {
    type: 'edition.published',
    about: z.object({
      editionId: z.uuid(),
      language: z.string().meta({ description: 'A BCP 47 code.' }),
      number: z.int().min(1).meta({ description: 'It counts the editions of the language.' }),
    }),
  },
  REGISTRATION_SUBMITTED: { type: 'registration.submitted', about: registration },
  REGISTRATION_CONFIRMED: { type: 'registration.confirmed', about: registration },
  REGISTRATION_WAITLISTED: { type: 'registration.waitlisted', about: registration },
  REGISTRATION_OFFERED: { type: 'registration.offered', about: registration },
  REGISTRATION_DECLINED: { type: 'registration.declined', about: registration },
  REGISTRATION_CANCELLED: { type: 'registration.cancelled', about: registration },
  TEST: { type: 'webhook.test', about: z.object({}) },
} as const;

export const webhookKind = keyEnum(happenings);
export type WebhookKind = z.output<typeof webhookKind>;

/** What there is to tell of a kind of happening. */
export type About<Kind extends WebhookKind> = z.output<(typeof happenings)[Kind]['about']>;

interface Happening {
  readonly kind: WebhookKind;
  readonly about: unknown;
  readonly happenedAt: Date;
}

/** The body of a message, as the Standard Webhooks specification lays it out. */
export function messageBody(
  { kind, about, happenedAt }: Happening,
  event: { readonly id: string; readonly slug: string },
): string {
  const { type, about: schema } = happenings[kind];
  const data = { event: event.slug, eventId: event.id, ...schema.parse(about) };
  return JSON.stringify({ type, timestamp: happenedAt.toISOString(), data });
}

function bodyOf({ type, about }: { readonly type: string; readonly about: z.ZodObject }) {
  const event = z.string().meta({ description: "The event's slug." });
  return z.object({
    type: z.literal(type),
    timestamp: z.iso.datetime().meta({ description: 'When it happened.' }),
    data: about.extend({ event, eventId: z.uuid() }),
  });
}

/** Every body there is, for receivers. */
export const webhookBody = z.discriminatedUnion('type', [
  bodyOf(happenings.PROGRAM_RELEASED),
  bodyOf(happenings.EDITION_PUBLISHED),
  bodyOf(happenings.REGISTRATION_SUBMITTED),
  bodyOf(happenings.REGISTRATION_CONFIRMED),
  bodyOf(happenings.REGISTRATION_WAITLISTED),
  bodyOf(happenings.REGISTRATION_OFFERED),
  bodyOf(happenings.REGISTRATION_DECLINED),
  bodyOf(happenings.REGISTRATION_CANCELLED),
  bodyOf(happenings.TEST),
]);
