import { createTestBench, type TestBench } from '@plenary/testing';

let bench: TestBench;
beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

/** Every column that holds JSON. Those that are read by a later program as they were written have a format. */
const columns: Readonly<Record<string, string>> = {
  'Edition.waivers': 'format',
  'ProgramEdit.changes': 'format',
  'Release.changes': 'format',
  'Release.snapshot': 'format',
  'Release.waivers': 'format',
  'ScheduledRelease.waivers': 'format',
  'Transcript.cues': 'format',

  'AuditEntry.after': 'shown as it is, never read',
  'AuditEntry.before': 'shown as it is, never read',
  'Outbox.payload': 'ids; what a landed version has asked for is in apps/plenary/test/landed',
  'WebhookMessage.about': 'ids and numbers; likewise',

  'Availability.windows': 'of the row as it is now: a migration changes it',
  'Event.disclaimer': 'texts',
  'Event.notice': 'texts',
  'Event.organiser': 'texts',
  'Event.quotingRule': 'texts',
  'Event.theme': 'texts',
  'Event.title': 'texts',
  'Event.venue': 'of the row as it is now: a migration changes it',
  'Person.biography': 'texts',
  'Person.familyName': 'texts',
  'Person.givenName': 'texts',
  'Person.organisation': 'texts',
  'Person.post': 'texts',
  'Person.title': 'texts',
  'Room.name': 'texts',
  'Room.windows': 'of the row as it is now: a migration changes it',
  'Series.name': 'texts',
  'Session.abstract': 'texts',
  'Session.joinLinks': 'of the row as it is now: a migration changes it',
  'Session.title': 'texts',
  'SessionItem.title': 'texts',
  'Track.name': 'texts',
};

test('every column with JSON says how a later program reads it', async () => {
  const { rows } = await bench.services.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'jsonb'`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(columns).sort());
});
