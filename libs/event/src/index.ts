export { eventAsFile, peopleAsFile } from './operations/as-file.js';
export { addEvent, createEvent } from './operations/create-event.js';
export { listNoticesOf, type Notice } from './data/notices.js';
export { draftNotices } from './operations/draft-notices.js';
export { findPerson, topicsOfPerson } from './operations/edit-person.js';
export { eventTopic, findVisibleEvent, listVisibleEvents, mayView } from './operations/find-event.js';
export { mailAtOnce } from './operations/mail-at-once.js';
export { mailByWork } from './operations/mail-notice.js';
export { publishEvent } from './operations/publish-event.js';
export { recordBounce, type BounceOutcome } from './operations/record-bounce.js';
export { sendNotices } from './operations/send-notices.js';
export { findUnsubscribing, unsubscribe, unsubscribeUrl } from './operations/unsubscribe.js';
export { findEvent, findEventsBySlug, openEvent, touchDraft, type FoundEvent } from './data/events.js';
export { findOwnPersonId } from './data/own-person.js';
export {
  findPeople,
  findPersonIds,
  hasPerson,
  holdPeople,
  insertPeople,
  listPeople,
  listPeopleOfDraft,
  listReachable,
} from './data/people.js';
export { changePerson, type PersonRecord, type PersonValues } from './data/person-records.js';
export {
  country,
  eventInput,
  key,
  personInput,
  type EventInput,
  type PersonInput,
} from './domain/event-input.js';
export type { Event, Venue } from './domain/event.js';
export { affiliated, affiliation, displayName, shortName, type Person } from './domain/person.js';
export { releaseTopic } from './domain/topics.js';
