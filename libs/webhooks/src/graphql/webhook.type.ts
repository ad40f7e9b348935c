import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { EventRef } from '@plenary/platform';
import { webhookKind, type WebhookKind } from '../domain/happenings.js';
import { messageState, webhookState, type MessageState, type WebhookState } from '../domain/lifecycle.js';
import { messageFailure, type MessageFailure } from '../domain/webhook.js';

registerEnumType(webhookKind.enum, {
  name: 'WebhookKind',
  description:
    'What a webhook is told of. In its messages: `program.released`, `edition.published`, `registration.confirmed` and ' +
    'the others of its states, `webhook.test`.',
  valuesMap: {
    PROGRAM_RELEASED: { description: 'A program was released.' },
    EDITION_PUBLISHED: { description: 'An edition of the minutes was published.' },
    REGISTRATION_SUBMITTED: { description: 'A registration came in that staff decide on.' },
    REGISTRATION_CONFIRMED: { description: 'A registration has a place.' },
    REGISTRATION_WAITLISTED: {
      description: 'A registration waits for a place, also where an offer has lapsed.',
    },
    REGISTRATION_OFFERED: { description: 'A place was offered to a registration.' },
    REGISTRATION_DECLINED: { description: 'Staff declined a registration.' },
    REGISTRATION_CANCELLED: {
      description: 'A registration was cancelled, by its owner, by staff, or unproven.',
    },
    TEST: { description: 'Nothing: staff have asked for a test. It can not be chosen.' },
  },
});
registerEnumType(webhookState.enum, {
  name: 'WebhookState',
  description: 'Whether a webhook is told, and if not, why.',
  valuesMap: {
    ON: { description: 'It is told.' },
    OFF: { description: 'Staff have switched it off.' },
    GONE: { description: 'It was switched off, for its receiver answered 410 Gone.' },
    FAILED: { description: 'It was switched off, for nothing had arrived for five days.' },
  },
});
registerEnumType(messageState.enum, {
  name: 'WebhookMessageState',
  description: 'WAITING to be sent, for the first time or again; DELIVERED; or FAILED after about a day.',
});
registerEnumType(messageFailure.enum, {
  name: 'WebhookFailure',
  description: 'Why a message did not arrive.',
  valuesMap: {
    STATUS: { description: 'The answer was not a 2xx. Redirects are not followed.' },
    TIMEOUT: { description: 'There was no answer within 10 s.' },
    NO_ADDRESS: { description: 'The name leads to no address.' },
    PRIVATE_ADDRESS: { description: 'The name leads to an address that is not of the public internet.' },
    TLS: { description: 'No secure connection: the certificate is not valid for the name, for instance.' },
    CONNECTION: { description: 'No connection, or none that spoke HTTP to its end.' },
    SWITCHED_OFF: { description: 'The webhook was switched off.' },
  },
});

@ObjectType('Webhook', {
  description:
    'An address of another system that is told of what happens in the event, by messages that are signed as the ' +
    'Standard Webhooks specification says.',
})
export class WebhookType {
  /** The event it belongs to. */
  event!: EventRef;

  @Field(() => ID, { description: 'UUIDv7.' })
  id!: string;

  @Field({ description: 'Where messages are posted to.' })
  url!: string;

  @Field({ description: 'What it is for.' })
  description!: string;

  @Field(() => [webhookKind.enum], { description: 'What it is told of.' })
  kinds!: WebhookKind[];

  @Field(() => webhookState.enum, { description: 'Whether it is told.' })
  state!: WebhookState;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when no message has arrived; null while they arrive.',
  })
  failingSince!: Date | null;

  @Field({ description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Counts its edits.' })
  version!: number;
}

@ObjectType('WebhookMessage', { description: 'What a webhook was told, or is to be told.' })
export class WebhookMessageType {
  @Field(() => ID, { description: 'UUIDv7; `webhook-id` of every attempt.' })
  id!: string;

  @Field(() => webhookKind.enum, { description: 'What it tells of.' })
  kind!: WebhookKind;

  @Field({ description: 'When that happened.' })
  happenedAt!: Date;

  @Field(() => messageState.enum, { description: 'Where it stands.' })
  state!: MessageState;

  @Field(() => Int, { description: 'How often it was sent.' })
  attempts!: number;

  @Field(() => Date, { nullable: true, description: 'When it was sent last.' })
  attemptedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The HTTP status of the last answer.' })
  status!: number | null;

  @Field(() => messageFailure.enum, { nullable: true, description: 'Why it did not arrive the last time.' })
  failure!: MessageFailure | null;
}

@ObjectType('WebhookWithSecret', { description: 'A webhook with a secret, which is not shown again.' })
export class WebhookWithSecretType {
  @Field(() => WebhookType, { description: 'The webhook.' })
  webhook!: WebhookType;

  @Field({ description: 'What its messages are signed with: `whsec_` and 32 bytes in base64.' })
  secret!: string;
}
