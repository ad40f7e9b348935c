import { randomUUID } from 'node:crypto';
import { addEvent, eventInput, personInput, type Event } from '@plenary/event';
import { enterEvent, parse, type EventCtx } from '@plenary/platform';
import { aPerson, aProgram, anEvent } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

let count = 0;

/** An event without a program. */
async function anEmptyEvent(startsOn: string, endsOn: string, timeZone: string): Promise<EventCtx> {
  count += 1;
  const event: Event = await addEvent(
    api.operator,
    parse(eventInput, {
      slug: `next-${String(count)}`,
      title: { en: 'The next' },
      startsOn,
      endsOn,
      timeZone,
      languages: ['en'],
      mode: 'HYBRID',
    }),
  );
  return enterEvent(api.operator, event);
}

/** Who organises both. */
async function organiserOf(...events: EventCtx[]): Promise<string> {
  const [first, ...others] = events;
  const cookie = await api.signedIn('ORGANISER', first ?? null);
  const { accountId } = await api.services.prisma.roleGrant.findFirstOrThrow({ orderBy: { id: 'desc' } });
  for (const { event } of others)
    await api.services.prisma.roleGrant.create({ data: { accountId, eventId: event.id, role: 'ORGANISER' } });
  return cookie;
}

function copy(to: EventCtx, from: string, cookie: string, input: Record<string, unknown> = {}) {
  return api.graphql(
    'mutation ($input: CopyProgramInput!) { copyProgram(input: $input) { slug state } }',
    { input: { event: to.event.slug, from, clientKey: randomUUID(), ...input } },
    cookie,
  );
}

async function draftOf(ctx: EventCtx, cookie: string) {
  const { body } = await api.graphql(
    `query ($slug: String!) { event(slug: $slug) { draft {
      rooms { key windows { startsAt } }
      tracks { key members { part } }
      sessions {
        key startsAt endsAt joinLinks { url } notes room { key } items { minutes } cues { text minute }
        appearances { person { displayName } role state mayRecord }
      }
    } } }`,
    { slug: ctx.event.slug },
    cookie,
  );
  return JSON.parse(body).data.event.draft;
}

const sessionAt = (key: string, startsAt: string, endsAt: string) => ({
  key,
  kind: 'OTHER' as const,
  title: { en: key },
  startsAt,
  endsAt,
});

test('last year’s program comes over to the new days with all that is in it, once', async () => {
  const program = aProgram();
  const from = await anEvent(api.operator, {
    people: [
      aPerson('smith', { email: 'smith@example.org', needs: 'No stairs.', mayPublish: true }),
      aPerson('tanaka'),
      aPerson('unnamed'),
    ],
    program: {
      ...program,
      rooms: [
        {
          key: 'hall',
          name: { en: 'Hall' },
          windows: [{ startsAt: '2026-11-24T08:00:00+09:00', endsAt: '2026-11-24T20:00:00+09:00' }],
        },
      ],
      tracks: [
        { key: 'group', name: { en: 'Group' }, kind: 'WORKING_GROUP', members: [{ person: 'tanaka' }] },
      ],
      availability: [
        {
          person: 'smith',
          windows: [{ startsAt: '2026-11-24T08:00:00+09:00', endsAt: '2026-11-24T20:00:00+09:00' }],
        },
      ],
      sessions: (program.sessions ?? []).map((session) => ({
        ...session,
        notes: 'Water.',
        joinLinks: { floor: 'https://meet.example.org/1' },
        items: [
          {
            title: { en: 'Talk' },
            minutes: 20,
            appearances: [{ person: 'tanaka', role: 'SPEAKER', mayRecord: true }],
          },
        ],
        cues: [{ text: 'Lights', minute: -5 }],
      })),
    },
  });
  await from.db.programLimits.create({
    data: { eventId: from.event.id, changeover: 7, walk: 8, interpreters: 90, sitting: 100, pause: 15 },
  });
  const to = await anEmptyEvent('2027-11-22', '2027-11-23', 'Asia/Tokyo');
  const cookie = await organiserOf(from, to);
  const input = { clientKey: randomUUID(), people: true };
  const answered = { copyProgram: { slug: to.event.slug, state: 'DRAFT' } };
  expect((await copy(to, from.event.slug, cookie, input)).data).toEqual(answered);
  expect((await copy(to, from.event.slug, cookie, input)).data).toEqual(answered);

  const { sessions, rooms, tracks } = await draftOf(to, cookie);
  expect(rooms).toEqual([{ key: 'hall', windows: [{ startsAt: '2027-11-21T23:00:00.000Z' }] }]);
  expect(tracks).toEqual([{ key: 'group', members: [{ part: 'MEMBER' }] }]);
  const talk = {
    person: { displayName: 'Dr. TANAKA Hana' },
    role: 'SPEAKER',
    state: 'INVITED',
    mayRecord: null,
  };
  const smith = { displayName: 'Colonel Alex Smith' };
  expect(sessions[0]).toEqual({
    key: 'keynote',
    startsAt: '2027-11-22T01:00:00.000Z',
    endsAt: '2027-11-22T02:00:00.000Z',
    joinLinks: [],
    notes: 'Water.',
    room: { key: 'hall' },
    items: [{ minutes: 20 }],
    cues: [{ text: 'Lights', minute: -5 }],
    appearances: [{ person: smith, role: 'KEYNOTE', state: 'INVITED', mayRecord: null }, talk],
  });
  expect(sessions).toHaveLength(2);
  const where = { eventId: to.event.id };
  expect(
    await to.db.person.findMany({
      where,
      select: { key: true, email: true, needs: true, mayPublish: true },
      orderBy: { key: 'asc' },
    }),
  ).toEqual([
    { key: 'smith', email: 'smith@example.org', needs: null, mayPublish: null },
    { key: 'tanaka', email: null, needs: null, mayPublish: null },
  ]);
  expect(await to.db.programLimits.findUnique({ where })).toMatchObject({ changeover: 7, pause: 15 });
  expect(await to.db.availability.count({ where })).toBe(0);
});

