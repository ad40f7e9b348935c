import { tellOfConstraints } from '@plenary/platform/database';

tellOfConstraints({
  Question_one_on_stage: 'Another question is on stage in this session.',
  Question_asked_has_an_order: 'The question was not asked.',
  Question_eventId_askedOrder_key: 'The event has a question at this place in the order of asking already.',
});
