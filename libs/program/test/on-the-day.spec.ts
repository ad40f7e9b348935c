import type { EventCtx } from '@plenary/platform';
import { editProgram, findRelease, releaseProgram } from '@plenary/program';
import { anEvent, aReleasedEvent, createTestBench, type TestBench } from '@plenary/testing';
import { currentDraft } from '../src/operations/current-draft.js';
import { findRunningOrder } from '../src/operations/running-order.js';
import { endSession, setActualTimes, startSession } from '../src/operations/run-session.js';
import {
  cancelScheduledRelease,
  releaseDuePrograms,
  scheduleRelease,
} from '../src/operations/schedule-release.js';
import { findScheduledRelease } from '../src/data/scheduled-releases.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench({ clock: true });
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.setTime('2026-11-23T09:00:00Z');
});

async function sessionOf(ctx: EventCtx, key: string) {
  const found = [...(await currentDraft(ctx)).sessions.values()].find((session) => session.key === key);
  if (found === undefined) throw new Error(`no session ${key}`);
  return found;
}

async function orderOf(ctx: EventCtx) {
  const order = await findRunningOrder(ctx);
  return order.map(({ state, startsAt, endsAt, lateMinutes }) => [
    state,
    startsAt.toISOString().slice(11, 16),
    endsAt.toISOString().slice(11, 16),
    lateMinutes,
  ]);
}

describe('the running order', () => {
  test('slides with what is late, and the release stays as it is', async () => {
    const ctx = await aReleasedEvent(bench.operator);
    const released = (await findRelease(ctx, null))?.program;
    const { id: keynote } = await sessionOf(ctx, 'keynote');
    expect(await orderOf(ctx)).toEqual([
      ['UPCOMING', '01:00', '02:00', 0],
      ['UPCOMING', '02:00', '03:00', 0],
    ]);
    bench.setTime('2026-11-24T01:12:00Z');
    await startSession(ctx, { sessionId: keynote });
    expect(await orderOf(ctx)).toEqual([
      ['RUNNING', '01:12', '02:12', 12],
      ['UPCOMING', '02:12', '03:12', 12],
    ]);
    bench.setTime('2026-11-24T01:55:00Z');
    await endSession(ctx, { sessionId: keynote });
    expect(await orderOf(ctx)).toEqual([
      ['ENDED', '01:12', '01:55', 12],
      ['UPCOMING', '02:00', '03:00', 0],
    ]);
    expect((await findRelease(ctx, null))?.program).toEqual(released);
  });

  test('refuses to start twice, to end what does not run, and a correction of what others have corrected', async () => {
    const ctx = await aReleasedEvent(bench.operator);
    const { id } = await sessionOf(ctx, 'keynote');
    await expect(endSession(ctx, { sessionId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
    await startSession(ctx, { sessionId: id, at: new Date('2026-11-24T01:00:00Z') });
    await expect(startSession(ctx, { sessionId: id })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(
      endSession(ctx, { sessionId: id, at: new Date('2026-11-24T00:59:00Z') }),
    ).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await expect(setActualTimes(ctx, { sessionId: id })).rejects.toMatchObject({ code: 'STALE_VERSION' });
    const startsAt = new Date('2026-11-24T01:00:00Z');
    const endsAt = new Date('2026-11-24T02:07:00Z');
    await setActualTimes(ctx, { sessionId: id, seenStartsAt: startsAt, startsAt, endsAt });
    expect((await sessionOf(ctx, 'keynote')).actualEndsAt).toEqual(new Date('2026-11-24T02:07:00Z'));
    await expect(
      startSession(ctx, { sessionId: '01a20cac-0000-7000-8000-000000000000' }),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a scheduled release', () => {
  const at = new Date('2026-11-23T10:00:00Z');

  test('is made at its time, once, of the draft as it stands then', async () => {
    const ctx = await anEvent(bench.operator);
    await expect(scheduleRelease(ctx, { at: new Date('2026-11-23T08:00:00Z') })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await scheduleRelease(ctx, { at });
    await releaseDuePrograms(bench.operator);
    expect(await findRelease(ctx, null)).toBeNull();
    const panel = await sessionOf(ctx, 'panel');
    await editProgram(ctx, 'updateSession', { sessionId: panel.id, version: 1, title: { en: 'Late Title' } });
    bench.setTime('2026-11-23T10:00:00Z');
    await Promise.all([releaseDuePrograms(bench.operator), releaseDuePrograms(bench.operator)]);
    const release = await findRelease(ctx, null);
    expect([release?.number, release?.program.sessions[1]?.title]).toEqual([1, { en: 'Late Title' }]);
    expect(await findScheduledRelease(ctx)).toBeNull();
  });

  test('that meets a blocker says so, is not tried again, and can be cancelled', async () => {
    const ctx = await anEvent(bench.operator);
    const panel = await sessionOf(ctx, 'panel');
    await editProgram(ctx, 'moveSession', {
      sessionId: panel.id,
      version: 1,
      startsAt: '2026-11-24T10:30:00+09:00',
    });
    await scheduleRelease(ctx, { at });
    bench.setTime('2026-11-23T10:00:01Z');
    await releaseDuePrograms(bench.operator);
    await releaseDuePrograms(bench.operator);
    expect(await findRelease(ctx, null)).toBeNull();
    expect((await findScheduledRelease(ctx))?.failure).toBe(
      "The program can't be released: Colonel Alex Smith is in “Keynote” and “Panel” at once, at 10:30. And 2 more.",
    );
    await cancelScheduledRelease(ctx, {});
    await expect(cancelScheduledRelease(ctx, {})).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(releaseProgram(ctx, { waivers: [], waiveAll: null })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});
