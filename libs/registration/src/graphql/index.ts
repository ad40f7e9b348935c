import { EventCategoriesResolver, RegistrationCategoryResolver } from './categories.resolver.js';
import { OwnRegistrationResolver } from './own-registration.resolver.js';
import { EventRegistrationsResolver, RegistrationResolver } from './registrations.resolver.js';

export const registrationResolvers = [
  EventCategoriesResolver,
  RegistrationCategoryResolver,
  EventRegistrationsResolver,
  RegistrationResolver,
  OwnRegistrationResolver,
];
