import { Int, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, ofParent } from '@plenary/event/graphql';
import { listLinks } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input } from '@plenary/platform/graphql';
import { releasePart } from '../operations/release-part.js';
import { revokePartLink } from '../operations/revoke-part-link.js';
import { sendPartLinks } from '../operations/send-part-links.js';
import { mostListed } from './limits.js';
import { ReleasePartInput, RevokePartLinkInput, SendPartLinksInput } from './part.input.js';
import { PartLinkType } from './part-link.type.js';

@Resolver(() => EventType)
export class PartLinksResolver {
  @Allow('program.edit', ofParent)
  @ResolveField(() => [PartLinkType], {
    description: 'The links to parts that were mailed, the last made first, at most 500. Staff only.',
  })
  async partLinks(@InEvent() ctx: EventCtx): Promise<PartLinkType[]> {
    const links = await listLinks(ctx, { purpose: 'PART', eventId: ctx.event.id }, mostListed);
    return links.map(({ subjectId, ...link }) => ({ ...link, personId: subjectId }));
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => Int, {
    description:
      'Mails people the link to their part, all or none; says how many. Each mail is a notice of the event. BAD_INPUT, also for who has no mail address; NOT_FOUND; CONFLICT from 30 days after the event on.',
  })
  sendPartLinks(@InEvent() ctx: EventCtx, @Input(SendPartLinksInput) input: object): Promise<number> {
    return sendPartLinks(ctx, input);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => Boolean, {
    description: 'Revokes a link to a part. NOT_FOUND unless the event has it and it was not revoked before.',
  })
  revokePartLink(@InEvent() ctx: EventCtx, @Input(RevokePartLinkInput) input: object): Promise<boolean> {
    return revokePartLink(ctx, input);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => Boolean, {
    description:
      'Ends that an account acts as a person. NOT_FOUND unless the event has the person and an account acts as them.',
  })
  releasePart(@InEvent() ctx: EventCtx, @Input(ReleasePartInput) input: object): Promise<boolean> {
    return releasePart(ctx, input);
  }
}
