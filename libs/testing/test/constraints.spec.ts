import { aReleasedEvent, aTranscript, createTestBench, type TestBench } from '@plenary/testing';
import { readCatalogue } from '@plenary/testing/schema';
import { approveEdition, draftMinutes, importTranscript } from '@plenary/minutes';
import { Refusal, type EventCtx } from '@plenary/platform';
import { inTransaction, wordsOfConstraint } from '@plenary/platform/database';
import { receiveUpload } from '@plenary/platform/storage';
import { createWebhook } from '@plenary/webhooks';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import pg from 'pg';

/**
 * What the migrations promise beyond keys and references, each with an attempt to break it. `$event`, `$session` … stand
 * for ids of real rows; every attempt runs in a transaction of its own that is rolled back.
 */
const attempts: readonly (readonly [constraint: string, sql: string])[] = [
  ['Series_code_form', `INSERT INTO "Series" (id, code, name) VALUES (gen_random_uuid(), 'low', '{}')`],
  ['Series_name_is_texts', `INSERT INTO "Series" (id, code, name) VALUES (gen_random_uuid(), 'AAA', '1')`],
  ['Event_slug_form', `UPDATE "Event" SET slug = 'Not A Slug' WHERE id = $event`],
  ['Event_title_is_texts', `UPDATE "Event" SET title = '"x"' WHERE id = $event`],
  ['Event_days_in_order', `UPDATE "Event" SET "endsOn" = "startsOn" - 1 WHERE id = $event`],
  ['Event_has_a_language', `UPDATE "Event" SET languages = '{}' WHERE id = $event`],
  ['Event_ordinal_positive', `UPDATE "Event" SET ordinal = 0 WHERE id = $event`],
  ['Person_family_name_is_texts', `UPDATE "Person" SET "familyName" = '1' WHERE "eventId" = $event`],
  ['Person_country_form', `UPDATE "Person" SET country = 'jp' WHERE "eventId" = $event`],
  [
    'RoleGrant_admin_of_installation',
    `INSERT INTO "RoleGrant" (id, "accountId", "eventId", role) VALUES (gen_random_uuid(), $account, $event, 'ADMIN')`,
  ],
  [
    'RoleGrant_accountId_eventId_role_key',
    `INSERT INTO "RoleGrant" (id, "accountId", role) VALUES (gen_random_uuid(), $account, 'ADMIN'), (gen_random_uuid(), $account, 'ADMIN')`,
  ],
  [
    'AccountSession_authenticated_before_it_was_made',
    `INSERT INTO "AccountSession" (id, "accountId", "tokenHash", method, "authenticatedAt") VALUES (gen_random_uuid(), $account, 'x', 'OIDC', plenary_now() + interval '1 minute')`,
  ],
  [
    'ApiToken_has_a_scope',
    `INSERT INTO "ApiToken" (id, "accountId", name, "tokenHash", "expiresAt") VALUES (gen_random_uuid(), $account, 'x', 'x', plenary_now() + interval '1 day')`,
  ],
  [
    'ApiToken_lives_a_year_at_most',
    `INSERT INTO "ApiToken" (id, "accountId", name, scopes, "tokenHash", "expiresAt") VALUES (gen_random_uuid(), $account, 'x', '{account}', 'x', plenary_now() + interval '367 days')`,
  ],
  [
    'OidcIdentity_pkey',
    `INSERT INTO "OidcIdentity" (issuer, subject, "accountId") VALUES ('i', 's', $account), ('i', 's', gen_random_uuid())`,
  ],
  [
    'OidcIdentity_accountId_issuer_key',
    `INSERT INTO "OidcIdentity" (issuer, subject, "accountId") VALUES ('i', 's', $account), ('i', 'other', $account)`,
  ],
  [
    'Link_uses_not_negative',
    `INSERT INTO "Link" (id, purpose, "subjectId", "tokenHash", "expiresAt", "usesLeft") VALUES (gen_random_uuid(), 'SIGN_IN', $account, 'x', now(), -1)`,
  ],
  [
    'Link_purpose_form',
    `INSERT INTO "Link" (id, purpose, "eventId", "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'part', $event, $account, 'x', now())`,
  ],
  [
    'Link_of_an_event_unless_to_sign_in',
    `INSERT INTO "Link" (id, purpose, "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'REVIEW', $account, 'x', now())`,
  ],
  [
    'Link_accountId_fkey',
    `INSERT INTO "Link" (id, purpose, "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'SIGN_IN', gen_random_uuid(), 'x', now())`,
  ],
  [
    'Link_eventId_personId_fkey',
    `INSERT INTO "Link" (id, purpose, "eventId", "subjectId", "tokenHash", "expiresAt") VALUES (gen_random_uuid(), 'PART', $event, $account, 'x', now())`,
  ],
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
    'ProgramEdit_eventId_personId_fkey',
    `INSERT INTO "ProgramEdit" VALUES ($event, 96, 'x', '{}', NULL, now(), 'person', $account)`,
  ],
  ['Room_capacity_positive', `UPDATE "Room" SET capacity = 0 WHERE "eventId" = $event`],
  ['Session_title_is_texts', `UPDATE "Session" SET title = '[]' WHERE id = $session`],
  ['Session_both_times_or_none', `UPDATE "Session" SET "endsAt" = NULL WHERE id = $session`],
  ['Session_ends_after_start', `UPDATE "Session" SET "endsAt" = "startsAt" WHERE id = $session`],
  ['Session_actual_end_after_start', `UPDATE "Session" SET "actualEndsAt" = now() WHERE id = $session`],
  ['Session_capacity_positive', `UPDATE "Session" SET capacity = -1 WHERE id = $session`],
  [
    'SessionItem_minutes_positive',
    `INSERT INTO "SessionItem" ("eventId", id, "sessionId", position, title, minutes) VALUES ($event, gen_random_uuid(), $session, 0, '{}', 0)`,
  ],
  [
    'Appearance_eventId_sessionId_itemId_personId_role_key',
    `INSERT INTO "Appearance" SELECT "eventId", gen_random_uuid(), "sessionId", "itemId", "personId", role, state, position FROM "Appearance" WHERE "eventId" = $event`,
  ],
  [
    'Release_number_positive',
    `INSERT INTO "Release" ("eventId", id, number, snapshot, changes, waivers) VALUES ($event, gen_random_uuid(), 0, '{}', '[]', '[]')`,
  ],
  [
    'Room_key_once',
    `INSERT INTO "Room" ("eventId", id, key, name) SELECT "eventId", gen_random_uuid(), key, name FROM "Room" WHERE "eventId" = $event`,
  ],
  [
    'Track_key_once',
    `INSERT INTO "Track" ("eventId", id, key, name, kind) SELECT $event, gen_random_uuid(), 'same', '{}', 'STRAND' FROM generate_series(1, 2)`,
  ],
  ['Session_key_once', `UPDATE "Session" SET key = 'same' WHERE "eventId" = $event`],
  [
    'TrackMember_one_chair',
    `WITH t AS (INSERT INTO "Track" ("eventId", id, key, name, kind) VALUES ($event, gen_random_uuid(), 'group', '{}', 'WORKING_GROUP') RETURNING id)
     INSERT INTO "TrackMember" SELECT $event, t.id, p.id, 'CHAIR', 0 FROM t, "Person" p WHERE p."eventId" = $event`,
  ],
  ['ProgramDraft_version_not_negative', `UPDATE "ProgramDraft" SET version = -1 WHERE "eventId" = $event`],
  ['Person_biography_is_texts', `UPDATE "Person" SET biography = '[]' WHERE "eventId" = $event`],
  [
    'Photograph_bytes_not_negative',
    `INSERT INTO "Photograph" SELECT "eventId", id, 'image/png', -1, repeat('0', 64), 'x' FROM "Person" WHERE "eventId" = $event LIMIT 1`,
  ],
  [
    'Photograph_sha256_form',
    `INSERT INTO "Photograph" SELECT "eventId", id, 'image/png', 1, 'no hash', 'x' FROM "Person" WHERE "eventId" = $event LIMIT 1`,
  ],
  [
    'Upload_of_a_person_in_an_event',
    `INSERT INTO "Upload" (id, "actorKind", "actorId", purpose, "mediaType", bytes, sha256, "storageKey") VALUES (gen_random_uuid(), 'person', $account, 'photograph', 'image/png', 1, 'x', 'x')`,
  ],
  ['Room_windows_is_list', `UPDATE "Room" SET windows = '{}' WHERE "eventId" = $event`],
  [
    'Track_capacity_positive',
    `INSERT INTO "Track" ("eventId", id, key, name, kind, capacity) VALUES ($event, gen_random_uuid(), 'x', '{}', 'STRAND', 0)`,
  ],
  ['Session_join_links_is_map', `UPDATE "Session" SET "joinLinks" = '[]' WHERE id = $session`],
  [
    'Availability_windows_is_list',
    `INSERT INTO "Availability" SELECT $event, id, '{}', 1 FROM "Person" WHERE "eventId" = $event`,
  ],
  [
    'Material_bytes_not_negative',
    `INSERT INTO "Material" SELECT $event, gen_random_uuid(), $session, id, 'SLIDES', 'x', 'x', -1, repeat('0', 64), 'x' FROM "Person" WHERE "eventId" = $event`,
  ],
  [
    'Material_sha256_form',
    `INSERT INTO "Material" SELECT $event, gen_random_uuid(), $session, id, 'SLIDES', 'x', 'x', 1, 'no hash', 'x' FROM "Person" WHERE "eventId" = $event`,
  ],
  ['ProgramLimits_not_negative', `INSERT INTO "ProgramLimits" VALUES ($event, -1, 10, 120, 150, 10)`],
  [
    'ProgramEdit_number_positive',
    `INSERT INTO "ProgramEdit" VALUES ($event, 0, 'x', '{}', NULL, now(), 'job')`,
  ],
  [
    'ProgramEdit_undoes_an_earlier_one',
    `INSERT INTO "ProgramEdit" VALUES ($event, 98, 'x', '{}', NULL, now(), 'job'), ($event, 97, 'x', '{}', 98, now(), 'job')`,
  ],
  [
    'ProgramEdit_changes_by_kind',
    `INSERT INTO "ProgramEdit" VALUES ($event, 99, 'x', '[]', NULL, now(), 'job')`,
  ],
  ['ProgramEdit_never_changed', `UPDATE "ProgramEdit" SET changes = '{}' WHERE "eventId" = $event`],
  [
    'ScheduledRelease_waivers_known',
    `INSERT INTO "ScheduledRelease" ("eventId", at, waivers, "actorKind") VALUES ($event, now(), '{}', 'job')`,
  ],
  ['Release_never_changed', `UPDATE "Release" SET snapshot = '{}' WHERE "eventId" = $event`],
  ['ReleaseSlot_never_changed', `DELETE FROM "ReleaseSlot" WHERE "eventId" = $event`],
  [
    'ReleaseSlot_ends_after_start',
    `INSERT INTO "ReleaseSlot" SELECT $event, id, $session, NULL, now(), now() FROM "Release" WHERE "eventId" = $event`,
  ],
  [
    'ReleaseSlot_no_room_overlap',
    `WITH r AS (INSERT INTO "Release" ("eventId", id, number, snapshot, changes, waivers) VALUES ($event, gen_random_uuid(), 99, '{}', '[]', '[]') RETURNING id),
          room AS (SELECT id FROM "Room" WHERE "eventId" = $event LIMIT 1)
     INSERT INTO "ReleaseSlot" SELECT $event, r.id, s.id, room.id, now(), now() + interval '1 hour' FROM r, room, "Session" s WHERE s."eventId" = $event`,
  ],
  ['Question_number_positive', `UPDATE "Question" SET number = 0 WHERE id = $question`],
  [
    'Question_supplementary_has_no_number',
    `UPDATE "Question" SET "supplementaryToId" = $other, number = 7 WHERE id = $question`,
  ],
  ['Question_asked_has_an_order', `UPDATE "Question" SET "askedOrder" = NULL WHERE id = $question`],
  [
    'Question_follows_another',
    `UPDATE "Question" SET "supplementaryToId" = id, number = NULL WHERE id = $question`,
  ],
  ['Question_one_on_stage', `UPDATE "Question" SET state = 'ASKED' WHERE "eventId" = $event`],
  ['Transcript_never_changed', `UPDATE "Transcript" SET language = 'ja' WHERE "eventId" = $event`],
  [
    'TranscriptLabel_person_has_one',
    `UPDATE "TranscriptLabel" SET "personId" = NULL WHERE "eventId" = $event AND kind = 'PERSON'`,
  ],
  ['Minutes_number_positive', `UPDATE "Minutes" SET number = 0 WHERE "eventId" = $event`],
  ['Edition_number_positive', `UPDATE "Edition" SET number = 0 WHERE id = $edition`],
  ['Edition_published_at_a_time', `UPDATE "Edition" SET state = 'PUBLISHED' WHERE id = $edition`],
  [
    'Edition_one_in_work',
    `INSERT INTO "Edition" SELECT "eventId", gen_random_uuid(), "minutesId", "transcriptId", language, 2, symbol, 'DRAFT', 1, now(), NULL, NULL, '[]', NULL FROM "Edition" WHERE id = $edition`,
  ],
  [
    'Edition_one_published',
    `INSERT INTO "Edition" SELECT "eventId", gen_random_uuid(), "minutesId", "transcriptId", language, n, symbol, 'PUBLISHED', 1, now(), NULL, NULL, '[]', now() FROM "Edition", generate_series(2, 3) n WHERE id = $edition`,
  ],
  ['Section_frozen', `DELETE FROM "Section" WHERE "editionId" = $edition`],
  ['Turn_frozen', `UPDATE "Turn" SET paragraphs = '{}' WHERE "editionId" = $edition`],
  [
    'Turn_position_positive',
    `UPDATE "Edition" SET state = 'DRAFT' WHERE id = $edition; UPDATE "Turn" SET position = 0 WHERE "editionId" = $edition AND position = 1`,
  ],
  [
    'Turn_cues_in_order',
    `UPDATE "Edition" SET state = 'DRAFT' WHERE id = $edition; UPDATE "Turn" SET "firstCue" = "lastCue" + 1 WHERE "editionId" = $edition`,
  ],
  [
    'Passage_of_a_question_or_an_answer',
    `INSERT INTO "Passage" ("eventId", id, "turnId") SELECT $event, gen_random_uuid(), id FROM "Turn" WHERE "editionId" = $edition LIMIT 1`,
  ],
  [
    'Publication_steps_within_total',
    `INSERT INTO "Publication" ("eventId", "editionId", "stepsTotal", "stepsDone") VALUES ($event, $edition, 2, 3)`,
  ],
  [
    'Artifact_bytes_not_negative',
    `INSERT INTO "Artifact" VALUES ($event, $edition, 'x', 'x', -1, repeat('0', 64), 'x')`,
  ],
  ['Artifact_sha256_form', `INSERT INTO "Artifact" VALUES ($event, $edition, 'x', 'x', 1, 'no hash', 'x')`],
  [
    'Artifact_frozen',
    `UPDATE "Edition" SET state = 'PUBLISHED', "publishedAt" = now() WHERE id = $edition; INSERT INTO "Artifact" VALUES ($event, $edition, 'x', 'x', 1, repeat('0', 64), 'x')`,
  ],
  [
    'Outbox_payload_is_object',
    `INSERT INTO "Outbox" (id, job, payload) VALUES (gen_random_uuid(), 'x', '1')`,
  ],
  ['Webhook_url_form', `UPDATE "Webhook" SET url = 'ftp://hooks.example.org/' WHERE id = $webhook`],
  ['Webhook_wants_something', `UPDATE "Webhook" SET kinds = '{}' WHERE id = $webhook`],
  ['Webhook_wants_no_tests', `UPDATE "Webhook" SET kinds = '{PROGRAM_RELEASED,TEST}' WHERE id = $webhook`],
  [
    'WebhookSecret_one_current',
    `INSERT INTO "WebhookSecret" SELECT "eventId", gen_random_uuid(), "webhookId", sealed FROM "WebhookSecret" WHERE "webhookId" = $webhook`,
  ],
  [
    'WebhookMessage_one_test_waits',
    `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt") SELECT $event, gen_random_uuid(), $webhook, 'TEST', '{}', now() FROM generate_series(1, 2)`,
  ],
  [
    'WebhookMessage_about_is_object',
    `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt") VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '1', now())`,
  ],
  [
    'WebhookMessage_status_form',
    `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt", status) VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '{}', now(), 99)`,
  ],
  [
    'WebhookMessage_failed_for_a_reason',
    `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt", state) VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '{}', now(), 'FAILED')`,
  ],
  [
    'WebhookMessage_delivered_without_failure',
    `INSERT INTO "WebhookMessage" ("eventId", id, "webhookId", kind, about, "happenedAt", state, failure) VALUES ($event, gen_random_uuid(), $webhook, 'TEST', '{}', now(), 'DELIVERED', 'STATUS')`,
  ],
  [
    'Unsubscription_hash_form',
    `INSERT INTO "Unsubscription" ("eventId", "addressHash") VALUES ($event, 'someone@example.org')`,
  ],
  ['AuditEntry_never_changed', `UPDATE "AuditEntry" SET action = 'nothing' WHERE "eventId" = $event`],
  ['AuditEntry_never_changed', `TRUNCATE "AuditEntry"`],
];

