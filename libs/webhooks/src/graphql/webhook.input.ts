import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { WebhookKind } from '@plenary/platform/database';

const event = { description: "The event's slug." };
const url = {
  description:
    'An https address on the public internet, without a user name; its port is 443 or one from 1024.',
};
const description = { description: 'What it is for, at most 200 characters.' };
const kinds = { description: 'What it wants to be told of, at least one; TEST can not be chosen.' };
const clientKey = { description: 'A UUID of the sender; a repeat with the same one gives the first result.' };

@InputType({ description: 'A webhook to make.' })
export class CreateWebhookInput {
  @Field(event)
  event!: string;

  @Field(() => ID, clientKey)
  clientKey!: string;

  @Field(url)
  url!: string;

  @Field(description)
  description!: string;

  @Field(() => [WebhookKind], kinds)
  kinds!: WebhookKind[];
}

@InputType({ description: 'What to change of a webhook. What is left out stays.' })
export class UpdateWebhookInput {
  @Field(event)
  event!: string;

  @Field(() => ID, { description: 'The webhook.' })
  webhookId!: string;

  @Field(() => Int, { description: 'Of the webhook as it was seen.' })
  version!: number;

  @Field(() => String, { ...url, nullable: true })
  url?: string | null;

  @Field(() => String, { ...description, nullable: true })
  description?: string | null;

  @Field(() => [WebhookKind], { ...kinds, nullable: true })
  kinds?: WebhookKind[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Switches it on or off.' })
  enabled?: boolean | null;
}

@InputType({ description: 'Which webhook.' })
export class WebhookInput {
  @Field(event)
  event!: string;

  @Field(() => ID, { description: 'The webhook.' })
  webhookId!: string;
}

@InputType({ description: 'Which webhook is to get a new secret.' })
export class RotateWebhookSecretInput extends WebhookInput {
  @Field(() => ID, clientKey)
  clientKey!: string;
}

@InputType({ description: 'Which message to send again.' })
export class ResendMessageInput {
  @Field(event)
  event!: string;

  @Field(() => ID, { description: 'A message that does not wait.' })
  messageId!: string;
}
