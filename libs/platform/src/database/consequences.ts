import { v7 as uuidv7 } from 'uuid';
import { Prisma } from './generated/client.js';
import type { Sql } from './sql.js';

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
  /** What is published after the commit. */
  readonly topics = new Set<string>();
  readonly audit: AuditRow[] = [];
  readonly work: WorkRow[] = [];
  readonly keys: KeyResult[] = [];
  /** What is done after all that was written, with the commit next. */
  readonly last: (() => Promise<unknown>)[] = [];

  /** Writes the rows in the transaction they belong to. */
  async write(sql: Sql): Promise<void> {
    const facts = this.audit.map((row) => ({ id: uuidv7(), ...row }));
    // One statement: each part but the last is a WITH, and what there is nothing of costs nothing.
    const parts = [
      ...(facts.length > 0 ? [insertFacts(facts)] : []),
      ...(this.work.length > 0 ? [insertWork(this.work)] : []),
      ...(this.keys.length > 0 ? [updateKeys(this.keys)] : []),
    ];
    const last = parts.pop();
    if (last === undefined) return;
    const before = parts.map((part, index) => Prisma.sql`${Prisma.raw(`part${String(index)}`)} AS (${part})`);
    await sql.count`${before.length === 0 ? Prisma.empty : Prisma.sql`WITH ${Prisma.join(before)}`} ${last}`;
  }
}

/** The rows as one parameter. */
const json = (rows: readonly object[]): Prisma.Sql => Prisma.sql`${JSON.stringify(rows)}::jsonb`;

const insertFacts = (rows: readonly object[]): Prisma.Sql => Prisma.sql`
  INSERT INTO "AuditEntry" 
    (id, "eventId", at, "actorKind", "actorId", "requestId", action, "subjectKind", "subjectId", before, after)
  SELECT * FROM jsonb_to_recordset(${json(rows)}) AS fact
    (id uuid, "eventId" uuid, at timestamptz, "actorKind" text, "actorId" uuid, "requestId" text,
     action text, "subjectKind" text, "subjectId" text, before jsonb, after jsonb)`;

const insertWork = (rows: readonly object[]): Prisma.Sql => Prisma.sql`
  INSERT INTO "Outbox" (id, "eventId", job, payload)
  SELECT * FROM jsonb_to_recordset(${json(rows)}) AS work (id uuid, "eventId" uuid, job text, payload jsonb)`;

const updateKeys = (rows: readonly object[]): Prisma.Sql => Prisma.sql`
  UPDATE "ClientKey" SET "resultId" = result."resultId"
  FROM jsonb_to_recordset(${json(rows)}) AS result
    ("actorKind" text, "actorId" uuid, operation text, key uuid, "resultId" uuid)
  WHERE "ClientKey"."actorKind" = result."actorKind" AND "ClientKey"."actorId" = result."actorId"
    AND "ClientKey".operation = result.operation AND "ClientKey".key = result.key`;
