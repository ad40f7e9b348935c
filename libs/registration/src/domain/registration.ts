import type { Answers } from './answers.js';
import type { AttendanceMode } from './category.js';
import type { CancellationCause, RegistrationState } from './lifecycle.js';

/** One person's place in an event. */
export interface Registration {
  readonly id: string;
  readonly personId: string;
  readonly categoryId: string;
  readonly mode: AttendanceMode;
  readonly state: RegistrationState;
  readonly cause: CancellationCause | null;
  /** Why staff declined or cancelled it, in words for its owner. */
  readonly reason: string | null;
  /** Its own mail address; null where somebody else registered them. */
  readonly address: string | null;
  /** Of its mail and its answers, a BCP 47 code. */
  readonly language: string;
  readonly formId: string | null;
  /** Of the form, when the answers were given. */
  readonly formVersion: number | null;
  readonly answers: Answers;
  readonly offeredUntil: Date | null;
  /** When its owner showed that they get its mail. */
  readonly provenAt: Date | null;
  readonly createdAt: Date;
  readonly movedAt: Date;
  /** Of its calendar entry. */
  readonly sequence: number;
  readonly version: number;
}

/** Whether it holds a place. */
export function holdsPlace({ state }: Pick<Registration, 'state'>): boolean {
  return state === 'CONFIRMED' || state === 'OFFERED';
}

/** Whether it is of an event: neither cancelled nor declined. */
export function isLive({ state }: Pick<Registration, 'state'>): boolean {
  return state !== 'CANCELLED' && state !== 'DECLINED';
}
