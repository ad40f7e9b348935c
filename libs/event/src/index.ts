export { addEvent, createEvent } from './operations/create-event.js';
export { draftNotices } from './operations/draft-notices.js';
export { findVisibleEvent, listVisibleEvents, mayView } from './operations/find-event.js';
export { publishEvent } from './operations/publish-event.js';
export { sendNotices } from './operations/send-notices.js';
export { eventRef, findEvent, findEventsBySlug } from './data/events.js';
export { insertPeople, listPeople } from './data/people.js';
export {
  country,
  eventInput,
  key,
  personInput,
  type EventInput,
  type PersonInput,
} from './domain/event-input.js';
export type { Event, Venue } from './domain/event.js';
export { affiliation, displayName, shortName, type Person } from './domain/person.js';
export { eventLifecycle, noticeLifecycle } from './domain/lifecycle.js';
