import type { Pool } from '@plenary/platform/database';
import { ok, plural, warn, wrong, type Check, type Verdict } from './check.js';

/** A worker takes work up within a second, and what fails is tried for some minutes. */
const ageSeconds = { warn: 60, wrong: 900 };

export const workChecks: readonly Check[] = [
  { name: 'processes', runOn: checkProcesses },
  { name: 'work', runOn: checkWork },
  { name: 'failed jobs', runOn: checkFailed },
  { name: 'registrations', runOn: checkRegistrations },
];

async function checkProcesses(database: Pool): Promise<Verdict> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND application_name IN ('plenary api', 'plenary worker')`,
  );
  const running = new Set(rows.map(({ name }) => name));
  const [api, worker] = [running.has('plenary api'), running.has('plenary worker')];
  if (api && worker) return ok('An API and a worker run.');
  if (worker) return warn('A worker runs, and no API: nobody reaches it.', 'Start the API.');
  if (api)
    return wrong('An API runs, and no worker: no mail is sent, and nothing is published.', 'Start a worker.');
  return warn('Nothing runs.', 'Start it: npm start.');
}

async function checkWork(database: Pool): Promise<Verdict> {
  const { rows } = await database.query<{ count: number; seconds: number }>(
    `SELECT count(*)::int AS count, coalesce(extract(epoch FROM plenary_now() - min("createdAt")), 0)::float8 AS seconds
     FROM "Outbox" WHERE "doneAt" IS NULL AND "failedAt" IS NULL`,
  );
  const { count = 0, seconds = 0 } = rows[0] ?? {};
  if (count === 0) return ok('Nothing waits.');
  const told = `${plural(count, 'job')} not done, the oldest for ${seconds.toFixed(0)} s.`;
  const cure = 'See whether a worker runs, and what its log says; plenary jobs lists them.';
  if (seconds > ageSeconds.wrong) return wrong(told, cure);
  return seconds > ageSeconds.warn ? warn(told, cure) : ok(told);
}

async function checkFailed(database: Pool): Promise<Verdict> {
  const { rows } = await database.query<{ job: string; count: number }>(
    `SELECT job, count(*)::int AS count FROM "Outbox" WHERE "failedAt" IS NOT NULL AND "doneAt" IS NULL GROUP BY 1 ORDER BY 1`,
  );
  if (rows.length === 0) return ok('None.');
  return warn(
    `Given up: ${rows.map(({ job, count }) => `${String(count)} ${job}`).join(', ')}.`,
    'plenary jobs says why; plenary jobs retry ID has one tried again.',
  );
}

/** A worker gives free places within a minute, unless offers are paused. */
async function checkRegistrations(database: Pool): Promise<Verdict> {
  const { rows } = await database.query<{ held: number; waiting: number; places: number; idle: string[] }>(
    `SELECT coalesce(sum(quota.held), 0)::int AS held, coalesce(sum(quota.waiting), 0)::int AS waiting,
            coalesce(sum(quota.places), 0)::int AS places,
            coalesce(array_agg(event.slug || ' ' || category.key || ' ' || quota.mode ORDER BY event.slug, category.key, quota.mode)
              FILTER (WHERE quota.waiting > 0 AND (quota.places IS NULL OR quota.held < quota.places)), '{}') AS idle
     FROM "Quota" quota
     JOIN "RegistrationCategory" category ON (category."eventId", category.id) = (quota."eventId", quota."categoryId")
     JOIN "Event" event ON event.id = quota."eventId"
     WHERE event.state = 'PUBLISHED' AND event."endsOn" >= plenary_now()::date - 1`,
  );
  const { held = 0, waiting = 0, places = 0, idle = [] } = rows[0] ?? {};
  const told = `${plural(held, 'place')} held of ${String(places)} that are limited, ${String(waiting)} waiting.`;
  if (idle.length === 0) return ok(told);
  return warn(
    `${told} Somebody waits while a place is free: ${idle.join(', ')}.`,
    'Offers may be paused: the registrar sees why. Else see whether a worker runs.',
  );
}
