import { Refusal } from '@plenary/platform';
import { exportProgram } from '../../src/domain/export-program.js';
import { planImport } from '../../src/domain/edits/plan-import.js';
import type { ProgramFormat } from '../../src/domain/files/program-format.js';
import { readProgram } from '../../src/domain/files/read-program.js';
import { programFile } from '../../src/domain/program-input.js';
import { usualLimits } from '../../src/domain/draft.js';
import { WorkingDraft } from '../../src/domain/working-draft.js';

let number = 0;
const newId = (): string => {
  number += 1;
  return `0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`;
};

function emptyDraft(): WorkingDraft {
  return new WorkingDraft({
    frame: {
      startsOn: '2026-03-28',
      endsOn: '2026-03-30',
      // Its clocks are put forward at 02:00 on 2026-03-29, and back at 03:00 on 2026-10-25.
      timeZone: 'Europe/Berlin',
      languages: ['en', 'ja'],
      limits: usualLimits,
    },
    people: ['smith', 'tanaka', 'jones'].map((key) => ({
      id: newId(),
      key,
      familyName: { en: key === 'jones' ? 'Smith' : key },
      givenName: { en: 'Alex' },
      nameOrder: 'GIVEN_FIRST',
      title: null,
      post: null,
      organisation: null,
      country: null,
    })),
    rooms: [],
    tracks: [],
    availability: [],
    sessions: [],
  });
}

/** Rooms `hall`, and `twin-a` and `twin-b` of one name; a session `keynote` with one item. */
function aDraft(): WorkingDraft {
  const draft = emptyDraft();
  const program = programFile.parse({
    rooms: [
      { key: 'hall', name: { en: 'Hall' } },
      { key: 'twin-a', name: { en: 'Twin' } },
      { key: 'twin-b', name: { en: 'Twin' } },
    ],
    tracks: [{ key: 'peace', name: { en: 'Peace' } }],
    sessions: [
      {
        key: 'keynote',
        kind: 'KEYNOTE',
        title: { en: 'Keynote' },
        room: 'hall',
        startsAt: '2026-03-28T10:00:00+01:00',
        endsAt: '2026-03-28T11:00:00+01:00',
        items: [{ title: { en: 'Talk' }, minutes: 30 }],
      },
    ],
  });
  const ids = new Map([...draft.people.values()].map(({ key, id }) => [key, id]));
  draft.apply(planImport(draft, program, ids, false, newId), new Map());
  return draft;
}

const draft = aDraft();
const untouched = structuredClone(exportProgram(draft));

/** What is said of a file that is refused, a problem a line; the draft must be as it was. */
export function answerTo(bytes: Uint8Array, format: ProgramFormat | null = null): string[] {
  try {
    readProgram(bytes, format, draft, '');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect([error.code, exportProgram(draft)]).toEqual(['BAD_INPUT', untouched]);
    return (error.details.fields ?? []).map(({ path, message }) => `${path}: ${message}`);
  }
  return ['It was taken.'];
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
