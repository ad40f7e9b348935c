import type { NounTests } from '@plenary/testing/api';

export default {
  constraints: [
    [
      'Unsubscription_hash_form',
      `INSERT INTO "Unsubscription" ("eventId", "addressHash") VALUES ($event, 'someone@example.org')`,
    ],
  ],
} satisfies NounTests;
