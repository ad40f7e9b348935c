import { WorkingDraft, noChanges, usualLimits, type DraftRows, type Session } from '@plenary/program';
import { contest } from './harness.js';
import type { Report } from './report.js';

const rounds = 15;
const [few, many] = [100, 10_000];
const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.parse('2026-11-24T00:00:00Z');
/** Every room has ten sessions a day. */
const sessionsADay = 10;
const days = 25;

/** The rules of a program, from a draft as it is read to all findings, and after one move. */
export async function findingsRows(report: Report): Promise<void> {
  const large = aProgram(many);
  const small = aProgram(few);
  const text = JSON.stringify(large);
  const draft = new WorkingDraft(large);
  draft.findings();
  const moved = large.sessions[many / 2];
  if (moved === undefined) throw new Error('The program has no sessions.');
  let late = 0;
  await report.row('all findings', () =>
    contest({
      name: `all findings of ${String(many)} sessions`,
      unit: 'ms',
      against: 'JSON.parse of the same program',
      ours: async () => timeOf(() => new WorkingDraft(large).findings()),
      theirs: async () => timeOf(() => JSON.parse(text)),
      rounds,
      target: { most: 2 },
    }),
  );
  await report.row('one move', () =>
    contest({
      name: 'what comes and goes with one move',
      unit: 'ms',
      against: 'all findings',
      ours: async () => {
        late += 1;
        return timeOf(() => draft.apply(moveOf(moved, late), new Map()));
      },
      theirs: async () => timeOf(() => new WorkingDraft(large).findings()),
      rounds,
      target: { most: 1 / 50 },
    }),
  );
  await report.row('findings a session', () =>
    contest({
      name: `findings a session, of ${String(many)} sessions`,
      unit: 'µs',
      against: `a session, of ${String(few)} sessions`,
      ours: async () => (timeOf(() => new WorkingDraft(large).findings()) * 1_000) / many,
      theirs: async () => (timeOf(repeat(small)) * 1_000) / many,
      rounds,
      target: { most: 2 },
    }),
  );
}

function timeOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** As many sessions as the large program has, by small ones. */
function repeat(small: DraftRows): () => void {
  return () => {
    for (let time = 0; time < many / few; time += 1) new WorkingDraft(small).findings();
  };
}

function moveOf(session: Session, late: number) {
  const by = (date: Date | null): Date | null => date && new Date(date.getTime() + (late % 5) * minute);
  const after = { ...session, startsAt: by(session.startsAt), endsAt: by(session.endsAt) };
  return { ...noChanges, sessions: [{ id: session.id, before: session, after }] };
}

/** A conference over 25 days with as many rooms as it needs, two people a session, and a break in four. */
function aProgram(count: number): DraftRows {
  const rooms = Math.ceil(count / sessionsADay / days);
  const people = Math.max(4, Math.ceil(count / 5));
  const id = (kind: string, number: number): string =>
    `${kind}000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const sessions = Array.from({ length: count }, (_, number): Session => {
    const room = number % rooms;
    const slot = Math.floor(number / rooms);
    const isBreak = slot % 4 === 3;
    const startsAt = new Date(
      start + Math.floor(slot / sessionsADay) * day + (slot % sessionsADay) * 60 * minute,
    );
    const appearance = (place: number) => ({
      id: id('appearan', number * 2 + place),
      itemId: null,
      personId: id('person00', (number * 2 + place) % people),
      role: place === 0 ? ('MODERATOR' as const) : ('PANELIST' as const),
      state: number % 10 === 0 ? ('INVITED' as const) : ('CONFIRMED' as const),
      languages: [],
      mayRecord: true,
      mayQuote: true,
      mayShow: null,
    });
    return {
      id: id('session0', number),
      key: `session-${String(number)}`,
      position: number,
      kind: isBreak ? 'BREAK' : 'PANEL',
      plenary: false,
      visibility: 'PUBLIC',
      attribution: 'ON_RECORD',
      title: { en: `Panel ${String(number)} on bridges`, ja: `橋についての討論 ${String(number)}` },
      abstract: { en: 'Who builds them, who keeps them, and who may cross.' },
      roomId: id('room0000', room),
      trackId: null,
      startsAt,
      endsAt: new Date(startsAt.getTime() + 50 * minute),
      languages: ['en'],
      interpretation: ['ja'],
      joinLinks: {},
      takesQuestions: true,
      capacity: null,
      expectedAttendance: 50,
      setUp: 'theatre',
      equipment: [],
      notes: null,
      items: [],
      appearances: isBreak ? [] : [appearance(0), appearance(1)],
      cues: [],
      version: 1,
      actualStartsAt: null,
      actualEndsAt: null,
    };
  });
  return {
    frame: {
      startsOn: '2026-11-24',
      endsOn: '2026-12-20',
      timeZone: 'Asia/Tokyo',
      languages: ['en', 'ja'],
      limits: usualLimits,
    },
    people: Array.from({ length: people }, (_, number) => ({
      id: id('person00', number),
      key: `person-${String(number)}`,
      familyName: { en: `Person ${String(number)}` },
      givenName: { en: 'Alex' },
      nameOrder: 'GIVEN_FIRST' as const,
      title: null,
      post: null,
      organisation: null,
      country: 'JP',
    })),
    rooms: Array.from({ length: rooms }, (_, number) => ({
      id: id('room0000', number),
      key: `room-${String(number)}`,
      name: { en: `Hall ${String(number)}` },
      capacity: 100,
      virtual: false,
      windows: [],
      version: 1,
    })),
    tracks: [],
    availability: [],
    sessions,
  };
}
