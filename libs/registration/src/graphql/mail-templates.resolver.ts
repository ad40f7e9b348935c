import { Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, ofParent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input, Unaudited } from '@plenary/platform/graphql';
import { listMailTemplates } from '../data/mail-templates.js';
import { previewMail, sendTestMail } from '../operations/preview-mail.js';
import { removeMailTemplate, saveMailTemplate } from '../operations/save-mail-template.js';
import { MailPreviewType, MailTemplateType } from './mail-template.type.js';
import {
  PreviewMailInput,
  RemoveMailTemplateInput,
  SaveMailTemplateInput,
  SendTestMailInput,
} from './registration.input.js';

@Resolver(() => MailTemplateType)
export class MailTemplatesResolver {
  @Allow('registrations.edit', byEvent)
  @Mutation(() => MailTemplateType, {
    description:
      'Lets a mail of the event say other words in a language. BAD_INPUT for a placeholder that the mail has not; NOT_FOUND; STALE_VERSION; CONFLICT where it has words of its own already.',
  })
  saveMailTemplate(
    @InEvent() ctx: EventCtx,
    @Input(SaveMailTemplateInput) input: object,
  ): Promise<MailTemplateType> {
    return saveMailTemplate(ctx, input);
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => Boolean, {
    description: 'Lets a mail of the event say the usual words again. NOT_FOUND; STALE_VERSION.',
  })
  removeMailTemplate(
    @InEvent() ctx: EventCtx,
    @Input(RemoveMailTemplateInput) input: object,
  ): Promise<boolean> {
    return removeMailTemplate(ctx, input);
  }

  @Allow('registrations.edit', byEvent)
  @Unaudited('A preview keeps nothing.')
  @Mutation(() => MailPreviewType, {
    description:
      'A mail as somebody made up would get it, in the words that it has or in words to try. Saves nothing, sends nothing. BAD_INPUT for a placeholder that the mail has not.',
  })
  previewMail(@InEvent() ctx: EventCtx, @Input(PreviewMailInput) input: object): Promise<MailPreviewType> {
    return previewMail(ctx, input);
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => Boolean, {
    description:
      'Mails it to the address of the account that asks, as it would go now to somebody made up. BAD_INPUT; FORBIDDEN for whoever is no account.',
  })
  sendTestMail(@InEvent() ctx: EventCtx, @Input(SendTestMailInput) input: object): Promise<boolean> {
    return sendTestMail(ctx, input);
  }
}

@Resolver(() => EventType)
export class EventMailTemplatesResolver {
  @Allow('registrations.edit', ofParent)
  @ResolveField(() => [MailTemplateType], {
    description: 'The mails that say words of its own, and what they say. Staff only.',
  })
  mailTemplates(@InEvent() ctx: EventCtx): Promise<MailTemplateType[]> {
    return listMailTemplates(ctx);
  }
}
