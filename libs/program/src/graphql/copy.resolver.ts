import { Mutation, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, toEventType } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input } from '@plenary/platform/graphql';
import { copyProgram } from '../operations/copy-program.js';
import { CopyProgramInput } from './program.input.js';

@Resolver()
export class CopyResolver {
  @Allow('program.edit', byEvent)
  @Mutation(() => EventType, {
    description:
      'Copies the draft of another event into a new one, shifted to its days: what was at 09:30 on the second day is at 09:30 on the second day there. BAD_INPUT; NOT_FOUND or FORBIDDEN for an event whose program one may not edit; CONFLICT unless the new event is a draft without a program.',
  })
  async copyProgram(@InEvent() ctx: EventCtx, @Input(CopyProgramInput) input: object): Promise<EventType> {
    return toEventType(await copyProgram(ctx, input), ctx.viewer, null);
  }
}
