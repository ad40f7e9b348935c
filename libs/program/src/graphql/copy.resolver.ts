import { Args, Field, ID, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, toEventType } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, inputValues } from '@plenary/platform/graphql';
import { copyProgram } from '../operations/copy-program.js';

@InputType({ description: 'An event that is to start with the program of another.' })
export class CopyProgramInput {
  @Field({
    description: 'The slug of the new event: a draft without a program. Its own days are those shifted to.',
  })
  event!: string;

  @Field(() => ID, {
    description: "A UUID of the client's own: a repeat with the same one does nothing twice.",
  })
  clientKey!: string;

  @Field({ description: 'The slug of the event to copy from, such as last year’s.' })
  from!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether those who appear come along: to be invited anew, with no consent given.',
  })
  people?: boolean | null;
}

@Resolver()
export class CopyResolver {
  @Allow('program.edit', byEvent)
  @Mutation(() => EventType, {
    description:
      'Copies the draft of another event into a new one, shifted to its days: what was at 09:30 on the second day is at 09:30 on the second day there. BAD_INPUT; NOT_FOUND or FORBIDDEN for an event whose program one may not edit; CONFLICT unless the new event is a draft without a program.',
  })
  async copyProgram(
    @InEvent() ctx: EventCtx,
    @Args('input', { description: 'What to do, by its own type.' }) input: CopyProgramInput,
  ): Promise<EventType> {
    return toEventType(await copyProgram(ctx, inputValues(input)), ctx.viewer, null);
  }
}
