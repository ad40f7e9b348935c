import { sendNotices } from '@plenary/event';
import { eventNoun } from '@plenary/event/noun';
import { listKeptMail } from '@plenary/mail';
import { findFindings, findRelease, releaseProgram } from '@plenary/program';
import type { aProgram } from '@plenary/testing';
import {
  aPerson,
  aReleasedEvent,
  anEvent,
  createTestBench,
  eventually,
  withWorker,
  type TestBench,
} from '@plenary/testing';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

type Sessions = NonNullable<ReturnType<typeof aProgram>['sessions']>;

/** A session in the hall, from the hour to the next, unless it says otherwise. */
function session(
  key: string,
  from: string,
  to: string,
  rest: Partial<Sessions[number]> = {},
): Sessions[number] {
  return {
    key,
    kind: 'PRESENTATION',
    title: { en: key },
    room: 'hall',
    startsAt: `2026-11-24T${from}:00+09:00`,
    endsAt: `2026-11-24T${to}:00+09:00`,
    ...rest,
  };
}

const rooms = [
  { key: 'hall', name: { en: 'Hall' } },
  { key: 'annex', name: { en: 'Annex' } },
];

async function findingsOf(sessions: Sessions): Promise<(readonly [string, string])[]> {
  const ctx = await anEvent(bench.operator, { program: { rooms, sessions } });
  return (await findFindings(ctx)).map(({ rule, severity }) => [rule, severity]);
}

const smith = [{ person: 'smith', role: 'SPEAKER' as const }];

test.each<[string, Sessions, string[]]>([
  [
    'two sessions in one room at once',
    [session('a', '10:00', '11:00'), session('b', '10:59', '12:00')],
    ['room-overlap'],
  ],
  [
    'two sessions in one room one after the other',
    [session('a', '10:00', '11:00'), session('b', '11:00', '12:00')],
    [],
  ],
  [
    'two sessions at once in two rooms',
    [session('a', '10:00', '11:00'), session('b', '10:00', '11:00', { room: 'annex' })],
    [],
  ],
  [
    'a person in two sessions at once',
    [
      session('a', '10:00', '11:00', { appearances: smith }),
      session('b', '10:30', '12:00', { room: 'annex', appearances: smith }),
    ],
    ['person-overlap'],
  ],
  [
    'a person bound to one item is free after it',
    [
      session('a', '10:00', '11:00', {
        items: [
          { title: { en: 'first' }, minutes: 20, appearances: smith },
          { title: { en: 'second' }, minutes: 40 },
        ],
      }),
      session('b', '10:30', '12:00', { room: 'annex', appearances: smith }),
    ],
    [],
  ],
  [
    'a session on another day',
    [
      session('a', '10:00', '11:00', {
        startsAt: '2026-11-25T10:00:00+09:00',
        endsAt: '2026-11-25T11:00:00+09:00',
      }),
    ],
    ['outside-event'],
  ],
  [
    'a session over midnight',
    [
      session('a', '10:00', '11:00', {
        startsAt: '2026-11-24T23:00:00+09:00',
        endsAt: '2026-11-25T00:30:00+09:00',
      }),
    ],
    ['outside-event'],
  ],
  [
    'a plenary beside another session',
    [session('a', '10:00', '11:00', { plenary: true }), session('b', '10:00', '11:00', { room: 'annex' })],
    ['plenary-parallel'],
  ],
  [
    'a plenary beside a break',
    [
      session('a', '10:00', '11:00', { plenary: true }),
      session('b', '10:00', '11:00', { room: 'annex', kind: 'BREAK' }),
    ],
    [],
  ],
  [
    'a speaker who has declined',
    [
      session('a', '10:00', '11:00', {
        appearances: [{ person: 'smith', role: 'SPEAKER', state: 'DECLINED' }],
      }),
    ],
    ['declined-speaker'],
  ],
])('%s', async (_what, sessions, rules) => {
  expect(await findingsOf(sessions)).toEqual(rules.map((rule) => [rule, 'BLOCKER']));
});

test('a BLOCKER stops a release until it is waived; a room that is booked twice can not be waived', async () => {
  const declined = [{ person: 'smith', role: 'SPEAKER' as const, state: 'DECLINED' as const }];
  const ctx = await anEvent(bench.operator, {
    program: { rooms, sessions: [session('a', '10:00', '11:00', { appearances: declined })] },
  });
  await expect(releaseProgram(ctx, { waivers: [], waiveAll: null })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  expect(await findRelease(ctx, null)).toBeNull();
  const [finding] = await findFindings(ctx);
  const waivers = [{ findingId: finding?.id ?? '', reason: 'will be replaced' }];
  expect((await releaseProgram(ctx, { waivers, waiveAll: null })).release.number).toBe(1);

  const overlap = [session('a', '10:00', '11:00'), session('b', '10:00', '11:00')];
  const booked = await anEvent(bench.operator, { program: { rooms, sessions: overlap } });
  await expect(releaseProgram(booked, { waivers: [], waiveAll: 'we squeeze in' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('a later release lists what changed, and tells those whose sessions changed, once a person sends it', async () => {
  const people = [aPerson('tanaka', { email: 'tanaka@example.org', language: 'ja' }), aPerson('smith')];
  const ctx = await aReleasedEvent(bench.operator, { people });
  const where = { eventId: ctx.event.id, key: 'panel' };
  const panel = await ctx.db.session.findFirstOrThrow({ where });
  await ctx.db.session.update({
    where: { id: panel.id },
    data: { startsAt: new Date('2026-11-24T02:30:00Z'), title: { en: 'The Panel' } },
  });
  const result = await releaseProgram(ctx, { waivers: [], waiveAll: null });
  expect(result.release.changes.map(({ kind, title }) => [kind, title['en']])).toEqual([
    ['MOVED', 'The Panel'],
    ['RENAMED', 'The Panel'],
  ]);
  expect((await findRelease(ctx, 1))?.program.sessions[1]?.title).toEqual({ en: 'Panel' });
  expect(result.noticesDrafted).toBe(1);

  const notices = await ctx.db.notice.findMany({ where: { eventId: ctx.event.id, about: 2 } });
  expect(notices.map(({ state, language }) => [state, language])).toEqual([['DRAFTED', 'ja']]);
  expect(await listKeptMail(bench.operator, 10)).toEqual([]);
  const ids = notices.map(({ id }) => id);
  await withWorker(bench, eventNoun.handlers, async () => {
    await sendNotices(ctx, { noticeIds: ids });
    await expect(sendNotices(ctx, { noticeIds: ids })).rejects.toMatchObject({ code: 'CONFLICT' });
    await eventually(
      async () => (await ctx.db.notice.findFirstOrThrow({ where: { id: ids[0] ?? '' } })).state === 'SENT',
    );
  });
  const [mail] = await listKeptMail(bench.operator, 10);
  expect(mail?.recipient).toBe('tanaka@example.org');
  expect(mail?.subject).toContain('プログラムのお知らせ');
  expect(mail?.text).toContain('The Panel: 時刻の変更');
});
