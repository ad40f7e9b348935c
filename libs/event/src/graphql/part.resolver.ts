import { Args, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { listLinks } from '@plenary/identity';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { Allow, InEvent, InRequest, Input } from '@plenary/platform/graphql';
import { claimPart, releasePart } from '../operations/claim-part.js';
import { openPart } from '../operations/open-part.js';
import { revokePartLink } from '../operations/revoke-part-link.js';
import { sendPartLinks } from '../operations/send-part-links.js';
import { setPhotograph, updateProfile } from '../operations/update-profile.js';
import { EventType } from './event.type.js';
import { byEvent, ofParent } from './locators.js';
import { toPartType } from './mapping.js';
import {
  ClaimPartInput,
  ReleasePartInput,
  RevokePartLinkInput,
  SendPartLinksInput,
  SetPhotographInput,
  UpdateProfileInput,
} from './part.input.js';
import { PartLinkType, PartType } from './part.type.js';

const listLimit = 500;

/** The actor's part in the event, as it stands. */
export async function ownPart(ctx: EventCtx, language: string | null = null): Promise<PartType> {
  return toPartType(await openPart(ctx), ctx.viewer, language);
}

@Resolver(() => EventType)
export class PartResolver {
  @Allow('part', byEvent)
  @Query(() => PartType, {
    description:
      "One's own part in an event: of the link of a part, or of the account that has claimed it. NOT_FOUND without one.",
  })
  part(
    @InEvent() ctx: EventCtx,
    @Args('event', { description: "The event's slug." }) _event: string,
    @Args('language', {
      type: () => String,
      nullable: true,
      description: 'BCP 47; else the first of the event.',
    })
    language: string | null | undefined,
  ): Promise<PartType> {
    return ownPart(ctx, language ?? null);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description:
      'Changes what one says of oneself. BAD_INPUT; NOT_FOUND without a part in the event; STALE_VERSION with the profile as it stands in `extensions.current`.',
  })
  async updateProfile(@InEvent() ctx: EventCtx, @Input(UpdateProfileInput) input: object): Promise<PartType> {
    await updateProfile(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description:
      "Sets one's own photograph, or takes it away. BAD_INPUT; NOT_FOUND for an upload that is not one's own; STALE_VERSION.",
  })
  async setPhotograph(@InEvent() ctx: EventCtx, @Input(SetPhotographInput) input: object): Promise<PartType> {
    await setPhotograph(ctx, input);
    return ownPart(ctx);
  }

  @Allow('account')
  @Mutation(() => PartType, {
    description:
      'Lets the account act as the person whose part the link opens. NOT_FOUND unless the link works; CONFLICT if the part, or another one in the event by this account, was claimed before.',
  })
  async claimPart(@InRequest() ctx: Ctx, @Input(ClaimPartInput) input: object): Promise<PartType> {
    const event = await claimPart(ctx, input);
    return ownPart(enterEvent(ctx, event));
  }

  @Allow('program.edit', ofParent)
  @ResolveField(() => [PartLinkType], {
    description: 'The links to parts that were mailed, the last made first, at most 500. Staff only.',
  })
  async partLinks(@InEvent() ctx: EventCtx): Promise<PartLinkType[]> {
    const links = await listLinks(ctx, { purpose: 'PART', eventId: ctx.event.id }, listLimit);
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
