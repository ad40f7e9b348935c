import { setTimeout as pause } from 'node:timers/promises';
import type { EventCtx } from '@plenary/platform';
import { freePort } from '@plenary/platform/postgres';
import { saveCategory } from '@plenary/registration';
import {
  aReleasedEvent,
  createTestBench,
  eventually,
  startApiProcess,
  startMailServer,
  type MailServer,
  type TestBench,
} from '@plenary/testing';
import { aCategory, aRegistrationLink } from '@plenary/testing/api';
import { end, startWorker } from './kit.js';
import { acts, registers, type Door, type Met, type Visitor } from './opening-minute-people.js';

/** How many want how many places, from where and how fast, and how often what is killed meanwhile. */
export interface Rush {
  readonly people: number;
  readonly places: number;
  readonly addresses: number;
  readonly withinMs: number;
  readonly apiKills: number;
  readonly workerKills: number;
}

/** What came of an opening minute. */
export interface Opened {
  readonly met: Met;
  /** From the first press to the last answer to a registration. */
  readonly answeredMs: number;
  /** Registrations that were answered before they were there. */
  readonly tooSoon: number;
  /** Places that are held: as they are counted, and as the quota counts. */
  readonly held: readonly number[];
  /** Those who wait, likewise. */
  readonly waiting: readonly number[];
  /** Who has a live registration, of all who pressed. */
  readonly live: number;
  readonly cancelled: number;
  readonly changed: number;
  /** Whether who waits stands in the order of the quota's lock, behind all who hold a place. */
  readonly inOrder: boolean;
  /** Mails that were asked for, Message-IDs that came, and copies besides. */
  readonly mails: { readonly asked: number; readonly came: number; readonly copies: number };
  /** Message-IDs of no work, and those that came to two addresses. */
  readonly wrongMails: readonly string[];
}

const patience = 900_000;

/** Lets a category's doors open to all at once, with an API and a worker that are killed and started again meanwhile. */
export async function openDoors(rush: Rush): Promise<Opened> {
  const mailServer = await startMailServer();
  const bench = await createTestBench({ settings: { SMTP_URL: mailServer.url } });
  await noteOrder(bench);
  // Five thousand clients keep this process busy: what it asks itself, it asks one after the other.
  const inTurn = oneAfterTheOther();
  const settings = { TRUST_PROXY: '127.0.0.1', PORT: String(await freePort()) };
  let worker = startWorker(bench);
  let api = await startApiProcess(bench, settings);
  const ctx = await aReleasedEvent(bench.operator);
  // On the last day before an event nothing is offered.
  await bench.services.pool.query(`UPDATE "Event" SET "startsOn" = '2100-01-01', "endsOn" = '2100-01-01'`);
  const category = await aCategory(ctx, { places: rush.places });
  const met: Met = { answers: {}, busy: 0, lost: 0 };
  const door: Door = { url: api.url, event: ctx.event.slug, met };
  let [answered, tooSoon, over] = [0, 0, false];
  const startedAt = performance.now();
  let answeredMs = 0;
  const people = Array.from({ length: rush.people }, async (_, number) => {
    const visitor = visitorOf(number, rush);
    await pause((number * rush.withinMs) / rush.people);
    const again = number % 10 === 3 ? [registers(door, visitor, category)] : [];
    await Promise.all([registers(door, visitor, category), ...again]);
    answered += 1;
    answeredMs = performance.now() - startedAt;
    const id = await inTurn(() => idOf(ctx, visitor));
    const act = number % 20 === 5 ? 'cancelRegistration' : number % 25 === 6 ? 'changeMode' : null;
    if (id === null) tooSoon += 1;
    else if (act !== null) await acts(door, visitor, await inTurn(() => aRegistrationLink(ctx, id)), act);
  });
  const reached = (share: number): Promise<void> =>
    eventually(() => over || answered >= rush.people * share, patience);
  const kills = async (count: number, kill: () => Promise<void>): Promise<void> => {
    for (let number = 1; number <= count; number += 1) {
      await reached(number / (count + 1));
      await kill();
    }
  };
  await Promise.all([
    Promise.all(people).then(() => {
      over = true;
    }),
    kills(rush.apiKills, async () => {
      await end(api.child, 'SIGKILL');
      api = await startApiProcess(bench, settings);
    }),
    kills(rush.workerKills, async () => {
      await end(worker, 'SIGKILL');
      worker = startWorker(bench);
    }),
    reached(0.5).then(() => takeUnasked(ctx, category)),
  ]);
  await eventually(async () => (await ctx.db.outbox.count({ where: { doneAt: null } })) === 0, patience);
  const opened = {
    ...{ met, answeredMs, tooSoon },
    ...(await stateOf(ctx, category)),
    ...(await mailsOf(ctx, mailServer)),
  };
  await Promise.all([end(worker, 'SIGKILL'), end(api.child, 'SIGKILL')]);
  await mailServer.close();
  await bench.close();
  return opened;
}