let bench: TestBench;
let ids: Record<string, string>;

beforeAll(async () => {
  bench = await createTestBench();
  const question = { session: 'keynote', channel: 'ROOM', displayPolicy: 'ANONYMOUS' } as const;
  const ctx: EventCtx = await aReleasedEvent(bench.operator, {
    questions: [
      { ...question, key: 'q1', answers: [{ person: 'smith', session: 'keynote' }] },
      { ...question, key: 'q2', answers: [{ person: 'smith', session: 'keynote' }] },
    ],
  });
  const eventId = ctx.event.id;
  const vtt = aTranscript([['Col. Smith', 'Hello.']]);
  const upload = await receiveUpload(ctx, 'transcript', 'text/vtt', Readable.from([Buffer.from(vtt)]));
  await importTranscript(ctx, { uploadId: upload.id, language: 'en', startsAt: null, session: null });
  const { edition } = await draftMinutes(ctx, { language: 'en' });
  await approveEdition(ctx, {
    editionId: edition.id,
    version: edition.version,
    reason: null,
    waiveAll: 'a test',
  });
  const [first, second] = await ctx.db.question.findMany({
    where: { eventId },
    orderBy: { askedOrder: 'asc' },
  });
  const account = await ctx.db.account.create({ data: { email: 'someone@example.org' } });
  const session = await ctx.db.session.findFirstOrThrow({ where: { eventId } });
  const { webhook } = await createWebhook(ctx, {
    url: 'https://hooks.example.org/',
    description: 'a test',
    kinds: ['PROGRAM_RELEASED'],
    clientKey: randomUUID(),
  });
  ids = {
    event: eventId,
    webhook: webhook.id,
    session: session.id,
    question: first?.id ?? '',
    other: second?.id ?? '',
    edition: edition.id,
    account: account.id,
  };
});
afterAll(() => bench.close());

