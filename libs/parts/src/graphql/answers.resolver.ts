import { Mutation, Resolver } from '@nestjs/graphql';
import { byEvent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input } from '@plenary/platform/graphql';
import { AnswerInput, SetConsentInput, SetOwnAvailabilityInput } from '@plenary/program/graphql';
import {
  confirmAppearance,
  declineAppearance,
  setConsent,
  setOwnAvailability,
} from '../operations/answer-for-part.js';
import { setPhotograph, updateProfile } from '../operations/update-profile.js';
import { ownPart } from './own-part.js';
import { SetPhotographInput, UpdateProfileInput } from './part.input.js';
import { PartType } from './part.type.js';

const stale =
  'NOT_FOUND unless it is one’s own; STALE_VERSION with what one sees of the session in `extensions.current`.';

@Resolver(() => PartType)
export class AnswersResolver {
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

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description: `Takes on a part that one was invited to; a repeat changes nothing. BAD_INPUT; ${stale}`,
  })
  async confirmAppearance(@InEvent() ctx: EventCtx, @Input(AnswerInput) input: unknown): Promise<PartType> {
    await confirmAppearance(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description: `Declines a part, also one that was taken on before. BAD_INPUT; ${stale}`,
  })
  async declineAppearance(@InEvent() ctx: EventCtx, @Input(AnswerInput) input: unknown): Promise<PartType> {
    await declineAppearance(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description: `Sets what one agrees to in a part of one’s own. BAD_INPUT; ${stale}`,
  })
  async setConsent(@InEvent() ctx: EventCtx, @Input(SetConsentInput) input: unknown): Promise<PartType> {
    await setConsent(ctx, input);
    return ownPart(ctx);
  }

  @Allow('part', byEvent)
  @Mutation(() => PartType, {
    description:
      'Sets when one can be used in the event. BAD_INPUT; NOT_FOUND without a part in it; STALE_VERSION with the windows as they stand in `extensions.current`.',
  })
  async setOwnAvailability(
    @InEvent() ctx: EventCtx,
    @Input(SetOwnAvailabilityInput) input: unknown,
  ): Promise<PartType> {
    await setOwnAvailability(ctx, input);
    return ownPart(ctx);
  }
}