test.each([
  ['2026-10-24', 'Europe/Paris', '2027-03-27', 'America/New_York', ['-04:00', '-04:00']],
  ['2026-10-24', 'Europe/Paris', '2026-10-31', 'America/New_York', ['-04:00', '-05:00']],
  ['2026-10-24', 'Europe/Paris', '2027-03-27', 'Europe/Paris', ['+01:00', '+02:00']],
  ['2026-11-24', 'Asia/Tokyo', '2028-02-28', 'Pacific/Apia', ['+13:00', '+13:00']],
])('09:30 stays 09:30, from %s in %s to %s', async (startsOn, zone, day, toZone, offsets) => {
  const next = (first: string): string => new Date(Date.parse(first) + 86_400_000).toISOString().slice(0, 10);
  const offsetOf = (date: string): string =>
    zone === 'Asia/Tokyo' ? '+09:00' : date === '2026-10-25' ? '+01:00' : '+02:00';
  const from = await anEvent(api.operator, {
    event: { startsOn, endsOn: next(startsOn), timeZone: zone },
    program: {
      sessions: [startsOn, next(startsOn)].map((date, index) =>
        sessionAt(
          `day-${String(index + 1)}`,
          `${date}T09:30:00${offsetOf(date)}`,
          `${next(date)}T00:00:00${offsetOf(date)}`,
        ),
      ),
    },
  });
  const to = await anEmptyEvent(day, next(day), toZone);
  const cookie = await organiserOf(from, to);
  expect((await copy(to, from.event.slug, cookie)).codes).toEqual([]);
  const { sessions } = await draftOf(to, cookie);
  expect(sessions.map(({ startsAt, endsAt }: Record<string, string>) => [startsAt, endsAt])).toEqual(
    [day, next(day)].map((date, index) => [
      new Date(`${date}T09:30:00${offsets[index] ?? ''}`).toISOString(),
      new Date(`${next(date)}T00:00:00${offsets[index] ?? ''}`).toISOString(),
    ]),
  );
});

test('a time that clocks are put forward over is as much later, and a session keeps its length', async () => {
  const from = await anEvent(api.operator, {
    event: { startsOn: '2026-06-01', endsOn: '2026-06-01', timeZone: 'Europe/Paris' },
    program: { sessions: [sessionAt('night', '2026-06-01T02:15:00+02:00', '2026-06-01T03:00:00+02:00')] },
  });
  const to = await anEmptyEvent('2027-03-28', '2027-03-28', 'Europe/Paris');
  const cookie = await organiserOf(from, to);
  await copy(to, from.event.slug, cookie);
  expect((await draftOf(to, cookie)).sessions).toEqual([
    expect.objectContaining({
      startsAt: '2027-03-28T01:15:00.000Z',
      endsAt: '2027-03-28T02:00:00.000Z',
      appearances: [],
    }),
  ]);
});

test('what can not be copied is refused, and changes nothing', async () => {
  const from = await anEvent(api.operator);
  const [to, filled, theirs] = [
    await anEmptyEvent('2027-11-22', '2027-11-22', 'Asia/Tokyo'),
    await anEvent(api.operator),
    await anEvent(api.operator, { people: [parse(personInput, aPerson('tanaka'))], program: {} }),
  ];
  const cookie = await organiserOf(from, to, filled);
  const clientKey = randomUUID();
  const attempts = [
    await copy(to, theirs.event.slug, cookie),
    await copy(to, 'never-was', cookie),
    await copy(theirs, from.event.slug, cookie),
    await copy(filled, from.event.slug, cookie),
    await copy(to, from.event.slug, cookie, { clientKey: 'x' }),
    await copy(to, from.event.slug, await organiserOf(to)),
    await copy(to, from.event.slug, await api.signedIn('VIEWER', to)),
  ];
  expect(attempts.map(({ codes }) => codes[0])).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_FOUND',
    'CONFLICT',
    'BAD_INPUT',
    'NOT_FOUND',
    'FORBIDDEN',
  ]);
  expect(attempts[0]?.body).toBe(attempts[1]?.body);
  expect((await draftOf(to, cookie)).sessions).toEqual([]);
  expect((await copy(to, from.event.slug, cookie, { clientKey })).codes).toEqual([]);
  expect((await copy(to, from.event.slug, cookie, { clientKey, people: true })).codes).toEqual(['CONFLICT']);
  expect((await copy(to, from.event.slug, cookie)).codes).toEqual(['CONFLICT']);
});
