import { Args, Mutation, Parent, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { EventType, byEvent, byVisibleEvent } from '@plenary/event/graphql';
import { enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { Allow, AsParent, InEvent, InRequest, Input, KeptUntil, Public } from '@plenary/platform/graphql';
import { findRunningOrder, runningOrderTopic, watchRunningOrder } from '../operations/running-order.js';
import { endSession, setActualTimes, startSession } from '../operations/run-session.js';
import { toRunningSessionType } from './mapping.js';
import { RunSessionInput, SetActualTimesInput } from './program.input.js';
import { ActualTimesType, RunningSessionType } from './running-order.type.js';

@Resolver(() => EventType)
export class RunningOrderResolver {
  @AsParent()
  @KeptUntil((_args, event) => (event instanceof EventType ? runningOrderTopic(event.ref.id) : ''))
  @ResolveField(() => [RunningSessionType], {
    description: 'The sessions of the last release, as the day has them: what is late makes others late.',
  })
  async runningOrder(@InRequest() ctx: Ctx, @Parent() event: EventType): Promise<RunningSessionType[]> {
    return (await findRunningOrder(enterEvent(ctx, event.ref, event.viewer))).map(toRunningSessionType);
  }

  @Public('What runs is seen by everybody in the hall.', byVisibleEvent)
  @Subscription(() => [RunningSessionType], {
    description:
      'The running order: at once, and again whenever a session starts or ends. NOT_FOUND for an unknown event.',
  })
  runningOrderChanged(
    @InEvent() ctx: EventCtx,
    @Args('event', { description: "The event's slug." }) _event: string,
  ): AsyncIterableIterator<RunningSessionType[]> {
    return watchRunningOrder(ctx, toRunningSessionType);
  }

  @Allow('sessions.run', byEvent)
  @Mutation(() => ActualTimesType, {
    description: 'Notes that a session has started. NOT_FOUND; CONFLICT if it has already.',
  })
  startSession(@InEvent() ctx: EventCtx, @Input(RunSessionInput) input: object): Promise<ActualTimesType> {
    return startSession(ctx, input);
  }

  @Allow('sessions.run', byEvent)
  @Mutation(() => ActualTimesType, {
    description: 'Notes that a session has ended. BAD_INPUT; NOT_FOUND; CONFLICT unless it runs.',
  })
  endSession(@InEvent() ctx: EventCtx, @Input(RunSessionInput) input: object): Promise<ActualTimesType> {
    return endSession(ctx, input);
  }

  @Allow('sessions.run', byEvent)
  @Mutation(() => ActualTimesType, {
    description:
      'Sets or corrects when a session really started and ended. BAD_INPUT; NOT_FOUND; STALE_VERSION with the times as they stand.',
  })
  setActualTimes(
    @InEvent() ctx: EventCtx,
    @Input(SetActualTimesInput) input: object,
  ): Promise<ActualTimesType> {
    return setActualTimes(ctx, input);
  }
}
