import { grantRole } from '@plenary/identity';
import { createCtx, enterEvent, type Ctx, type EventCtx } from '@plenary/platform';
import { closeServices } from '@plenary/platform/services';
import { editProgram } from '@plenary/program';
import { submitQuestion } from '@plenary/questions';
import { aPerson, aReleasedEvent, type EventParts } from '@plenary/testing';
import pg from 'pg';
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid';
import { inTransaction, insertAudit } from './by-pg.js';
import { contest, type Row } from './harness.js';
import { servicesOn } from './installation.js';
import { writers, writesASecond } from './lanes.js';
import type { Report } from './report.js';

const rounds = 7;
const sessions = 100;
const minute = 60_000;

/** Whole operations, as staff call them, against the same rows by `pg` alone. */
export async function operationRows(report: Report, databaseUrl: string, folder: string): Promise<void> {
  const services = servicesOn(databaseUrl, folder, 'bench operations');
  await services.live.start();
  const operator = createCtx(services, { kind: 'operator' }, 'bench');
  const staff = await anOrganiser(operator, await aReleasedEvent(operator, aFullDay('operations')));
  const theirs = await aReleasedEvent(operator, aFullDay('operations-by-pg'));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await report.row('submitQuestion', () => questionsRow(staff, theirs, pool));
  await report.row('moveSession', () => movesRow(staff, theirs, pool));
  await pool.end();
  await closeServices(services);
}

async function anOrganiser(operator: Ctx, { event }: EventCtx): Promise<EventCtx> {
  const email = 'bench@example.org';
  await grantRole(operator, { email, role: 'ORGANISER', eventId: event.id });
  const { id: accountId } = await operator.db.account.findUniqueOrThrow({ where: { email } });
  const authenticatedAt = operator.services.clock.now();
  const ctx = createCtx(
    operator.services,
    {
      kind: 'account',
      accountId,
      roles: [{ role: 'ORGANISER', eventId: event.id }],
      credential: { kind: 'session', id: uuidv7(), method: 'LINK', authenticatedAt, confirmedAt: null },
    },
    'bench',
  );
  return enterEvent(ctx, event);
}

async function questionsRow(staff: EventCtx, other: EventCtx, pool: pg.Pool): Promise<Row> {
  const [own, their] = [await firstSessions(staff, 1), await firstSessions(other, 1)];
  const asked = {
    sessionId: own[0]?.id,
    channel: 'ONLINE',
    displayPolicy: 'NAME',
    language: 'en',
    askerName: 'Mr Reed',
  };
  return contest({
    name: 'submitQuestion',
    unit: 'questions/s',
    against: 'pg alone, same rows',
    ours: () =>
      writesASecond(() => submitQuestion(staff, { ...asked, text: 'Who pays?', clientKey: uuidv4() })),
    theirs: () => writesASecond(() => submitByPg(pool, other.event.id, their[0]?.id ?? '')),
    rounds,
    target: { least: 0.5 },
  });
}

/** Each writer moves a session of its own to and fro, and names the version that it saw last. */
async function movesRow(staff: EventCtx, other: EventCtx, pool: pg.Pool): Promise<Row> {
  const own = await firstSessions(staff, writers);
  const their = await firstSessions(other, writers);
  return contest({
    name: `moveSession, of ${String(sessions)} sessions`,
    unit: 'moves/s',
    against: 'pg alone, same rows and lock',
    ours: () =>
      writesASecond(async (writer) => {
        const { id, version, startsAt, endsAt } = moved(own, writer);
        const times = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
        await editProgram(staff, 'moveSession', { sessionId: id, version, ...times });
      }),
    theirs: () => writesASecond((writer) => moveByPg(pool, other.event.id, moved(their, writer))),
    rounds,
    target: { least: 0.5 },
  });
}

interface Moving {
  readonly id: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
}

async function firstSessions({ db, event }: EventCtx, take: number): Promise<Moving[]> {
  const rows = await db.session.findMany({ where: { eventId: event.id }, orderBy: { key: 'asc' }, take });
  return rows.map(({ id, version, startsAt, endsAt }) => ({
    id,
    version,
    startsAt: startsAt ?? new Date(),
    endsAt: endsAt ?? new Date(),
  }));
}