function oneAfterTheOther(): <Result>(act: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act);
    last = next.catch(() => undefined);
    return next;
  };
}

function visitorOf(number: number, { addresses }: Rush): Visitor {
  const place = number % addresses;
  return {
    email: `visitor-${String(number)}@example.org`,
    from: `10.1.${String(place >> 8)}.${String(place & 255)}`,
  };
}

/** The live registration of somebody; null without one. */
async function idOf({ sql, event }: EventCtx, { email }: Visitor): Promise<string | null> {
  const [row] = await sql.rows<{ id: string }>`
    SELECT id FROM "Registration"
    WHERE "eventId" = ${event.id}::uuid AND address = ${email}::citext AND state NOT IN ('CANCELLED', 'DECLINED')`;
  return row?.id ?? null;
}

/** Half-way staff let who waits take a freed place unasked; until then it is offered. */
async function takeUnasked(ctx: EventCtx, categoryId: string): Promise<void> {
  const { key, version, quotas } = await ctx.db.registrationCategory.findFirstOrThrow({
    where: { id: categoryId },
    include: { quotas: { select: { mode: true, places: true } } },
  });
  await saveCategory(ctx, { categoryId, key, version, quotas, name: { en: 'Visitors' }, autoAccept: true });
}

/** Lets the database note in which order registrations came to the lock of their quota, which is held then. */
async function noteOrder({ services: { pool } }: TestBench): Promise<void> {
  await pool.query(`
    CREATE TABLE "LockOrder" (number bigserial, id uuid);
    CREATE FUNCTION note_order() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO "LockOrder" (id) VALUES (NEW.id);
      RETURN NULL;
    END $$;
    -- By its name it comes after the counting of places.
    CREATE TRIGGER "Registration_noted" AFTER INSERT ON "Registration" FOR EACH ROW EXECUTE FUNCTION note_order()`);
}

async function stateOf(
  ctx: EventCtx,
  categoryId: string,
): Promise<Pick<Opened, 'held' | 'waiting' | 'live' | 'cancelled' | 'changed' | 'inOrder'>> {
  const rows = await ctx.sql.rows<{ state: string; cause: string | null; mode: string; line: number }>`
    SELECT state::text, cause::text, mode::text, "lineNumber"::int AS line
    FROM "Registration" JOIN "LockOrder" USING (id) WHERE "categoryId" = ${categoryId}::uuid ORDER BY number`;
  const quota = await ctx.db.quota.findFirstOrThrow({ where: { categoryId, mode: 'ON_SITE' } });
  const onSite = rows.filter(({ mode }) => mode === 'ON_SITE');
  const holders = onSite.filter(({ state }) => state === 'CONFIRMED' || state === 'OFFERED');
  const line = onSite.filter(({ state }) => state === 'WAITLISTED').map((row) => row.line);
  return {
    held: [holders.length, quota.held],
    waiting: [line.length, quota.waiting],
    live: rows.filter(({ state }) => state !== 'CANCELLED').length,
    cancelled: rows.filter(({ cause }) => cause === 'OWNER').length,
    changed: rows.filter(({ mode, state }) => mode === 'ONLINE' && state !== 'CANCELLED').length,
    inOrder: [Math.max(...holders.map((row) => row.line)), ...line].every(
      (number, index, all) => index === 0 || number > (all[index - 1] ?? 0),
    ),
  };
}

async function mailsOf(
  ctx: EventCtx,
  { received }: MailServer,
): Promise<Pick<Opened, 'mails' | 'wrongMails'>> {
  const work = await ctx.db.outbox.findMany({ where: { job: 'mail-registration' }, select: { id: true } });
  const asked = new Set(work.map(({ id }) => id));
  const addressees = new Map<string, string>();
  const wrongMails: string[] = [];
  for (const { recipients, text } of received) {
    const [, id = ''] = /^message-id:\s*<([^@>]+)@/im.exec(text) ?? [];
    const to = recipients.join();
    if (!asked.has(id) || (addressees.get(id) ?? to) !== to) wrongMails.push(`${to}: ${id}`);
    addressees.set(id, to);
  }
  const came = addressees.size;
  return { mails: { asked: asked.size, came, copies: received.length - came }, wrongMails };
}
