import { personInput, type PersonInput } from '@plenary/event';
import { FormatError, readJson, readUtf8, type FormatProblem } from '@plenary/formats';
import { readScheduleJson, readScheduleXml } from '@plenary/formats/schedule';
import { readCsv, readXlsx } from '@plenary/formats/tables';
import { badInput, fieldProblems, type FieldProblem } from '@plenary/platform';
import { z } from 'zod';
import type { Draft } from '../draft.js';
import {
  peopleIn,
  problemsOfProgram,
  programFile,
  programInput,
  type ProgramInput,
} from '../program-input.js';
import { formatOf, type ProgramFormat } from './program-format.js';
import { readProgramSchedule } from './read-schedule.js';
import { readProgramTable } from './read-table.js';
import { Scene } from './scene.js';

/** What a file asks of a draft. */
export interface ProgramReading {
  /** Those that the event does not have yet. */
  readonly people: readonly PersonInput[];
  readonly program: ProgramInput;
  /** What was left aside, or had to be interpreted: sentences. */
  readonly notes: readonly string[];
}

/** Of more problems than these nobody is helped. */
const mostProblems = 100;

/**
 * Reads a program from a file, all of it or nothing. What the format does not carry is taken from the draft.
 * @param format null to recognise it by the content
 * @param notice of the event, in its first language; empty for none
 * @throws {Refusal} BAD_INPUT with the place of each problem: `rows.12.start` of a table, `events.57.title` of a schedule
 */
export function readProgram(
  bytes: Uint8Array,
  format: ProgramFormat | null,
  draft: Draft,
  notice: string,
): ProgramReading {
  const known = format ?? formatOf(bytes);
  try {
    switch (known) {
      case 'JSON':
        return readEventJson(bytes, draft);
      case 'CSV':
        return fromTable(readCsv(bytes), draft);
      case 'XLSX':
        return fromTable(readXlsx(bytes), draft);
      case 'SCHEDULE_XML':
        return fromSchedule(readScheduleXml(bytes), draft, notice);
      case 'SCHEDULE_JSON':
        return fromSchedule(readScheduleJson(bytes), draft, notice);
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw badInput(
      error.problems.map((problem) =>
        fieldOf(problem, known === 'CSV' || known === 'XLSX' ? 'rows' : 'lines'),
      ),
    );
  }
}

const leftOut = z.array(z.unknown()).default([]);

/** Of our own format the people and the program; the event's facts, its registrations and its questions are left aside. */
const eventJson = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal('plenary-event/1', { error: 'must be "plenary-event/1"' }),
  event: z.unknown().optional(),
  people: z.array(personInput).max(20_000).default([]),
  ...programInput,
  forms: leftOut,
  categories: leftOut,
  registrations: z.array(z.looseObject({ person: z.string() })).default([]),
  questions: leftOut,
});

function readEventJson(bytes: Uint8Array, draft: Draft): ProgramReading {
  const { data, error } = eventJson.safeParse(readJson(readUtf8(bytes)));
  if (data === undefined) throw badInput(fieldProblems(error).slice(0, mostProblems));
  const { event, people, forms, categories, registrations, questions, ...program } = data;
  const { rooms, tracks, availability, sessions } = program;
  const known = new Set([...draft.people.values()].map(({ key }) => key));
  // Who is only registered does not come without their registration.
  const parts = peopleIn(program);
  const guests = new Set(registrations.map(({ person }) => person).filter((person) => !parts.has(person)));
  const comers = people.filter(({ key }) => !guests.has(key));
  const added = comers.filter(({ key }) => !known.has(key));
  const notes = [
    ...(event === undefined ? [] : ['The facts of the event itself were left as they are.']),
    ...(added.length === comers.length ? [] : ['People whom the event has were left as they are.']),
    ...(forms.length + categories.length + registrations.length === 0
      ? []
      : ['Registrations, their forms and categories were left out.']),
    ...(questions.length === 0 ? [] : ['Questions were left out.']),
  ];
  return checked({ people: added, program: { rooms, tracks, availability, sessions }, notes }, draft);
}

function fromTable({ value, notes }: ReturnType<typeof readCsv>, draft: Draft): ProgramReading {
  const scene = new Scene(draft);
  return finish(readProgramTable(value, scene), scene, notes.map(sentence));
}

function fromSchedule(
  { value, notes }: ReturnType<typeof readScheduleXml>,
  draft: Draft,
  notice: string,
): ProgramReading {
  const scene = new Scene(draft);
  const reading = readProgramSchedule(value, scene, notice);
  return finish(reading, scene, [...notes.map(sentence), ...reading.notes]);
}

function finish(
  {
    sessions,
    problems,
    placeOf,
  }: Pick<ReturnType<typeof readProgramTable>, 'sessions' | 'problems' | 'placeOf'>,
  scene: Scene,
  notes: readonly string[],
): ProgramReading {
  const { data, error } = programFile.safeParse(scene.programOf(sessions));
  const told = new Set(problems.flatMap(({ path }) => [path, path.replace(/start$/, 'end')]));
  // A cell that can't be read is told of once: what is then missing in its place is no fault of its own.
  const others = error === undefined ? [] : placed(fieldProblems(error), placeOf);
  const all = [...problems, ...others.filter(({ path }) => !told.has(path))];
  if (data === undefined || all.length > 0) throw badInput(placed(all, placeOf));
  return checked({ people: scene.addedPeople, program: data, notes }, scene.draft, placeOf);
}

/** @throws {Refusal} BAD_INPUT naming each key that stands twice or names nothing */
function checked(reading: ProgramReading, draft: Draft, placeOf = (path: string) => path): ProgramReading {
  const people = [...draft.people.values(), ...reading.people].map(({ key }) => key);
  const problems = problemsOfProgram(reading.program, new Set(people));
  if (problems.length > 0) throw badInput(placed(problems, placeOf));
  return reading;
}

/** Problems at their places in the file, each place and message once. */
function placed(problems: readonly FieldProblem[], placeOf: (path: string) => string): FieldProblem[] {
  const once = new Map(
    problems.map(({ path, message }) => [`${placeOf(path)} ${message}`, { path: placeOf(path), message }]),
  );
  return [...once.values()].slice(0, mostProblems);
}

function fieldOf({ line, path, message }: FormatProblem, word: 'lines' | 'rows'): FieldProblem {
  const place = [line === null ? '' : `${word}.${String(line)}`, path].filter((part) => part !== '');
  return { path: place.join('.') || 'file', message };
}

function sentence(problem: FormatProblem): string {
  const { path, message } = fieldOf(problem, 'lines');
  return path === 'file' ? message : `${path} ${message}`;
}
