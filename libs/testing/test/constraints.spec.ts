import { aReleasedEvent, aTranscript, createTestBench, type TestBench } from '@plenary/testing';
import { aCategory, aRegistration } from '@plenary/testing/api';
import { attempts } from '@plenary/testing/nouns';
import { saveForm } from '@plenary/registration';
import { readCatalogue } from '@plenary/testing/schema';
import { approveEdition, draftMinutes, importTranscript } from '@plenary/minutes';
import { Refusal, type EventCtx } from '@plenary/platform';
import { inTransaction, wordsOfConstraint } from '@plenary/platform/database';
import { receiveUpload } from '@plenary/platform/storage';
import { createWebhook } from '@plenary/webhooks';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import pg from 'pg';

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
  const form = await saveForm(ctx, { key: 'form', name: 'A form', fields: [] });
  const category = await aCategory(ctx, { places: 0, formId: form.id });
  for (const _ of [1, 2]) await aRegistration(ctx, category, { mode: 'ONLINE' });
  ids = {
    form: form.id,
    category,
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

/** Every attempt runs in a transaction of its own that is rolled back; `$event` and its like are ids of real rows. */
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
  ['a schema has parsed what becomes JSON', /_(is_(texts|list|map|object)|have_a_format|by_kind|known)$/],
  [
    'a schema refuses it before',
    /_(slug_form|key_form|code_form|country_form|url_form|wants_\w+|has_a_\w+|ordinal_positive|capacity_positive|minutes_positive|year_at_most)$/,
  ],
  ['a schema refuses it before', /^ProgramLimits_not_negative$/],
  ['no operation changes what was written', /_never_(changed|emptied)$/],
  [
    'we count and place it ourselves, under a lock',
    /_(number|position|version)(_positive|_key)$|_not_negative$/,
  ],
  ['we number edits, and undo the one that was found', /^ProgramEdit_undoes_an_earlier_one$/],
  ['it is made of a random token, or of an id', /_(tokenHash|storageKey|messageId|mailId|id)_key$/],
  ['we make it ourselves', /_(sha256_form|hash_form|purpose_form|status_form|before_it_was_made)$/],
  [
    'we write the columns that belong together in one place',
    /^(Link|Upload|AuditEntry|Passage|TranscriptLabel)_|^Registration_(answers_a|offered|cancelled)_/,
  ],
  ['we write the columns that belong together in one place', /^(Publication_steps|WebhookMessage)_/],
  ['a lifecycle sets it with the state', /^Edition_published_at_a_time$/],
  ['they count, and refuse nothing', /^Registration_counted_/],
  ['a ticket is made where there is none', /^Ticket_/],
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
  // They refuse nothing: what they count, Quota_is_not_exceeded refuses.
  tried.add('Registration_counted_in');
  tried.add('Registration_counted_anew');
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((name) => !tried.has(name))).toEqual([]);
});
