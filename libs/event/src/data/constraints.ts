import { tellOfConstraints } from '@plenary/platform/database';

tellOfConstraints({
  Event_slug_key: 'There is an event of this slug already.',
  Event_days_in_order: { path: 'endsOn', message: 'must not be before startsOn' },
  Series_code_key: 'The series was made by someone else meanwhile. Please try again.',
  Person_eventId_key_key: 'There is a person of this key already.',
  Person_eventId_accountId_key: 'This account acts as another person of the event already.',
});
