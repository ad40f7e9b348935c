import type { Services } from '@plenary/platform';
import { isDatabaseAway } from '@plenary/platform/database';
import { Gauge } from 'prom-client';

interface QuotaFigure {
  readonly event: string;
  readonly category: string;
  readonly mode: string;
  readonly places: number | null;
  readonly held: number;
  readonly waiting: number;
}

const statement = `
SELECT event.slug AS event, category.key AS category, quota.mode::text, quota.places, quota.held, quota.waiting
  FROM "Quota" quota
  JOIN "RegistrationCategory" category ON (category."eventId", category.id) = (quota."eventId", quota."categoryId")
  JOIN "Event" event ON event.id = quota."eventId"
 WHERE event.state = 'PUBLISHED' AND event."endsOn" >= plenary_now()::date - 1`;

const name = 'plenary_quota';

/** Adds figures of the quotas, as the database has them just when they are asked for: once a process. */
export function addQuotaFigures({ metrics, pool }: Services): void {
  // A process may open its doors more than once.
  metrics.registry.removeSingleMetric(name);
  new Gauge({
    name,
    help: 'Of events that are not over, by category and way to attend: places (none where nothing limits them), held, waiting.',
    labelNames: ['event', 'category', 'mode', 'figure'],
    registers: [metrics.registry],
    async collect() {
      this.reset();
      const answer = await pool.query<QuotaFigure>(statement).catch((error: unknown) => {
        if (isDatabaseAway(error)) return null;
        throw error;
      });
      for (const { event, category, mode, places, held, waiting } of answer?.rows ?? []) {
        const labels = { event, category, mode };
        if (places !== null) this.set({ ...labels, figure: 'places' }, places);
        this.set({ ...labels, figure: 'held' }, held);
        this.set({ ...labels, figure: 'waiting' }, waiting);
      }
    },
  });
}
