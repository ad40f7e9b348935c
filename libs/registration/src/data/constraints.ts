import { tellOfConstraints } from '@plenary/platform/database';

tellOfConstraints({
  Form_eventId_key_key: 'There is a form of this key already.',
  Country_pkey: 'This key stands in the list already.',
  RegistrationCategory_eventId_key_key: 'There is a category of this key already.',
  RegistrationCategory_closes_after_it_opens: { path: 'closesAt', message: 'must be after opensAt' },
  Quota_is_not_exceeded: 'More places are held than there would be. Raise the quota first.',
  QuotaRaise_raises: { path: 'places', message: 'must be more than there are' },
  QuotaRaise_has_a_reason: { path: 'reason', message: 'must say why, in at least 3 characters' },
  Registration_one_an_address: 'This address has a registration in the event already.',
  Registration_eventId_personId_key: 'This person is registered in the event already.',
});
