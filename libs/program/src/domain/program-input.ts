import { key } from '@plenary/event';
import { instant, type FieldProblem } from '@plenary/platform';
import { z } from 'zod';
import {
  appearanceFields,
  cueFields,
  itemFields,
  memberPart,
  personState,
  roomFields,
  sessionFields,
  trackFields,
  windows,
} from './fields.js';

const agreed = z.boolean().optional();

const appearanceInput = z.strictObject({
  person: key,
  role: appearanceFields.role,
  state: personState.default('CONFIRMED'),
  languages: appearanceFields.languages,
  mayRecord: agreed.meta({ description: 'Whether they agreed to be recorded.' }),
  mayQuote: agreed.meta({ description: 'Whether they agreed to have their words in the minutes.' }),
  mayShow: agreed.meta({ description: 'Whether they agreed to have their slides published.' }),
});

const { kind, plenary, visibility, attribution, title, abstract, ...others } = sessionFields;

const sessionInput = z
  .strictObject({
    key,
    ...{ kind, plenary, visibility, attribution, title, abstract },
    room: key.optional(),
    track: key.optional(),
    startsAt: instant.optional(),
    endsAt: instant.optional(),
    actualStartsAt: instant.optional().meta({ description: 'When it really started.' }),
    actualEndsAt: instant.optional(),
    ...others,
    items: z
      .array(z.strictObject({ ...itemFields, appearances: z.array(appearanceInput).max(50).default([]) }))
      .max(100)
      .default([]),
    appearances: z.array(appearanceInput).max(100).default([]),
    cues: z
      .array(z.strictObject(cueFields))
      .max(200)
      .default([])
      .meta({ description: 'Its lines of the run book.' }),
  })
  .refine(({ startsAt, endsAt }) => (startsAt === undefined) === (endsAt === undefined), {
    path: ['endsAt'],
    error: 'must stand together with startsAt, or neither',
  })
  .refine(({ startsAt, endsAt }) => startsAt === undefined || endsAt === undefined || startsAt < endsAt, {
    path: ['endsAt'],
    error: 'must be after startsAt',
  })
  .refine(
    ({ actualStartsAt, actualEndsAt }) =>
      actualEndsAt === undefined || (actualStartsAt !== undefined && actualStartsAt < actualEndsAt),
    { path: ['actualEndsAt'], error: 'must be after actualStartsAt' },
  );

const roomInput = z.strictObject({
  key,
  ...roomFields,
  windows: windows.default([]).meta({ description: 'When it can be used; empty for the whole event.' }),
});

const trackInput = z.strictObject({
  key,
  ...trackFields,
  members: z
    .array(z.strictObject({ person: key, part: memberPart }))
    .max(1_000)
    .default([]),
  notedIn: key.optional().meta({ description: 'The plenary session that takes note of its report.' }),
});

const availabilityInput = z.strictObject({ person: key, windows });

/** The parts of an import file that make the program. */
export const programInput = {
  rooms: z.array(roomInput).max(500).default([]),
  tracks: z.array(trackInput).max(500).default([]),
  availability: z
    .array(availabilityInput)
    .max(10_000)
    .default([])
    .meta({ description: 'When people can be used; who is not listed, for the whole event.' }),
  sessions: z.array(sessionInput).max(10_000).default([]).meta({ description: 'In their order.' }),
};

/** A program as a file has it. */
export const programFile = z.strictObject(programInput);

export type ProgramInput = z.output<typeof programFile>;
export type SessionInput = ProgramInput['sessions'][number];
export type AppearanceInput = z.output<typeof appearanceInput>;

/** Keys that are used twice or name nothing, with their places. */
export function problemsOfProgram(program: ProgramInput, peopleKeys: ReadonlySet<string>): FieldProblem[] {
  const roomKeys = new Set(program.rooms.map((room) => room.key));
  const trackKeys = new Set(program.tracks.map((track) => track.key));
  const problems = [
    ...repeatedKeys('rooms', program.rooms),
    ...repeatedKeys('tracks', program.tracks),
    ...repeatedKeys('sessions', program.sessions),
  ];
  const known = (path: string, keys: ReadonlySet<string>, value: string | undefined, what: string): void => {
    if (value !== undefined && !keys.has(value))
      problems.push({ path, message: `names no ${what}: ${value}` });
  };
  const sessionKeys = new Set(program.sessions.map((session) => session.key));
  program.availability.forEach(({ person }, index) => {
    known(`availability[${String(index)}].person`, peopleKeys, person, 'person');
  });
  program.tracks.forEach((track, index) => {
    const path = `tracks[${String(index)}]`;
    known(`${path}.notedIn`, sessionKeys, track.notedIn, 'session');
    track.members.forEach(({ person }, place) => {
      known(`${path}.members[${String(place)}].person`, peopleKeys, person, 'person');
    });
  });
  program.sessions.forEach((session, index) => {
    const path = `sessions[${String(index)}]`;
    known(`${path}.room`, roomKeys, session.room, 'room');
    known(`${path}.track`, trackKeys, session.track, 'track');
    session.appearances.forEach(({ person }, place) => {
      known(`${path}.appearances[${String(place)}].person`, peopleKeys, person, 'person');
    });
    session.items.forEach(({ appearances }, item) => {
      appearances.forEach(({ person }, place) => {
        known(
          `${path}.items[${String(item)}].appearances[${String(place)}].person`,
          peopleKeys,
          person,
          'person',
        );
      });
    });
  });
  return problems;
}

type Named = readonly { readonly person: string }[];

/** What of a program names people, in a file as in what was read from it. */
interface NamesPeople {
  readonly availability?: Named | undefined;
  readonly tracks?: readonly { readonly members?: Named | undefined }[] | undefined;
  readonly sessions?:
    | readonly {
        readonly appearances?: Named | undefined;
        readonly items?: readonly { readonly appearances?: Named | undefined }[] | undefined;
      }[]
    | undefined;
}

/** The people whom a program names, by key. */
export function peopleIn({ availability = [], tracks = [], sessions = [] }: NamesPeople): Set<string> {
  const named = [
    ...availability,
    ...tracks.flatMap(({ members = [] }) => members),
    ...sessions.flatMap(({ appearances = [], items = [] }) => [
      ...appearances,
      ...items.flatMap((item) => item.appearances ?? []),
    ]),
  ];
  return new Set(named.map(({ person }) => person));
}

/** A key that stands twice in one list, at its second place. */
export function repeatedKeys(list: string, rows: readonly { readonly key: string }[]): FieldProblem[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const repeated = seen.has(row.key);
    seen.add(row.key);
    return repeated ? [{ path: `${list}[${String(index)}].key`, message: `stands twice: ${row.key}` }] : [];
  });
}
