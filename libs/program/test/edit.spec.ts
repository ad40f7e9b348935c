import { Refusal, type EventCtx } from '@plenary/platform';
import { editProgram, findFindings, releaseProgram } from '@plenary/program';
import { anEvent, createTestBench, type TestBench } from '@plenary/testing';
import { createInDraft } from '../src/operations/create-in-draft.js';
import { currentDraft } from '../src/operations/current-draft.js';
import { listEdits } from '../src/operations/list-edits.js';
import { previewEdit } from '../src/operations/preview-edit.js';
import { undoProgramEdit } from '../src/operations/undo-program-edit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

async function refusalOf(attempt: Promise<unknown>): Promise<Refusal> {
  const thrown: unknown = await attempt.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof Refusal) return thrown;
  throw new Error(`not refused: ${String(thrown)}`);
}

async function sessionOf(ctx: EventCtx, key: string) {
  const found = [...(await currentDraft(ctx)).sessions.values()].find((session) => session.key === key);
  if (found === undefined) throw new Error(`no session ${key}`);
  return found;
}

/** Every session of the draft, by id. */
async function sessionsOf(ctx: EventCtx) {
  return new Map((await currentDraft(ctx)).sessions);
}

/** The same as another process reads it. */
async function sessionsElsewhere(ctx: EventCtx) {
  const other = await createTestBench({ database: bench.database });
  const sessions = await sessionsOf({ ...ctx, services: other.services, db: other.services.prisma });
  await other.close();
  return sessions;
}

const at = (time: string): string => `2026-11-24T${time}:00+09:00`;

test('a moved session carries along what follows it in its room, and a preview tells it before', async () => {
  const ctx = await anEvent(bench.operator);
  const keynote = await sessionOf(ctx, 'keynote');
  const move = { sessionId: keynote.id, version: 1, startsAt: at('10:30'), ripple: true };
  const preview = await previewEdit(ctx, 'moveSession', move);
  expect(preview.changes.sessions.map(({ after }) => after?.startsAt?.toISOString())).toEqual([
    '2026-11-24T01:30:00.000Z',
    '2026-11-24T02:30:00.000Z',
  ]);
  expect(preview.findings).toEqual({ come: [], gone: [] });
  expect((await sessionOf(ctx, 'keynote')).version).toBe(1);

  const alone = await previewEdit(ctx, 'moveSession', { ...move, ripple: false });
  expect(alone.findings.come.map(({ rule }) => rule).sort()).toEqual([
    'person-overlap',
    'plenary-parallel',
    'room-overlap',
  ]);

  const edited = await editProgram(ctx, 'moveSession', move);
  expect(edited.changes.sessions).toEqual(preview.changes.sessions);
  expect((await sessionOf(ctx, 'panel')).startsAt?.toISOString()).toBe('2026-11-24T02:30:00.000Z');
  expect(await sessionsOf(ctx)).toEqual(await sessionsElsewhere(ctx));
});

test('an edit of what somebody else has changed is refused with the row as it stands', async () => {
  const ctx = await anEvent(bench.operator);
  const { id: sessionId } = await sessionOf(ctx, 'panel');
  await editProgram(ctx, 'updateSession', { sessionId, version: 1, title: { en: 'First' } });
  const stale = await refusalOf(
    editProgram(ctx, 'updateSession', { sessionId, version: 1, title: { en: 'Second' } }),
  );
  expect([stale.code, stale.details.facts]).toEqual([
    'STALE_VERSION',
    { seen: 1, current: expect.objectContaining({ version: 2, title: { en: 'First' } }) },
  ]);
  expect((await sessionOf(ctx, 'panel')).title).toEqual({ en: 'First' });
});

test('of two who move one session at once, one wins', async () => {
  const ctx = await anEvent(bench.operator);
  const { id: sessionId } = await sessionOf(ctx, 'keynote');
  const results = await Promise.allSettled(
    ['08:00', '09:00'].map((time) =>
      editProgram(ctx, 'moveSession', { sessionId, version: 1, startsAt: at(time) }),
    ),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await sessionsOf(ctx)).toEqual(await sessionsElsewhere(ctx));
});

test('every edit can be undone, and its undoing too, to the letter', async () => {
  const ctx = await anEvent(bench.operator);
  const before = await sessionOf(ctx, 'panel');
  const { id: sessionId, appearances } = before;
  const [first] = appearances;
  const { number } = await editProgram(ctx, 'setAppearances', {
    sessionId,
    version: 1,
    appearances: [{ id: first?.id, personId: first?.personId, role: 'CHAIR', state: 'CONFIRMED' }],
  });
  expect((await sessionOf(ctx, 'panel')).appearances.map(({ role }) => role)).toEqual(['CHAIR']);
  const undone = await undoProgramEdit(ctx, { edit: number });
  expect(await sessionOf(ctx, 'panel')).toEqual({ ...before, version: 3 });
  expect((await refusalOf(undoProgramEdit(ctx, { edit: number }))).code).toBe('CONFLICT');
  await undoProgramEdit(ctx, { edit: undone.number });
  expect((await sessionOf(ctx, 'panel')).appearances.map(({ role }) => role)).toEqual(['CHAIR']);
  const { nodes: edits } = await listEdits(ctx, { first: 10 });
  expect(edits.map(({ operation, undoes, undoneBy }) => [operation, undoes, undoneBy])).toEqual([
    ['undoProgramEdit', 3, null],
    ['undoProgramEdit', 2, 4],
    ['setAppearances', null, 3],
    ['importProgram', null, null],
  ]);
});

test('a session that is taken out stays with its release, and comes back as it was', async () => {
  const ctx = await anEvent(bench.operator);
  await releaseProgram(ctx, { waivers: [], waiveAll: null });
  const panel = await sessionOf(ctx, 'panel');
  const { number } = await editProgram(ctx, 'removeSession', { sessionId: panel.id, version: 1 });
  const { release } = await releaseProgram(ctx, { waivers: [], waiveAll: null });
  expect(release.changes.map(({ kind }) => kind)).toEqual(['CANCELLED']);
  await undoProgramEdit(ctx, { edit: number });
  expect(await sessionOf(ctx, 'panel')).toEqual({ ...panel, version: 3 });
  expect(await sessionsOf(ctx)).toEqual(await sessionsElsewhere(ctx));
});

test('what an edit made and others use since can not be undone under them', async () => {
  const ctx = await anEvent(bench.operator);
  const clientKey = '0192f0c4-0000-7000-8000-000000000001';
  const made = await createInDraft(ctx, 'createRoom', { clientKey, name: { en: 'Annex' } });
  const roomId = made.changes.rooms[0]?.id ?? '';
  const again = await createInDraft(ctx, 'createRoom', { clientKey, name: { en: 'Annex' } });
  expect([again.number, again.changes.rooms.map(({ id }) => id)]).toEqual([null, [roomId]]);
  expect((await refusalOf(createInDraft(ctx, 'createRoom', { clientKey, name: { en: 'Other' } }))).code).toBe(
    'CONFLICT',
  );
  const { id: sessionId } = await sessionOf(ctx, 'panel');
  await editProgram(ctx, 'moveSession', { sessionId, version: 1, roomId });
  const refused = await refusalOf(undoProgramEdit(ctx, { edit: made.number }));
  expect([refused.code, refused.details.facts]).toEqual(['CONFLICT', { sessionIds: [sessionId] }]);
  expect((await findFindings(ctx)).filter(({ severity }) => severity === 'BLOCKER')).toEqual([]);
});
