import { Refusal } from '@plenary/platform';
import fc from 'fast-check';
import { inverse, isEmpty, type Changes } from '../src/domain/changes.js';
import { usualLimits, withPeople, type Draft, type Session } from '../src/domain/draft.js';
import { edits, type EditName } from '../src/domain/edits/index.js';
import { requireWhole } from '../src/domain/edits/require-whole.js';
import { planUndo } from '../src/domain/edits/undo.js';
import { inOrderOfGravity, standingBlockers } from '@plenary/platform/findings';
import { WorkingDraft } from '../src/domain/working-draft.js';

/** What a run of random edits has shown, for the counts. */
export interface Tally {
  sequences: number;
  edits: number;
  undone: number;
  stale: number;
  refused: number;
  releasable: number;
}

const day = Date.parse('2026-11-24T00:00:00Z');
const id = (kind: number, number: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`;
const people = [0, 1, 2, 3].map((number) => ({
  id: id(1, number),
  key: `person-${String(number)}`,
  familyName: { en: `Person ${String(number)}` },
  givenName: null,
  nameOrder: 'GIVEN_FIRST' as const,
  title: null,
  post: null,
  organisation: null,
  country: null,
}));

function emptyDraft(): WorkingDraft {
  return new WorkingDraft({
    frame: {
      startsOn: '2026-11-24',
      endsOn: '2026-11-25',
      timeZone: 'Asia/Tokyo',
      languages: ['en', 'ja'],
      limits: usualLimits,
    },
    people: [],
    rooms: [],
    tracks: [],
    availability: [],
    sessions: [],
  });
}

/** A step: numbers that are turned into an edit of what is there when it comes. */
interface Step {
  readonly kind: number;
  readonly row: number;
  readonly a: number;
  readonly b: number;
  readonly stale: boolean;
}

export const steps = fc.array(
  fc.record({
    kind: fc.nat(19),
    row: fc.nat(30),
    a: fc.nat(60),
    b: fc.nat(60),
    stale: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  }),
  { minLength: 5, maxLength: 40 },
);

const at = (slot: number): string => new Date(day + slot * 30 * 60_000).toISOString();

function pick<Row>(rows: ReadonlyMap<string, Row>, number: number): Row | undefined {
  const all = [...rows.values()];
  return all[number % Math.max(all.length, 1)];
}

/** The edit that a step stands for; null where there is nothing to edit yet. */
function editOf(draft: Draft, { kind, row, a, b, stale }: Step): [EditName, Record<string, unknown>] | null {
  const session = pick(draft.sessions, row);
  const room = pick(draft.rooms, a);
  const track = pick(draft.tracks, b);
  const person = people[a % people.length]?.id ?? '';
  const other = people[b % people.length]?.id ?? '';
  const seen = (version: number): number => (stale ? version + 1 : version);
  const own = session && { sessionId: session.id, version: seen(session.version) };
  if (kind <= 1) return ['createRoom', { name: { en: 'Room' }, capacity: 1 + a }];
  if (kind === 2)
    return ['createTrack', { name: { en: 'Track' }, kind: a % 2 === 0 ? 'WORKING_GROUP' : 'STRAND' }];
  if (kind <= 6 || own === undefined)
    return [
      'createSession',
      {
        kind: (['PANEL', 'KEYNOTE', 'BREAK', 'WORKING_GROUP'] as const)[a % 4],
        title: { en: `Session ${String(row)}` },
        plenary: b % 7 === 0,
        roomId: room?.id ?? null,
        trackId: b % 3 === 0 ? (track?.id ?? null) : null,
        startsAt: a === 0 ? null : at(a),
        endsAt: a === 0 ? null : at(a + 1 + (b % 4)),
        languages: ['en'],
        interpretation: b % 2 === 0 ? ['ja'] : [],
        expectedAttendance: b,
        setUp: b % 5 === 0 ? 'theatre' : null,
      },
    ];
  if (kind <= 9) return ['moveSession', { ...own, startsAt: at(a), ripple: b % 4 === 0 }];
  if (kind === 10) return ['moveSession', { ...own, roomId: room?.id ?? null }];
  if (kind === 11) return ['removeSession', own];
  if (kind === 12)
    return ['updateSession', { ...own, title: { en: `Title ${String(a)}` }, plenary: b % 5 === 0 }];
  if (kind === 13)
    return [
      'setItems',
      { ...own, items: [10, 20].map((minutes) => ({ title: { en: 'Talk' }, minutes: minutes + a })) },
    ];
  if (kind <= 15) {
    const states = ['CONFIRMED', 'CONFIRMED', 'INVITED', 'DECLINED'] as const;
    const item = session?.items[0]?.id ?? null;
    const parts = [
      { personId: person, role: b % 2 === 0 ? 'CHAIR' : 'INTERPRETER', state: states[a % 4] },
      { personId: other, role: 'SPEAKER', state: states[b % 4], itemId: item },
    ];
    return ['setAppearances', { ...own, appearances: parts }];
  }
  if (kind === 16) {
    const version = draft.availability.get(person)?.version ?? 0;
    const windows = b % 3 === 0 ? [] : [{ startsAt: at(b), endsAt: at(b + 8) }];
    return ['setAvailability', { personId: person, version: seen(version), windows }];
  }
  if (kind === 17 && room !== undefined)
    return a % 2 === 0
      ? ['removeRoom', { roomId: room.id, version: seen(room.version) }]
      : [
          'updateRoom',
          { roomId: room.id, version: seen(room.version), capacity: 1 + b, name: { en: `R ${String(b)}` } },
        ];
  if (kind === 18 && track !== undefined) {
    const members = [...new Set([person, other])].map((personId) => ({ personId }));
    return ['setMembers', { trackId: track.id, version: seen(track.version), members }];
  }
  if (track !== undefined && session !== undefined)
    return ['updateTrack', { trackId: track.id, version: seen(track.version), notedInId: session.id }];
  return null;
}

/** Everything of a draft but the versions. */
function contentOf(draft: Draft): unknown {
  const rows = (map: ReadonlyMap<string, { readonly id: string }>) =>
    [...map.values()].map((row) => ({ ...row, version: 0 })).sort((one, two) => (one.id < two.id ? -1 : 1));
  // Who was given windows and lost them again is as free as before.
  const bound = new Map([...draft.availability].filter(([, { windows }]) => windows.length > 0));
  return structuredClone([rows(draft.rooms), rows(draft.tracks), rows(bound), rows(draft.sessions)]);
}

/** The same rows, looked at afresh. */
function findingsAfresh(draft: WorkingDraft) {
  const fresh = new WorkingDraft({
    frame: draft.frame,
    people: [...draft.people.values()],
    rooms: [...draft.rooms.values()],
    tracks: [...draft.tracks.values()],
    availability: [...draft.availability.values()],
    sessions: [...draft.sessions.values()],
  });
  return inOrderOfGravity(fresh.findings());
}

/** Those who have a part in it, and those whom it holds. */
function partsOf(draft: Draft): readonly [string[], string[]] {
  const named = [
    ...[...draft.sessions.values()].flatMap(({ appearances }) => appearances),
    ...[...draft.tracks.values()].flatMap(({ members }) => members),
  ].map(({ personId }) => personId);
  return [[...new Set([...named, ...draft.availability.keys()])].sort(), [...draft.people.keys()].sort()];
}

const meets = (one: readonly [number, number], two: readonly [number, number]): boolean =>
  one[0] < two[1] && two[0] < one[1];

/** When a session takes a person: all of it, or only their items where they have no other part in it. */
function taken({ startsAt, endsAt, items, appearances }: Session, personId: string): [number, number][] {
  const own = appearances.filter((part) => part.personId === personId && part.state !== 'DECLINED');
  const [from, to] = [startsAt?.getTime() ?? 0, endsAt?.getTime() ?? 0];
  if (own.length === 0) return [];
  if (own.some(({ itemId }) => itemId === null)) return [[from, to]];
  return items.flatMap((item, index): [number, number][] => {
    const begin = items.slice(0, index).reduce((sum, { minutes }) => sum + minutes * 60_000, from);
    return own.some(({ itemId }) => itemId === item.id) ? [[begin, begin + item.minutes * 60_000]] : [];
  });
}

/** The simple model of what blocks a release: every pair of sessions, looked at by itself. */
function blockers(draft: Draft): string[] {
  const timed = [...draft.sessions.values()].filter(({ startsAt }) => startsAt !== null);
  const span = ({ startsAt, endsAt }: Session): [number, number] => [
    startsAt?.getTime() ?? 0,
    endsAt?.getTime() ?? 0,
  ];
  const found: string[] = [];
  for (const [index, one] of timed.entries()) {
    const [from, to] = span(one);
    if (from < Date.parse('2026-11-23T15:00:00Z') || to > Date.parse('2026-11-25T15:00:00Z'))
      found.push(`outside-event:${one.id}`);
    for (const { id: who } of people) {
      if (one.appearances.some(({ personId, state }) => personId === who && state === 'DECLINED'))
        found.push(`declined-speaker:${who}:${one.id}`);
      const windows = draft.availability.get(who)?.windows ?? [];
      const isAway = ([begin, end]: [number, number]): boolean =>
        windows.length > 0 &&
        !windows.some(({ startsAt, endsAt }) => startsAt.getTime() <= begin && end <= endsAt.getTime());
      if (taken(one, who).some(isAway)) found.push(`person-unavailable:${who}:${one.id}`);
    }
    for (const two of timed.slice(index + 1)) {
      const pair = [one.id, two.id].sort().join(':');
      if (meets(span(one), span(two))) {
        if (one.roomId !== null && one.roomId === two.roomId) found.push(`room-overlap:${pair}`);
        if ((one.plenary || two.plenary) && one.kind !== 'BREAK' && two.kind !== 'BREAK')
          found.push(`plenary-parallel:${pair}`);
      }
      for (const { id: who } of people)
        if (taken(one, who).some((a) => taken(two, who).some((b) => meets(a, b))))
          found.push(`person-overlap:${who}:${pair}`);
    }
  }
  return found.sort();
}

/**
 * Runs the steps, and after each holds: the findings are those of the rows looked at afresh, blockers those of the
 * simple model, a preview changes nothing, the draft holds those with a part in it, a stale edit is refused, a release is refused while a blocker stands. At
 * the end everything is undone, and the draft is what it was.
 */
export function runSequence(sequence: readonly Step[], tally: Tally): void {
  const draft = emptyDraft();
  const versions = new Map<string, number>();
  const start = contentOf(draft);
  const log: Changes[] = [];
  let made = 0;
  const apply = (changes: Changes): void => {
    for (const { id: rowId } of [
      ...changes.rooms,
      ...changes.tracks,
      ...changes.availability,
      ...changes.sessions,
    ])
      versions.set(rowId, (versions.get(rowId) ?? 0) + 1);
    const before = inOrderOfGravity(draft.findings());
    const delta = draft.apply(changes, versions, people);
    const kept = before.filter((one) => !delta.gone.some(({ id: gone }) => gone === one.id));
    const expected = new Set([...kept, ...delta.come].map(({ id: one }) => one));
    expectSame(new Set(draft.findings().map(({ id: one }) => one)), expected, 'what came and went');
    expectSame(...partsOf(draft), 'people with a part');
  };
  tally.sequences += 1;
  for (const step of sequence) {
    const asked = editOf(draft, step);
    if (asked === null) continue;
    const before = contentOf(draft);
    let changes: Changes;
    try {
      const whole = withPeople(draft, people);
      changes = edits[asked[0]].plan(whole, asked[1], () => id(2, (made += 1)));
      requireWhole(whole, changes);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expectSame(contentOf(draft), before, 'a refused edit');
      if (error.code === 'STALE_VERSION') tally.stale += 1;
      else tally.refused += 1;
      continue;
    }
    if (step.stale && !asked[0].startsWith('create')) throw new Error(`${asked[0]}: a stale version passed`);
    draft.preview(changes, people);
    expectSame(contentOf(draft), before, 'a preview');
    expectSame(...partsOf(draft), 'people after a preview');
    apply(changes);
    if (!isEmpty(changes)) log.push(changes);
    tally.edits += 1;
    const findings = inOrderOfGravity(draft.findings());
    expectSame(findings, findingsAfresh(draft), 'findings');
    const blocking = findings.filter(({ severity }) => severity === 'BLOCKER').map(({ id: one }) => one);
    expectSame(blocking.sort(), blockers(draft), 'what blocks a release');
    if (standingBlockers(findings, []).length === 0) tally.releasable += 1;
  }
  for (const done of log.toReversed()) {
    const changes = planUndo(draft, done);
    expectSame(changes, inverse(done), 'an undoing');
    requireWhole(withPeople(draft, people), changes);
    apply(changes);
    tally.undone += 1;
  }
  expectSame(contentOf(draft), start, 'everything undone');
}

function expectSame(is: unknown, wanted: unknown, what: string): void {
  expect({ what, is }).toEqual({ what, is: wanted });
}
