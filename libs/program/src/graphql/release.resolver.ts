import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, ofParent } from '@plenary/event/graphql';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { Allow, AsParent, InEvent, InRequest, Input } from '@plenary/platform/graphql';
import { findScheduledRelease } from '../data/scheduled-releases.js';
import { releaseDifference } from '../operations/current-release.js';
import { cancelScheduledRelease, scheduleRelease } from '../operations/schedule-release.js';
import { toChangeType } from './mapping.js';
import { ProgramChangeType } from './program.type.js';
import { CancelScheduledReleaseInput, ScheduleReleaseInput } from './program.input.js';
import { ScheduledReleaseType } from './release.type.js';

@Resolver(() => EventType)
export class ReleaseResolver {
  @AsParent()
  @ResolveField(() => [ProgramChangeType], {
    description: 'What is different between two releases. NOT_FOUND if one of them never was.',
  })
  async programDifference(
    @InRequest() ctx: Ctx,
    @Parent() event: EventType,
    @Args('from', { type: () => Int, description: 'The number of the one release.' }) from: number,
    @Args('to', { type: () => Int, description: 'The number of the other.' }) to: number,
  ): Promise<ProgramChangeType[]> {
    const changes = await releaseDifference(enterEvent(ctx, event.ref, event.viewer), from, to);
    return changes.map((change) => toChangeType(change, event.language, event.ref.languages));
  }

  @Allow('event.view', ofParent)
  @ResolveField(() => ScheduledReleaseType, {
    nullable: true,
    description: 'The release that is to come; null if none is scheduled. Staff only.',
  })
  scheduledRelease(@InEvent() ctx: EventCtx): Promise<ScheduledReleaseType | null> {
    return findScheduledRelease(ctx);
  }

  @Allow('program.release', byEvent)
  @Mutation(() => ScheduledReleaseType, {
    description:
      'Has the draft released at an instant, as it stands then; takes the place of one scheduled before. BAD_INPUT.',
  })
  scheduleRelease(
    @InEvent() ctx: EventCtx,
    @Input(ScheduleReleaseInput) input: object,
  ): Promise<ScheduledReleaseType> {
    return scheduleRelease(ctx, input);
  }

  @Allow('program.release', byEvent)
  @Mutation(() => Boolean, {
    description: 'Lets go of the release that is to come. CONFLICT if none is scheduled.',
  })
  cancelScheduledRelease(
    @InEvent() ctx: EventCtx,
    @Input(CancelScheduledReleaseInput) input: object,
  ): Promise<boolean> {
    return cancelScheduledRelease(ctx, input);
  }
}
