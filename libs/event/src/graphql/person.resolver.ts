import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input } from '@plenary/platform/graphql';
import { createPerson, showPerson, updatePerson } from '../operations/edit-person.js';
import { EventType } from './event.type.js';
import { byEvent, ofParent } from './locators.js';
import { toPersonRecordType } from './mapping.js';
import { CreatePersonInput, UpdatePersonInput } from './person.input.js';
import { PersonRecordType } from './person-record.type.js';

@Resolver(() => EventType)
export class PersonResolver {
  @Allow('program.edit', ofParent)
  @ResolveField(() => PersonRecordType, {
    description: 'All that staff know of one person of the event. Staff only. NOT_FOUND.',
  })
  async person(
    @InEvent() ctx: EventCtx,
    @Parent() event: EventType,
    @Args('id', { type: () => ID, description: 'The person.' }) id: string,
  ): Promise<PersonRecordType> {
    return toPersonRecordType(await showPerson(ctx, id), event.language);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => PersonRecordType, {
    description: 'Adds a person to the event. BAD_INPUT; CONFLICT if the key is taken.',
  })
  async createPerson(
    @InEvent() ctx: EventCtx,
    @Input(CreatePersonInput) input: object,
  ): Promise<PersonRecordType> {
    return toPersonRecordType(await createPerson(ctx, input), ctx.event.languages[0] ?? 'en');
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => PersonRecordType, {
    description:
      'Changes what is known of a person. BAD_INPUT; NOT_FOUND; STALE_VERSION with the person as they stand.',
  })
  async updatePerson(
    @InEvent() ctx: EventCtx,
    @Input(UpdatePersonInput) input: object,
  ): Promise<PersonRecordType> {
    return toPersonRecordType(await updatePerson(ctx, input), ctx.event.languages[0] ?? 'en');
  }
}
