import { EventResolver } from './event.resolver.js';
import { OperationsResolver } from './operations.resolver.js';
import { PersonResolver } from './person.resolver.js';
import { RoleResolver } from './role.resolver.js';

export const eventResolvers = [EventResolver, OperationsResolver, PersonResolver, RoleResolver];
export { EventType } from './event.type.js';
export { inputInEvent } from './input-in-event.js';
export { PersonType } from './person.type.js';
export { byEvent, byVisibleEvent, ofParent } from './locators.js';
export { toEventType, toPersonType } from './mapping.js';
export { personLoader } from './loaders.js';
