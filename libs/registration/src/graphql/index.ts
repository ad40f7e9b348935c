import { EventCategoriesResolver, RegistrationCategoryResolver } from './categories.resolver.js';
import { CountriesResolver, EventCountriesResolver } from './countries.resolver.js';
import { EventMailTemplatesResolver, MailTemplatesResolver } from './mail-templates.resolver.js';
import { OwnRegistrationResolver } from './own-registration.resolver.js';
import { EventRegistrationsResolver, RegistrationResolver } from './registrations.resolver.js';

export const registrationResolvers = [
  EventCategoriesResolver,
  RegistrationCategoryResolver,
  CountriesResolver,
  EventCountriesResolver,
  MailTemplatesResolver,
  EventMailTemplatesResolver,
  EventRegistrationsResolver,
  RegistrationResolver,
  OwnRegistrationResolver,
];
