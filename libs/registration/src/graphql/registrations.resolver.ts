import { Args, ArgsType, Field, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  EventType,
  PersonType,
  byEvent,
  byVisibleEvent,
  ofParent,
  personLoader,
  toPersonType,
} from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import {
  Allow,
  AsParent,
  Gql,
  InEvent,
  Input,
  PageArgs,
  Public,
  type GqlContext,
} from '@plenary/platform/graphql';
import { registrationState, type RegistrationState } from '../domain/lifecycle.js';
import { doubtfulPhones } from '../domain/answers.js';
import { heldBackBy } from '../domain/held-back.js';
import { decideRegistrations } from '../operations/decide-registrations.js';
import { listRegistrations } from '../operations/list-registrations.js';
import { register } from '../operations/register.js';
import { registerOwnPart, registerSpeakers } from '../operations/register-speakers.js';
import { answeredFormLoader, openingLoader, positionLoader } from './loaders.js';
import { toHeldBackType, toRegistrationType } from './mapping.js';
import {
  DecideRegistrationsInput,
  RegisterInput,
  RegisterOwnPartInput,
  RegisterSpeakersInput,
} from './registration.input.js';
import { HeldBackType, RegistrationPageType, RegistrationType } from './registration.type.js';

@ArgsType()
class RegistrationArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only of this category.' })
  category?: string | null;

  @Field(() => registrationState.enum, { nullable: true, description: 'Only in this state.' })
  state?: RegistrationState | null;
}

@Resolver(() => EventType)
export class EventRegistrationsResolver {
  @Allow('registrations.edit', ofParent)
  @ResolveField(() => RegistrationPageType, {
    description: 'Its registrations in the order in which they came in. Staff only. BAD_INPUT; NOT_FOUND.',
  })
  async registrations(
    @InEvent() ctx: EventCtx,
    @Parent() event: EventType,
    @Args() { category, state, ...page }: RegistrationArgs,
  ): Promise<InstanceType<typeof RegistrationPageType>> {
    const { nodes, endCursor } = await listRegistrations(ctx, { ...page, categoryId: category, state });
    return { nodes: nodes.map((row) => toRegistrationType(row, ctx.event, event.language)), endCursor };
  }
}

@Resolver(() => RegistrationType)
export class RegistrationResolver {
  @AsParent()
  @ResolveField(() => PersonType, { nullable: true, description: 'Whose place it is.' })
  async person(
    @Gql() gql: GqlContext,
    @Parent() { event, row, language }: RegistrationType,
  ): Promise<PersonType | null> {
    const person = await personLoader(gql, event).load(row.personId);
    return person === null ? null : toPersonType(person, language);
  }

  @AsParent()
  @ResolveField(() => HeldBackType, {
    nullable: true,
    description: 'Why it has no place yet; null for who does not wait.',
  })
  async heldBackBy(
    @Gql() gql: GqlContext,
    @Parent() { event, row }: RegistrationType,
  ): Promise<HeldBackType | null> {
    const [opening, position] = await Promise.all([
      openingLoader(gql, event).load(row.categoryId),
      positionLoader(gql, event).load(row.id),
    ]);
    if (opening === null || position === null) return null;
    const held = heldBackBy(row, opening, position, gql.ctx.services.clock.now());
    return held === null ? null : toHeldBackType(held);
  }

  @AsParent()
  @ResolveField(() => [String], {
    description:
      'The fields whose telephone number is not known to be valid, or has no country code: it may be right all the same.',
  })
  async doubtfulPhones(
    @Gql() gql: GqlContext,
    @Parent() { event, row }: RegistrationType,
  ): Promise<string[]> {
    const { formId, formVersion, answers } = row;
    if (formId === null || formVersion === null) return [];
    const form = await answeredFormLoader(gql, event).load(`${formId} ${String(formVersion)}`);
    return doubtfulPhones(form?.fields ?? [], answers);
  }

  @Public('Whoever may see the event may register for it.', byVisibleEvent)
  @Mutation(() => Boolean, {
    description:
      'Registers somebody. The answer is true whatever became of it: the mail tells, so that nobody learns who is registered. Safe to repeat with the same clientKey. BAD_INPUT with answers.KEY for an answer at fault; NOT_FOUND; CONFLICT where the category takes nobody just now.',
  })
  register(@InEvent() ctx: EventCtx, @Input(RegisterInput) input: object): Promise<boolean> {
    return register(ctx, input);
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => [RegistrationType], {
    description:
      'Decides on registrations, all or none: who is confirmed gets a place where one is free and nobody waits, and else stands in the waiting list. BAD_INPUT, also without a reason to decline or to cancel; NOT_FOUND; CONFLICT for one that can not move so.',
  })
  async decideRegistrations(
    @InEvent() ctx: EventCtx,
    @Input(DecideRegistrationsInput) input: object,
  ): Promise<RegistrationType[]> {
    const decided = await decideRegistrations(ctx, input);
    return decided.map((row) => toRegistrationType(row, ctx.event, ctx.event.languages[0] ?? 'en'));
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => [RegistrationType], {
    description:
      'Registers people who have a part in the program: they are told, with their ticket; who is registered already stays as they are. BAD_INPUT for a person without a part; NOT_FOUND; CONFLICT for one whose address has a registration.',
  })
  async registerSpeakers(
    @InEvent() ctx: EventCtx,
    @Input(RegisterSpeakersInput) input: object,
  ): Promise<RegistrationType[]> {
    const registered = await registerSpeakers(ctx, input);
    return registered.map((row) => toRegistrationType(row, ctx.event, ctx.event.languages[0] ?? 'en'));
  }

  @Allow('part', byEvent)
  @Mutation(() => Boolean, {
    description:
      'Registers who has a part in the program, by the link of it; the mail tells what became of it. A repeat changes nothing. NOT_FOUND without a part; CONFLICT where the category takes nobody just now, or the address has a registration.',
  })
  async registerOwnPart(
    @InEvent() ctx: EventCtx,
    @Input(RegisterOwnPartInput) input: object,
  ): Promise<boolean> {
    return (await registerOwnPart(ctx, input)).length === 1;
  }
}
