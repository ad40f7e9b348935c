import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Pool } from '../database/pool.js';

const seconds = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

/** Work that waits: in the queue or not yet there. */
interface WorkFigures {
  readonly waiting: number;
  readonly running: number;
  readonly failed: number;
  readonly oldest: number;
}

/** The figures of a process, as Prometheus reads them: of the whole, never of anybody. */
export class Metrics {
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly resolvers: Counter<'field'>;
  readonly subscribers: Gauge;
  private readonly registry = new Registry();
  private readonly work: Gauge<'state'>;
  private readonly workAge: Gauge;
  private readonly connections: Gauge<'state'>;

  constructor(private readonly pool: Pool) {
    const registers = [this.registry];
    this.requests = new Histogram({
      name: 'plenary_http_request_seconds',
      help: 'Time to answer a request, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    });
    this.resolvers = new Counter({
      name: 'plenary_graphql_root_fields_total',
      help: 'Calls of root fields.',
      labelNames: ['field'],
      registers,
    });
    this.subscribers = new Gauge({
      name: 'plenary_open_sockets',
      help: 'WebSockets that are open on this process.',
      registers,
    });
    this.work = new Gauge({
      name: 'plenary_work',
      help: 'Work asked for and not done, by state: waiting for the queue, in the queue, failed.',
      labelNames: ['state'],
      registers,
    });
    this.workAge = new Gauge({
      name: 'plenary_work_oldest_seconds',
      help: 'Age of the oldest work that is neither done nor failed.',
      registers,
    });
    this.connections = new Gauge({
      name: 'plenary_database_connections',
      help: 'Connections of this process: in use, idle, and requests that wait for one.',
      labelNames: ['state'],
      registers,
    });
  }

  /** Adds those of Node itself: once a process. */
  withProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Prometheus' text format. Where the database is away, its figures are left out. */
  async text(): Promise<{ readonly mediaType: string; readonly body: string }> {
    const { totalCount, idleCount, waitingCount } = this.pool;
    this.connections.set({ state: 'busy' }, totalCount - idleCount);
    this.connections.set({ state: 'idle' }, idleCount);
    this.connections.set({ state: 'awaited' }, waitingCount);
    const { rows } = await this.pool.query<WorkFigures>(
      `SELECT count(*) FILTER (WHERE "dispatchedAt" IS NULL AND "failedAt" IS NULL)::int AS waiting,
              count(*) FILTER (WHERE "dispatchedAt" IS NOT NULL AND "failedAt" IS NULL)::int AS running,
              count(*) FILTER (WHERE "failedAt" IS NOT NULL)::int AS failed,
              coalesce(extract(epoch FROM plenary_now() - min("createdAt") FILTER (WHERE "failedAt" IS NULL)), 0)::float8 AS oldest
       FROM "Outbox" WHERE "doneAt" IS NULL`,
    );
    const [figures] = rows;
    if (figures !== undefined) {
      this.work.set({ state: 'waiting' }, figures.waiting);
      this.work.set({ state: 'queued' }, figures.running);
      this.work.set({ state: 'failed' }, figures.failed);
      this.workAge.set(figures.oldest);
    }
    return { mediaType: this.registry.contentType, body: await this.registry.metrics() };
  }
}
