import { Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, ofParent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, AsParent, Gql, InEvent, Input, type GqlContext } from '@plenary/platform/graphql';
import { listWebhooks } from '../data/webhooks.js';
import { createWebhook } from '../operations/create-webhook.js';
import { deleteWebhook } from '../operations/delete-webhook.js';
import { resendMessage } from '../operations/resend-message.js';
import { rotateWebhookSecret } from '../operations/rotate-secret.js';
import { sendTestMessage } from '../operations/send-test-message.js';
import { updateWebhook } from '../operations/update-webhook.js';
import { messagesLoader } from './loaders.js';
import { toWebhookType, toWebhookWithSecretType } from './mapping.js';
import {
  CreateWebhookInput,
  ResendMessageInput,
  RotateWebhookSecretInput,
  UpdateWebhookInput,
  WebhookInput,
} from './webhook.input.js';
import { WebhookMessageType, WebhookType, WebhookWithSecretType } from './webhook.type.js';

@Resolver(() => EventType)
export class EventWebhooksResolver {
  @Allow('webhooks.manage', ofParent)
  @ResolveField(() => [WebhookType], { description: 'Its webhooks, the oldest first, at most 20.' })
  async webhooks(@InEvent() ctx: EventCtx): Promise<WebhookType[]> {
    return (await listWebhooks(ctx)).map((webhook) => toWebhookType(webhook, ctx.event));
  }
}

@Resolver(() => WebhookType)
export class WebhookResolver {
  @AsParent()
  @ResolveField(() => [WebhookMessageType], {
    description: 'Its last messages, the newest first, at most 50. They are kept for 30 days.',
  })
  messages(@Gql() gql: GqlContext, @Parent() webhook: WebhookType): Promise<WebhookMessageType[]> {
    return messagesLoader(gql, webhook.event).load(webhook.id);
  }

  @Allow('webhooks.manage', byEvent)
  @Mutation(() => WebhookWithSecretType, {
    description:
      'Has an address told of what happens in the event. Safe to repeat with the same clientKey. BAD_INPUT for an ' +
      'address that may not be sent to; CONFLICT where the event has 20 already.',
  })
  async createWebhook(
    @InEvent() ctx: EventCtx,
    @Input(CreateWebhookInput) input: unknown,
  ): Promise<WebhookWithSecretType> {
    return toWebhookWithSecretType(await createWebhook(ctx, input), ctx.event);
  }

  @Allow('webhooks.manage', byEvent)
  @Mutation(() => WebhookType, {
    description:
      'Changes a webhook, or switches it on or off; what waits for one that is off is given up. BAD_INPUT; NOT_FOUND; ' +
      'STALE_VERSION if it was changed meanwhile.',
  })
  async updateWebhook(
    @InEvent() ctx: EventCtx,
    @Input(UpdateWebhookInput) input: unknown,
  ): Promise<WebhookType> {
    return toWebhookType(await updateWebhook(ctx, input), ctx.event);
  }

  @Allow('webhooks.manage', byEvent)
  @Mutation(() => Boolean, { description: 'Deletes a webhook with its messages. NOT_FOUND.' })
  deleteWebhook(@InEvent() ctx: EventCtx, @Input(WebhookInput) input: unknown): Promise<boolean> {
    return deleteWebhook(ctx, input);
  }

  @Allow('webhooks.manage', byEvent)
  @Mutation(() => WebhookWithSecretType, {
    description:
      'Gives a webhook a new secret; for 24 h its messages are signed with the one before as well. Safe to repeat with ' +
      'the same clientKey. NOT_FOUND; CONFLICT after five secrets within a day.',
  })
  async rotateWebhookSecret(
    @InEvent() ctx: EventCtx,
    @Input(RotateWebhookSecretInput) input: unknown,
  ): Promise<WebhookWithSecretType> {
    return toWebhookWithSecretType(await rotateWebhookSecret(ctx, input), ctx.event);
  }

  @Allow('webhooks.manage', byEvent)
  @Mutation(() => WebhookMessageType, {
    description:
      'Sends a webhook a message that tells of nothing, once. NOT_FOUND; CONFLICT for one that is switched off, or ' +
      'whose last test still waits.',
  })
  sendTestMessage(
    @InEvent() ctx: EventCtx,
    @Input(WebhookInput) input: unknown,
  ): Promise<WebhookMessageType> {
    return sendTestMessage(ctx, input);
  }

  @Allow('webhooks.manage', byEvent)
  @Mutation(() => WebhookMessageType, {
    description:
      'Sends a message again under the same id. NOT_FOUND; CONFLICT if it still waits, or its webhook is switched off.',
  })
  resendMessage(
    @InEvent() ctx: EventCtx,
    @Input(ResendMessageInput) input: unknown,
  ): Promise<WebhookMessageType> {
    return resendMessage(ctx, input);
  }
}
