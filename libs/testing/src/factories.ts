import {
  addEvent,
  eventInput,
  insertPeople,
  personInput,
  type EventInput,
  type PersonInput,
} from '@plenary/event';
import { enterEvent, parse, type Ctx, type EventCtx } from '@plenary/platform';
import { importProgram, programInput, releaseProgram } from '@plenary/program';
import { importQuestions, questionsInput } from '@plenary/questions';
import { z } from 'zod';
import { numbers } from './numbers.js';

const wholeProgram = z.object(programInput);
const wholeQuestions = z.object(questionsInput);

/** What an event is made of, as files have it. */
export interface EventParts {
  readonly event?: Partial<z.input<typeof eventInput>>;
  readonly people?: readonly z.input<typeof personInput>[];
  readonly program?: z.input<typeof wholeProgram>;
  readonly questions?: z.input<typeof wholeQuestions>['questions'];
}

const numberOf = numbers();

/** A plain event of one day in Tokyo: a keynote with one speaker, then a panel. */
export async function anEvent(operator: Ctx, parts: EventParts = {}): Promise<EventCtx> {
  const number = String(numberOf(operator.services));
  const event: EventInput = parse(eventInput, {
    slug: `meeting-${number}`,
    title: { en: `Meeting ${number}` },
    startsOn: '2026-11-24',
    endsOn: '2026-11-24',
    timeZone: 'Asia/Tokyo',
    languages: ['en', 'ja'],
    mode: 'HYBRID',
    disclaimer: { en: 'Speakers speak for themselves.' },
    ...parts.event,
  });
  const people: PersonInput[] = (parts.people ?? [aPerson('tanaka'), aPerson('smith')]).map((person) =>
    parse(personInput, person),
  );
  const ctx = enterEvent(operator, await addEvent(operator, event));
  await insertPeople(ctx, people);
  await importProgram(ctx, parse(wholeProgram, parts.program ?? aProgram()));
  await importQuestions(ctx, parse(wholeQuestions, { questions: parts.questions ?? [] }).questions);
  return ctx;
}

/** The same, with its program released, so that the public sees it. */
export async function aReleasedEvent(operator: Ctx, parts: EventParts = {}): Promise<EventCtx> {
  const ctx = await anEvent(operator, parts);
  await releaseProgram(ctx, { waivers: [], waiveAll: null });
  return ctx;
}

/** A person by key: `tanaka` is Dr. TANAKA Hana, anybody else Colonel Alex Name. */
export function aPerson(
  key: string,
  overrides: Partial<z.input<typeof personInput>> = {},
): z.input<typeof personInput> {
  const name = `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  const own: z.input<typeof personInput> =
    key === 'tanaka'
      ? {
          key,
          familyName: { en: 'Tanaka', ja: '田中' },
          givenName: { en: 'Hana', ja: '花' },
          nameOrder: 'FAMILY_FIRST',
          title: { en: 'Dr.', ja: '博士' },
        }
      : {
          key,
          familyName: { en: name },
          givenName: { en: 'Alex' },
          nameOrder: 'GIVEN_FIRST',
          title: { en: 'Colonel' },
        };
  return { ...own, ...overrides };
}

export function aProgram(): z.input<typeof wholeProgram> {
  return {
    rooms: [{ key: 'hall', name: { en: 'Hall' } }],
    sessions: [
      {
        key: 'keynote',
        kind: 'KEYNOTE',
        plenary: true,
        title: { en: 'Keynote', ja: '基調講演' },
        room: 'hall',
        startsAt: '2026-11-24T10:00:00+09:00',
        endsAt: '2026-11-24T11:00:00+09:00',
        languages: ['en'],
        takesQuestions: true,
        appearances: [{ person: 'smith', role: 'KEYNOTE' }],
      },
      {
        key: 'panel',
        kind: 'PANEL',
        plenary: true,
        title: { en: 'Panel' },
        room: 'hall',
        startsAt: '2026-11-24T11:00:00+09:00',
        endsAt: '2026-11-24T12:00:00+09:00',
        languages: ['en'],
        takesQuestions: true,
        appearances: [
          { person: 'tanaka', role: 'MODERATOR' },
          { person: 'smith', role: 'PANELIST' },
        ],
      },
    ],
  };
}

/** A WebVTT file of these turns, each a cue of two seconds, from the transcript's start. */
export function aTranscript(
  turns: readonly (readonly [label: string, text: string, second?: number])[],
): string {
  let second = 0;
  const cues = turns.map(([label, text, at]) => {
    second = at ?? second;
    const cue = `${stamp(second)} --> ${stamp(second + 2)}\n<v ${label}>${text}\n`;
    second += 2;
    return cue;
  });
  return `WEBVTT\n\n${cues.join('\n')}`;
}

function stamp(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(11, 19)}.000`;
}
