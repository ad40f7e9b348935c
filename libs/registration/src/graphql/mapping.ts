import { displayName, type Person } from '@plenary/event';
import type { EventCtx, EventRef } from '@plenary/platform';
import { localTexts } from '@plenary/platform/graphql';
import { isAllowed } from '@plenary/platform/access';
import type { Opening } from '../data/categories.js';
import type { Answers } from '../domain/answers.js';
import { closedBecause, freePlaces, offersPaused } from '../domain/category.js';
import type { Country } from '../domain/country.js';
import type { Form } from '../domain/form.js';
import type { Registration } from '../domain/registration.js';
import type { HeldBackBy } from '../domain/held-back.js';
import type { RegistrationCategoryType } from './category.type.js';
import type { CountryType } from './country.type.js';
import type { FormType } from './form.type.js';
import type {
  FieldAnswerType,
  HeldBackType,
  OwnRegistrationType,
  RegistrationType,
} from './registration.type.js';

/** What staff alone see of a category is left out for others. */
export function toCategoryType({ category, event }: Opening, ctx: EventCtx): RegistrationCategoryType {
  const now = ctx.services.clock.now();
  const isStaff = isAllowed(ctx.actor, 'registrations.edit', ctx.event.id);
  const { id, key, approval, byInvitation, opensAt, closesAt, autoAccept, showsWaiting, formId, version } =
    category;
  return {
    ...{ id, key, approval, byInvitation, opensAt, closesAt, autoAccept, showsWaiting, formId, version },
    event: ctx.event,
    name: localTexts(category.name),
    description: localTexts(category.description),
    days: [...category.days],
    closedBecause: closedBecause(category, event, now),
    offersPaused: isStaff ? offersPaused(category, event, now) : null,
    quotas: category.quotas.map((quota) => ({
      mode: quota.mode,
      free: freePlaces(quota),
      waiting: isStaff || showsWaiting ? quota.waiting : null,
      places: isStaff ? quota.places : null,
      held: isStaff ? quota.held : null,
    })),
  };
}

export function toFormType({ id, key, name, version, fields }: Form): FormType {
  return {
    id,
    key,
    name,
    version,
    fields: fields.map(({ label, hint, choices, when, ...field }) => ({
      ...field,
      label: localTexts(label),
      hint: localTexts(hint ?? null),
      choices: choices.map((choice) => ({ key: choice.key, label: localTexts(choice.label) })),
      when: when.map(({ field: name, isOneOf }) => ({ field: name, isOneOf: [...isOneOf] })),
    })),
  };
}

export function toCountryType({ key, name, isOrganisation, version }: Country): CountryType {
  return { key, name: localTexts(name), isOrganisation, version };
}

function toAnswers(answers: Answers): FieldAnswerType[] {
  return Object.entries(answers).map(([field, values]) => ({ field, values: [...values] }));
}

export function toRegistrationType(row: Registration, event: EventRef, language: string): RegistrationType {
  const {
    id,
    categoryId,
    mode,
    state,
    cause,
    reason,
    address,
    formVersion,
    offeredUntil,
    createdAt,
    movedAt,
    version,
  } = row;
  return {
    ...{ event, language, row, id, categoryId, mode, state, cause, reason, address, formVersion },
    ...{ offeredUntil, createdAt, movedAt, version },
    mailLanguage: row.language,
    answers: toAnswers(row.answers),
    isProven: row.provenAt !== null,
  };
}

export function toHeldBackType(held: HeldBackBy): HeldBackType {
  return {
    limit: held.limit,
    held: held.limit === 'QUOTA' ? held.held : null,
    places: held.limit === 'QUOTA' ? held.places : null,
    before: held.limit === 'LINE' ? held.before : null,
    paused: held.limit === 'OFFERS' ? held.paused : null,
  };
}

export function toOwnRegistrationType(
  row: Registration,
  person: Person,
  event: EventRef,
  { position, ticket }: { readonly position: number | null; readonly ticket: string | null },
): OwnRegistrationType {
  const { categoryId, mode, state, cause, reason, address, offeredUntil, version } = row;
  return {
    ...{
      event,
      row,
      categoryId,
      mode,
      state,
      cause,
      reason,
      address,
      offeredUntil,
      version,
      position,
      ticket,
    },
    displayName: displayName(person, row.language),
    mailLanguage: row.language,
    answers: toAnswers(row.answers),
    isProven: row.provenAt !== null,
  };
}
