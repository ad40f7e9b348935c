import type { Permission } from '../access/roles.js';
import { badInput } from '../errors.js';

/** What a file may be for. */
interface Purpose {
  readonly maxBytes: number;
  readonly types: readonly string[];
  /** What its sender must be able to do with it. */
  readonly may: Permission;
}

const purposes = {
  // Two days of speech without a pause.
  transcript: { maxBytes: 5_000_000, types: ['text/vtt'], may: 'minutes.edit' },
  photograph: { maxBytes: 5_000_000, types: ['image/jpeg', 'image/png'], may: 'part' },
  material: {
    maxBytes: 50_000_000,
    types: [
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'image/jpeg',
      'image/png',
    ],
    may: 'part',
  },
  program: {
    maxBytes: 20_000_000,
    types: [
      'application/json',
      'application/xml',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    may: 'program.edit',
  },
} as const satisfies Readonly<Record<string, Purpose>>;

export type UploadPurpose = keyof typeof purposes;

export function purposeOf(purpose: UploadPurpose): Purpose {
  return purposes[purpose];
}

/** @throws {Refusal} BAD_INPUT for one that is none */
export function readPurpose(text: string): UploadPurpose {
  if (isPurpose(text)) return text;
  throw badInput([{ path: 'purpose', message: `must be one of ${Object.keys(purposes).join(', ')}` }]);
}

function isPurpose(text: string): text is UploadPurpose {
  return Object.hasOwn(purposes, text);
}
