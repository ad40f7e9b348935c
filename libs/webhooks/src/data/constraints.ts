import { tellOfConstraints } from '@plenary/platform/database';

tellOfConstraints({
  WebhookSecret_one_current: 'The secret was changed by someone else meanwhile. Please try again.',
  WebhookMessage_one_test_waits: 'A test of this webhook waits already.',
});
