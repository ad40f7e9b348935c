import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { receiveUpload } from '@plenary/platform/storage';
import { anEvent, aTranscript } from '@plenary/testing';
import { meeting, type NounTests } from '@plenary/testing/api';

export default {
  work: {
    'forget-old-work': async (bench) => {
      const ctx = await anEvent(bench.operator, { event: meeting });
      const file = Readable.from([Buffer.from(aTranscript([['Colonel Smith', 'Good morning.']]))]);
      await receiveUpload(ctx, 'transcript', 'text/vtt', file);
      await bench.services.prisma.clientKey.create({
        data: {
          actorKind: 'account',
          actorId: randomUUID(),
          operation: 'submitQuestion',
          key: randomUUID(),
          bodyHash: '0'.repeat(64),
          resultId: randomUUID(),
        },
      });
      bench.setTime('2026-11-26T09:00:00Z');
    },
  },
  constraints: [
    [
      'AuditEntry_attendee_is_not_named',
      `INSERT INTO "AuditEntry" (id, "actorKind", "actorId", action, "subjectKind", "subjectId") VALUES (gen_random_uuid(), 'attendee', $account, 'x', 'x', 'x')`,
    ],
    [
      'Upload_accountId_fkey',
      `INSERT INTO "Upload" (id, "actorKind", "actorId", purpose, "mediaType", bytes, sha256, "storageKey") VALUES (gen_random_uuid(), 'account', gen_random_uuid(), 'photograph', 'image/png', 1, 'x', 'x')`,
    ],
    [
      'Upload_eventId_personId_fkey',
      `INSERT INTO "Upload" (id, "actorKind", "actorId", "eventId", purpose, "mediaType", bytes, sha256, "storageKey") VALUES (gen_random_uuid(), 'person', $account, $event, 'photograph', 'image/png', 1, 'x', 'x')`,
    ],
    [
      'Upload_of_a_person_in_an_event',
      `INSERT INTO "Upload" (id, "actorKind", "actorId", purpose, "mediaType", bytes, sha256, "storageKey") VALUES (gen_random_uuid(), 'person', $account, 'photograph', 'image/png', 1, 'x', 'x')`,
    ],
    [
      'Outbox_payload_is_object',
      `INSERT INTO "Outbox" (id, job, payload) VALUES (gen_random_uuid(), 'x', '1')`,
    ],
    ['AuditEntry_never_changed', `UPDATE "AuditEntry" SET action = 'nothing' WHERE "eventId" = $event`],
    ['AuditEntry_never_changed', `TRUNCATE "AuditEntry"`],
  ],
  json: {
    'AuditEntry.after': 'shown as it is, never read',
    'AuditEntry.before': 'shown as it is, never read',
    'Outbox.payload': 'ids; what a landed version has asked for is in apps/plenary/test/landed',
  },
} satisfies NounTests;
