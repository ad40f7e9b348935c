import { randomUUID } from 'node:crypto';
import { createCtx, enterEvent, type EventCtx } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { closeServices } from '@plenary/platform/services';
import { register } from '@plenary/registration';
import { aReleasedEvent } from '@plenary/testing';
import { aCategory } from '@plenary/testing/api';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { contest, type Row } from './harness.js';
import { servicesOn } from './installation.js';
import { writesASecond } from './lanes.js';
import { inTransaction, insertAudit } from './by-pg.js';
import { neutralRows } from './neutral-rows.js';
import { aRegistrant } from './registrant.js';
import type { Report } from './report.js';

const rounds = 7;
/** More than are taken: who waits is written by the same work. */
const places = 1_000_000;

/** What a hall of people does in the minute in which registration opens. */
export async function registrationRows(report: Report, databaseUrl: string, folder: string): Promise<void> {
  const services = servicesOn(databaseUrl, folder, 'bench registration');
  await services.live.start();
  const operator = createCtx(services, { kind: 'operator' }, 'bench');
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const [own, their] = [await aReleasedEvent(operator), await aReleasedEvent(operator)];
  await report.row('register', () => registerRow(own, their, pool));
  await neutralRows(report, databaseUrl, folder, own);
  await pool.end();
  await closeServices(services);
}

async function registerRow(own: EventCtx, their: EventCtx, pool: pg.Pool): Promise<Row> {
  const [ownId, theirId] = [await aCategory(own, { places }), await aCategory(their, { places })];
  const stranger = enterEvent({ ...own, actor: anonymous }, own.event);
  return contest({
    name: 'register, for one quota',
    unit: 'registrations/s',
    against: 'pg alone, same rows and lock',
    ours: () => writesASecond(() => register(stranger, aRegistrant(ownId))),
    theirs: () => writesASecond(() => registerByPg(pool, their.event.id, theirId)),
    rounds,
    target: { least: 0.5 },
  });
}

/** The same rows under the same lock, each by a statement of its own, as one writes it by hand. */
async function registerByPg(pool: pg.Pool, eventId: string, categoryId: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    const [id, personId, now] = [uuidv7(), uuidv7(), new Date()];
    const email = `${randomUUID()}@example.org`;
    await client.query(
      `INSERT INTO "ClientKey" ("actorKind", "actorId", operation, key, "bodyHash", "resultId", "createdAt")
       VALUES ('anonymous', $1, 'register', $2, $3, $4, $5)`,
      [uuidv7(), randomUUID(), 'a'.repeat(64), id, now],
    );
    await client.query(
      `SELECT places, held, waiting FROM "Quota"
       WHERE "eventId" = $1 AND "categoryId" = $2 AND mode = 'ON_SITE' FOR NO KEY UPDATE`,
      [eventId, categoryId],
    );
    await client.query(
      `INSERT INTO "Person" ("eventId", id, key, "familyName", "nameOrder", email, language)
       VALUES ($1, $2, $3, $4, 'GIVEN_FIRST', $5, 'en')`,
      [eventId, personId, `registrant-${personId}`, { en: 'Reed' }, email],
    );
    await client.query(
      `INSERT INTO "Registration"
         ("eventId", id, "categoryId", mode, "personId", address, language, answers, state, "movedAt", "createdAt")
       VALUES ($1, $2, $3, 'ON_SITE', $4, $5, 'en', '{"format":"answers"}', 'CONFIRMED', $6, $6)`,
      [eventId, id, categoryId, personId, email, now],
    );
    await client.query(`INSERT INTO "Outbox" (id, "eventId", job, payload) VALUES ($1, $2, $3, $4)`, [
      uuidv7(),
      eventId,
      'mail-registration',
      JSON.stringify({ eventId, registrationId: id, mail: 'RECEIVED' }),
    ]);
    await insertAudit(client, eventId, 'register', 'Registration', id);
  });
}