test.each(attempts)('%s holds', async (constraint, sql) => {
  const statement = sql.replace(/\$(\w+)/g, (_, name: string) => `'${ids[name] ?? ''}'::uuid`);
  const client = new pg.Client({ connectionString: bench.database.url });
  await client.connect();
  await client.query('BEGIN');
  const refused = await client.query(statement).then(
    () => 'nobody',
    (error: unknown) =>
      error instanceof pg.DatabaseError ? (error.constraint ?? error.message) : String(error),
  );
  await client.query('ROLLBACK');
  await client.end();
  expect(refused).toBe(constraint);
});

/** Why no caller can meet a constraint that has no words: the first that fits its name. */
const outOfReach: readonly (readonly [why: string, names: RegExp])[] = [
  ['rows are written by ids that are made for them, or once under the lock of their noun', /_pkey$/],
  ['a schema has parsed what becomes JSON', /_(is_(texts|list|map|object)|by_kind|known)$/],
  [
    'a schema refuses it before',
    /_(slug_form|code_form|country_form|url_form|wants_\w+|has_a_\w+|ordinal_positive|capacity_positive|minutes_positive|year_at_most)$/,
  ],
  ['a schema refuses it before', /^ProgramLimits_not_negative$/],
  ['no operation changes what was written', /_never_(changed|emptied)$/],
  ['we count and place it ourselves, under a lock', /_(number|position)(_positive|_key)$|_not_negative$/],
  ['we number edits, and undo the one that was found', /^ProgramEdit_undoes_an_earlier_one$/],
  ['it is made of a random token, or of an id', /_(tokenHash|storageKey|messageId|mailId|id)_key$/],
  ['we make it ourselves', /_(sha256_form|hash_form|purpose_form|status_form|before_it_was_made)$/],
  [
    'we write the columns that belong together in one place',
    /^(Link|Upload|AuditEntry|Passage|TranscriptLabel)_/,
  ],
  ['we write the columns that belong together in one place', /^(Publication_steps|WebhookMessage)_/],
  ['a lifecycle sets it with the state', /^Edition_published_at_a_time$/],
  ['it copies a session, of which it holds', /^ReleaseSlot_ends_after_start$/],
  ['the transcript has them in order', /^Turn_cues_in_order$/],
  ['an import sets it from what it has checked', /^Question_(supplementary_has_no_number|follows_another)$/],
];

