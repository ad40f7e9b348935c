import { EventResolver } from './event.resolver.js';

export const eventResolvers = [EventResolver];
export { EventType } from './event.type.js';
export { PersonType } from './person.type.js';
export { byEvent, byVisibleEvent, ofParent } from './locators.js';
export { toPersonType } from './mapping.js';
export { personLoader } from './loaders.js';
