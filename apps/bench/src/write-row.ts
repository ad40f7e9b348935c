import { recordAudit } from '@plenary/audit';
import { createCtx, type EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { defineJob, askForWork } from '@plenary/platform/queue';
import { closeServices } from '@plenary/platform/services';
import { aReleasedEvent } from '@plenary/testing';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { contest, type Row } from './harness.js';
import { servicesOn } from './installation.js';
import { writesASecond } from './lanes.js';

const rounds = 7;

const job = defineJob('bench', z.object({ roomId: z.string() }));

/** A row, its audit fact and the work that it asks for, in one transaction: by our floor, and by `pg` alone. */
export async function writeRow(databaseUrl: string, folder: string): Promise<Row> {
  const services = servicesOn(databaseUrl, folder, 'bench writes');
  const event = await aReleasedEvent(createCtx(services, { kind: 'operator' }, 'bench'), {
    event: { slug: 'writes' },
  });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const row = await contest({
    name: 'write of a row, its audit and its outbox row',
    unit: 'writes/s',
    against: 'pg alone, same rows',
    ours: () => writesASecond(() => writeByUs(event)),
    theirs: () => writesASecond(() => writeByPg(pool, event.event.id)),
    rounds,
    target: { least: 0.5 },
  });
  await pool.end();
  await event.db.outbox.deleteMany({ where: { job: job.name } });
  await closeServices(services);
  return row;
}

async function writeByUs(event: EventCtx): Promise<void> {
  await inTransaction(event, async (tx) => {
    const { id } = await tx.db.room.create({
      data: { eventId: tx.event.id, key: uuidv7(), name: { en: 'Hall' }, capacity: 300 },
    });
    recordAudit(tx, {
      action: 'submitQuestion',
      subject: { kind: 'Question', id },
      after: { state: 'QUEUED' },
    });
    askForWork(tx, job, { roomId: id }, tx.event.id);
  });
}

/** The same columns, each row by a statement of its own, as one writes it by hand. */
async function writeByPg(pool: pg.Pool, eventId: string): Promise<void> {
  const client = await pool.connect();
  try {
    const id = uuidv7();
    await client.query('BEGIN');
    await client.query(
      'INSERT INTO "Room" (id, "eventId", key, name, capacity) VALUES ($1, $2, $3, $4, $5) RETURNING *',
      [id, eventId, uuidv7(), { en: 'Hall' }, 300],
    );
    await client.query(
      `INSERT INTO "AuditEntry"
         (id, "eventId", at, "actorKind", "requestId", action, "subjectKind", "subjectId", after)
       VALUES ($1, $2, $3, 'operator', 'bench', 'createRoom', 'Room', $4, '{"capacity":300}')`,
      [uuidv7(), eventId, new Date(), id],
    );
    await client.query(`INSERT INTO "Outbox" (id, "eventId", job, payload) VALUES ($1, $2, $3, $4)`, [
      uuidv7(),
      eventId,
      job.name,
      JSON.stringify({ roomId: id }),
    ]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