test('each has its words for who meets it, or a reason why nobody can', async () => {
  const { rows } = await bench.services.pool.query<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'x', 'p') AND conname NOT LIKE '\\_%'
     UNION SELECT indexrelid::regclass::text FROM pg_index
      WHERE indisunique AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
     UNION SELECT tgname FROM pg_trigger
      WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)`,
  );
  const names = rows.map(({ name }) => name.replaceAll('"', '')).filter((name) => !name.startsWith('_'));
  expect(names.length).toBeGreaterThan(150);
  const unsaid = names.filter(
    (name) => wordsOfConstraint(name) === null && !outOfReach.some(([, fits]) => fits.test(name)),
  );
  expect(unsaid).toEqual([]);
});

const said = attempts.filter(([constraint]) => wordsOfConstraint(constraint) !== null);

test.each(said)('who meets %s is told so', async (constraint, sql) => {
  const words = wordsOfConstraint(constraint);
  const statements = sql.replace(/\$(\w+)/g, (_, name: string) => `'${ids[name] ?? ''}'::uuid`).split('; ');
  const refused: unknown = await inTransaction(bench.operator, async (tx) => {
    for (const statement of statements) await tx.db.$executeRawUnsafe(statement);
  }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refusal);
  expect(refused).toMatchObject(
    typeof words === 'string'
      ? { code: 'CONFLICT', message: words }
      : { code: 'BAD_INPUT', details: { fields: [words] } },
  );
});

test('what names a row that has gone is refused, and what nobody can meet is our fault', async () => {
  const meet = (sql: string): Promise<unknown> =>
    inTransaction(bench.operator, (tx) => tx.db.$executeRawUnsafe(sql)).catch((error: unknown) => error);
  const eventId = ids['event'] ?? '';
  expect(
    await meet(`INSERT INTO "Availability" VALUES ('${eventId}', gen_random_uuid(), '[]', 1)`),
  ).toMatchObject({
    code: 'CONFLICT',
  });
  expect(await meet(`UPDATE "Event" SET slug = 'Not A Slug' WHERE id = '${eventId}'`)).not.toBeInstanceOf(
    Refusal,
  );
});

test('every constraint, partial index and trigger that the database has is tried above', async () => {
  const lines = await readCatalogue(bench.database.url);
  const named = lines.flatMap((line) => {
    const check = /^constraint public\.\w+\.(\w+) (?:CHECK|EXCLUDE)/.exec(line)?.[1];
    const trigger = /^trigger public\.\w+ CREATE TRIGGER "(\w+)"/.exec(line)?.[1];
    const partial = /^index CREATE UNIQUE INDEX "(\w+)".* WHERE /.exec(line)?.[1];
    return check ?? trigger ?? partial ?? [];
  });
  const tried = new Set(attempts.map(([constraint]) => constraint));
  // Emptying the table fires its own trigger, which says the same.
  tried.add('AuditEntry_never_emptied');
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !tried.has(name))).toEqual([]);
});
