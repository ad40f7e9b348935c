import type { SqlEventCtx } from '@plenary/platform';
import { v7 as uuid } from 'uuid';
import { keptAnswers } from '../domain/answers.js';
import type { AttendanceMode } from '../domain/category.js';
import type { RegistrationState } from '../domain/lifecycle.js';
import './constraints.js';

/** A person whom the event knows already, and the place that they are to have. */
export interface KnownRegistrant {
  readonly personId: string;
  readonly categoryId: string;
  readonly mode: AttendanceMode;
  /** Null where they have none. */
  readonly address: string | null;
  readonly language: string;
}

/**
 * Registers somebody whom the event knows: they get their mail, and are asked for nothing. The lock of the quota is held.
 * @returns its id
 */
export async function insertKnown(
  tx: SqlEventCtx,
  { personId, categoryId, mode, address, language }: KnownRegistrant,
  state: RegistrationState,
): Promise<string> {
  const id = uuid();
  const now = tx.services.clock.now();
  await tx.sql.count`
    INSERT INTO "Registration"
      ("eventId", id, "categoryId", mode, "personId", address, language, answers, state, "provenAt", "movedAt", "createdAt")
    VALUES (${tx.event.id}::uuid, ${id}::uuid, ${categoryId}::uuid, ${mode}::"AttendanceMode", ${personId}::uuid,
      ${address}, ${language}, ${JSON.stringify(keptAnswers.encode({}))}::jsonb, ${state}::"RegistrationState", ${now},
      ${now}, ${now})`;
  return id;
}
