import { v7 as uuidv7 } from 'uuid';
import type { Db } from './prisma.js';

/** A row of the audit log as it is to be written. */
export interface AuditRow {
  readonly eventId: string | null;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly requestId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: object | undefined;
  readonly after: object | undefined;
}

/** A row of the outbox as it is to be written. */
export interface WorkRow {
  readonly id: string;
  readonly eventId: string | null;
  readonly job: string;
  readonly payload: object;
}

/** The result of a client key that this transaction has taken. */
export interface KeyResult {
  readonly actorKind: string;
  readonly actorId: string;
  readonly operation: string;
  readonly key: string;
  readonly resultId: string;
}

/**
 * What follows from a transaction. The rows are written together just before the commit, for no transaction reads
 * its own; written one by one they took as long as the change itself (docs/decisions/0005).
 */
export class Consequences {
  /** What is announced after the commit. */
  readonly topics = new Set<string>();
  readonly audit: AuditRow[] = [];
  readonly work: WorkRow[] = [];
  readonly keys: KeyResult[] = [];

  /** Writes the rows in the transaction they belong to. */
  async write(db: Db): Promise<void> {
    const facts = this.audit.map((row) => ({ id: uuidv7(), ...row }));
    const parts = [
      { sql: insertFacts, rows: facts },
      { sql: insertWork, rows: this.work },
      { sql: updateKeys, rows: this.keys },
    ].filter(({ rows }) => rows.length > 0);
    if (parts.length === 0) return;
    // One statement: each part but the last is a WITH, and what there is nothing of costs nothing.
    const texts = parts.map(({ sql }, index) => sql(`$${String(index + 1)}::jsonb`));
    const last = texts.pop() ?? '';
    const before = texts.map((text, index) => `part${String(index)} AS (${text})`);
    await db.$executeRawUnsafe(
      before.length === 0 ? last : `WITH ${before.join(', ')} ${last}`,
      ...parts.map(({ rows }) => JSON.stringify(rows)),
    );
  }
}

const insertFacts = (rows: string): string => `
  INSERT INTO "AuditEntry" 
    (id, "eventId", at, "actorKind", "actorId", "requestId", action, "subjectKind", "subjectId", before, after)
  SELECT * FROM jsonb_to_recordset(${rows}) AS fact
    (id uuid, "eventId" uuid, at timestamptz, "actorKind" text, "actorId" uuid, "requestId" text,
     action text, "subjectKind" text, "subjectId" text, before jsonb, after jsonb)`;

const insertWork = (rows: string): string => `
  INSERT INTO "Outbox" (id, "eventId", job, payload)
  SELECT * FROM jsonb_to_recordset(${rows}) AS work (id uuid, "eventId" uuid, job text, payload jsonb)`;

const updateKeys = (rows: string): string => `
  UPDATE "ClientKey" SET "resultId" = result."resultId"
  FROM jsonb_to_recordset(${rows}) AS result
    ("actorKind" text, "actorId" uuid, operation text, key uuid, "resultId" uuid)
  WHERE "ClientKey"."actorKind" = result."actorKind" AND "ClientKey"."actorId" = result."actorId"
    AND "ClientKey".operation = result.operation AND "ClientKey".key = result.key`;
