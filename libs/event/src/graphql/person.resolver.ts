import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { dropNulls, type EventCtx } from '@plenary/platform';
import { Allow, InEvent, inputValues } from '@plenary/platform/graphql';
import { createPerson, findPerson, updatePerson } from '../operations/edit-person.js';
import { EventType } from './event.type.js';
import { byEvent, ofParent } from './locators.js';
import { toPersonRecordType } from './mapping.js';
import { CreatePersonInput, PersonRecordType, UpdatePersonInput } from './person-record.type.js';

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
    return toPersonRecordType(await findPerson(ctx, id), event.language);
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => PersonRecordType, {
    description: 'Adds a person to the event. BAD_INPUT; CONFLICT if the key is taken.',
  })
  async createPerson(
    @InEvent() ctx: EventCtx,
    @Args('input', { description: 'What to do, by its own type.' }) input: CreatePersonInput,
  ): Promise<PersonRecordType> {
    return toPersonRecordType(
      await createPerson(ctx, dropNulls(inputValues(input))),
      ctx.event.languages[0] ?? 'en',
    );
  }

  @Allow('program.edit', byEvent)
  @Mutation(() => PersonRecordType, {
    description:
      'Changes what is known of a person. BAD_INPUT; NOT_FOUND; STALE_VERSION with the person as they stand.',
  })
  async updatePerson(
    @InEvent() ctx: EventCtx,
    @Args('input', { description: 'What to do, by its own type.' }) input: UpdatePersonInput,
  ): Promise<PersonRecordType> {
    return toPersonRecordType(await updatePerson(ctx, inputValues(input)), ctx.event.languages[0] ?? 'en');
  }
}