/** Where the writer's session goes now, a minute to or fro, with the version that it has until then. */
function moved(all: readonly Moving[], writer: number): Moving {
  const session = all[writer];
  if (session === undefined) throw new Error(`Writer ${String(writer)} has no session.`);
  const by = session.version % 2 === 0 ? -minute : minute;
  session.startsAt = new Date(session.startsAt.getTime() + by);
  session.endsAt = new Date(session.endsAt.getTime() + by);
  session.version += 1;
  return { ...session, version: session.version - 1 };
}

async function submitByPg(pool: pg.Pool, eventId: string, sessionId: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    const [actor, id, askerId, now] = [uuidv7(), uuidv7(), uuidv7(), new Date()];
    await client.query(
      `INSERT INTO "ClientKey" ("actorKind", "actorId", operation, key, "bodyHash", "resultId", "createdAt")
       VALUES ('account', $1, 'submitQuestion', $2, $3, $4, $5)`,
      [actor, uuidv4(), 'a'.repeat(64), id, now],
    );
    await client.query('SELECT "takesQuestions" FROM "Session" WHERE "eventId" = $1 AND id = $2', [
      eventId,
      sessionId,
    ]);
    await client.query('INSERT INTO "Asker" ("eventId", id, name) VALUES ($1, $2, $3)', [
      eventId,
      askerId,
      'Mr Reed',
    ]);
    await client.query(
      `INSERT INTO "Question" ("eventId", id, "sessionId", "askerId", channel, text, language, "displayPolicy", state, "createdAt")
       VALUES ($1, $2, $3, $4, 'ONLINE', 'Who pays?', 'en', 'NAME', 'SUBMITTED', $5) RETURNING *`,
      [eventId, id, sessionId, askerId, now],
    );
    await insertAudit(client, eventId, 'submitQuestion', 'Question', id);
  });
}

async function moveByPg(pool: pg.Pool, eventId: string, session: Moving): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT version FROM "ProgramDraft" WHERE "eventId" = $1 FOR UPDATE', [eventId]);
    const { rows } = await client.query<{ was: object }>(
      `UPDATE "Session" SET "startsAt" = $3, "endsAt" = $4, version = version + 1
       WHERE "eventId" = $1 AND id = $2 AND version = $5 RETURNING to_jsonb("Session") AS was`,
      [eventId, session.id, session.startsAt, session.endsAt, session.version],
    );
    const was = rows[0]?.was;
    const changes = { sessions: [{ id: session.id, before: was, after: was }] };
    const edit = await client.query<{ number: number }>(
      `INSERT INTO "ProgramEdit" ("eventId", number, operation, changes, at, "actorKind")
       SELECT $1, coalesce(max(number), 0) + 1, 'moveSession', $2, $3, 'job' FROM "ProgramEdit" WHERE "eventId" = $1
       RETURNING number`,
      [eventId, changes, new Date()],
    );
    await client.query('UPDATE "ProgramDraft" SET version = version + 1 WHERE "eventId" = $1', [eventId]);
    await insertAudit(client, eventId, 'moveSession', 'ProgramEdit', String(edit.rows[0]?.number));
  });
}

/** Ten rooms, ten sessions in each, with two people a session. */
function aFullDay(slug: string): EventParts {
  const people = 20;
  return {
    event: { slug, startsOn: '2026-11-23', endsOn: '2026-11-24' },
    people: Array.from({ length: people }, (_, number) => aPerson(`person-${String(number)}`)),
    program: {
      rooms: Array.from({ length: 10 }, (_, number) => ({
        key: `room-${String(number)}`,
        name: { en: `Hall ${String(number)}` },
      })),
      sessions: Array.from({ length: sessions }, (_, number) => {
        const hour = String(8 + Math.floor(number / 10)).padStart(2, '0');
        return {
          key: `session-${String(number).padStart(3, '0')}`,
          kind: 'PANEL' as const,
          title: { en: `Panel ${String(number)} on bridges` },
          room: `room-${String(number % 10)}`,
          startsAt: `2026-11-23T${hour}:00:00+09:00`,
          endsAt: `2026-11-23T${hour}:45:00+09:00`,
          languages: ['en'],
          takesQuestions: true,
          appearances: [
            { person: `person-${String((number * 2) % people)}`, role: 'MODERATOR' as const },
            { person: `person-${String((number * 2 + 1) % people)}`, role: 'PANELIST' as const },
          ],
        };
      }),
    },
  };
}
