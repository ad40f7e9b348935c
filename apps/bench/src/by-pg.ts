import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';

/** The fact that an operation records. */
export async function insertAudit(
  client: pg.PoolClient,
  eventId: string,
  action: string,
  kind: string,
  subjectId: string,
): Promise<void> {
  await client.query(
    `INSERT INTO "AuditEntry"
       (id, "eventId", at, "actorKind", "requestId", action, "subjectKind", "subjectId", after)
     VALUES ($1, $2, $3, 'job', 'bench', $4, $5, $6, '{"state":"x"}')`,
    [uuidv7(), eventId, new Date(), action, kind, subjectId],
  );
}

/** A transaction as one writes it by hand. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    client.release();
  }
}
