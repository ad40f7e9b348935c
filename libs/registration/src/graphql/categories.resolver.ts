import { Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, ofParent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, AsParent, Gql, InEvent, Input, Public, type GqlContext } from '@plenary/platform/graphql';
import { listOpenings } from '../data/categories.js';
import { listForms } from '../data/forms.js';
import { requireOpening } from '../operations/find-opening.js';
import { raiseQuota } from '../operations/raise-quota.js';
import { saveCategory } from '../operations/save-category.js';
import { saveForm } from '../operations/save-form.js';
import { RegistrationCategoryType } from './category.type.js';
import { FormType } from './form.type.js';
import { formLoader } from './loaders.js';
import { toCategoryType, toFormType } from './mapping.js';
import { RaiseQuotaInput, SaveCategoryInput, SaveFormInput } from './registration.input.js';

@Resolver(() => EventType)
export class EventCategoriesResolver {
  @Public('Strangers see as what they can take part, and whether places are free.', ofParent)
  @ResolveField(() => [RegistrationCategoryType], {
    description: 'As what one takes part, in order. Staff alone see places that are held.',
  })
  async categories(@InEvent() ctx: EventCtx): Promise<RegistrationCategoryType[]> {
    return (await listOpenings(ctx)).map((opening) => toCategoryType(opening, ctx));
  }

  @Allow('registrations.edit', ofParent)
  @ResolveField(() => [FormType], { description: 'Its forms as they stand, by key. Staff only.' })
  async forms(@InEvent() ctx: EventCtx): Promise<FormType[]> {
    return (await listForms(ctx)).map(toFormType);
  }
}

@Resolver(() => RegistrationCategoryType)
export class RegistrationCategoryResolver {
  @AsParent()
  @ResolveField(() => FormType, { nullable: true, description: 'What it asks; null for nothing.' })
  async form(
    @Gql() gql: GqlContext,
    @Parent() { formId, event }: RegistrationCategoryType,
  ): Promise<FormType | null> {
    const form = formId === null ? null : await formLoader(gql, event).load(formId);
    return form === null ? null : toFormType(form);
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => RegistrationCategoryType, {
    description:
      'Makes a category of registrations, or changes one. BAD_INPUT, also for more places than there are, which raiseQuota gives; NOT_FOUND; STALE_VERSION; CONFLICT for a key that is taken, for fewer places than are held, or to take away a way to attend that somebody has.',
  })
  async saveCategory(
    @InEvent() ctx: EventCtx,
    @Input(SaveCategoryInput) input: object,
  ): Promise<RegistrationCategoryType> {
    const { id } = await saveCategory(ctx, input);
    return toCategoryType(await requireOpening(ctx, id), ctx);
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => RegistrationCategoryType, {
    description:
      'Gives a category more places, with a reason that is kept; who is named gets one in the same step, the others go to who waits first. BAD_INPUT for fewer places than there are; NOT_FOUND; CONFLICT for a registration that waits for none of them.',
  })
  async raiseQuota(
    @InEvent() ctx: EventCtx,
    @Input(RaiseQuotaInput) input: object,
  ): Promise<RegistrationCategoryType> {
    const { id } = await raiseQuota(ctx, input);
    return toCategoryType(await requireOpening(ctx, id), ctx);
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => FormType, {
    description:
      'Makes a form, or another version of one: answers stay with the version that they were given on. BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT for a key that is taken.',
  })
  async saveForm(@InEvent() ctx: EventCtx, @Input(SaveFormInput) input: object): Promise<FormType> {
    return toFormType(await saveForm(ctx, input));
  }
}
