import { key } from '@plenary/event';
import type { FieldProblem } from '@plenary/platform';
import { languageCode, plainText, texts } from '@plenary/platform/texts';
import { z } from 'zod';

const instant = z.iso
  .datetime({ offset: true, error: 'must be an instant with an offset, such as 2026-11-24T09:00:00+09:00' })
  .transform((text) => new Date(text));

const appearanceInput = z.strictObject({
  person: key,
  role: z.enum([
    'CHAIR',
    'MODERATOR',
    'KEYNOTE',
    'SPEAKER',
    'PANELIST',
    'DISCUSSANT',
    'RAPPORTEUR',
    'INTERPRETER',
  ]),
  state: z.enum(['INVITED', 'CONFIRMED', 'DECLINED']).default('CONFIRMED'),
});

const sessionInput = z
  .strictObject({
    key,
    kind: z.enum([
      'OPENING',
      'CEREMONY',
      'KEYNOTE',
      'PRESENTATION',
      'PANEL',
      'DISCUSSION',
      'WORKING_GROUP',
      'BREAK',
      'CLOSING',
      'SOCIAL',
      'VISIT',
      'OTHER',
    ]),
    plenary: z.boolean().default(false).meta({ description: 'Everybody is expected.' }),
    visibility: z.enum(['PUBLIC', 'PARTICIPANTS', 'INTERNAL']).default('PUBLIC'),
    title: texts(200),
    abstract: texts(5_000, { multiline: true }).optional(),
    room: key.optional(),
    track: key.optional(),
    startsAt: instant.optional(),
    endsAt: instant.optional(),
    actualStartsAt: instant.optional().meta({ description: 'When it really started.' }),
    actualEndsAt: instant.optional(),
    languages: z.array(languageCode).max(10).default([]).meta({ description: 'Spoken languages.' }),
    interpretation: z.array(languageCode).max(10).default([]).meta({ description: 'Interpreted into.' }),
    takesQuestions: z.boolean().default(false),
    capacity: z.int().min(1).max(100_000).optional(),
    expectedAttendance: z.int().min(0).max(100_000).optional(),
    setUp: plainText(50).optional().meta({ description: 'A word: theatre, boardroom …' }),
    items: z
      .array(
        z.strictObject({
          title: texts(200),
          minutes: z.int().min(1).max(1_440),
          appearances: z.array(appearanceInput).max(50).default([]),
        }),
      )
      .max(100)
      .default([]),
    appearances: z.array(appearanceInput).max(100).default([]),
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
  name: texts(100),
  capacity: z.int().min(1).max(100_000).optional(),
  virtual: z.boolean().default(false),
});

const trackInput = z.strictObject({
  key,
  name: texts(100),
  kind: z.enum(['STRAND', 'WORKING_GROUP']).default('STRAND'),
});

/** The parts of an import file that make the program. */
export const programInput = {
  rooms: z.array(roomInput).max(500).default([]),
  tracks: z.array(trackInput).max(500).default([]),
  sessions: z.array(sessionInput).max(10_000).default([]).meta({ description: 'In their order.' }),
};

export interface ProgramInput {
  readonly rooms: readonly z.output<typeof roomInput>[];
  readonly tracks: readonly z.output<typeof trackInput>[];
  readonly sessions: readonly z.output<typeof sessionInput>[];
}

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

/** A key that stands twice in one list, at its second place. */
export function repeatedKeys(list: string, rows: readonly { readonly key: string }[]): FieldProblem[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const repeated = seen.has(row.key);
    seen.add(row.key);
    return repeated ? [{ path: `${list}[${String(index)}].key`, message: `stands twice: ${row.key}` }] : [];
  });
}
