import { Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { EventType, byEvent, ofParent } from '@plenary/event/graphql';
import type { EventCtx } from '@plenary/platform';
import { Allow, InEvent, Input, Public } from '@plenary/platform/graphql';
import { listCountries } from '../data/countries.js';
import { removeCountry, saveCountry } from '../operations/save-country.js';
import { CountryType } from './country.type.js';
import { toCountryType } from './mapping.js';
import { RemoveCountryInput, SaveCountryInput } from './registration.input.js';

@Resolver(() => CountryType)
export class CountriesResolver {
  @Allow('registrations.edit', byEvent)
  @Mutation(() => CountryType, {
    description:
      "Adds a country or an organisation to the event's list, or changes one; the first change makes the list, of all countries. BAD_INPUT; NOT_FOUND; STALE_VERSION; CONFLICT for a key that is taken.",
  })
  async saveCountry(@InEvent() ctx: EventCtx, @Input(SaveCountryInput) input: object): Promise<CountryType> {
    return toCountryType(await saveCountry(ctx, input));
  }

  @Allow('registrations.edit', byEvent)
  @Mutation(() => Boolean, {
    description:
      "Takes a country or an organisation from the event's list; what was answered stays. NOT_FOUND; STALE_VERSION; CONFLICT for the last one.",
  })
  removeCountry(@InEvent() ctx: EventCtx, @Input(RemoveCountryInput) input: object): Promise<boolean> {
    return removeCountry(ctx, input);
  }
}

@Resolver(() => EventType)
export class EventCountriesResolver {
  @Public('Strangers choose from it where they register.', ofParent)
  @ResolveField(() => [CountryType], {
    description:
      'The countries and organisations that people may come for, by key; empty where the event has no list of its own, and every country of ISO 3166-1 is one.',
  })
  async countries(@InEvent() ctx: EventCtx): Promise<CountryType[]> {
    return (await listCountries(ctx)).map(toCountryType);
  }
}
