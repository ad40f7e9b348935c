import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Pool } from '../database/pool.js';
import type { Live } from '../live/live.js';
import { WorkFigures } from './work-figures.js';
import { measureLag } from './measure-lag.js';

const seconds = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10];

/** The figures of a process, as Prometheus reads them: of the whole, never of anybody. */
export class Metrics {
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly cutOff: Counter<'route'>;
  readonly rootFields: Histogram<'field'>;
  readonly errors: Counter<'field' | 'code'>;
  readonly documents: Counter<'document'>;
  readonly answers: Counter<'answer'>;
  readonly subscribers: Gauge;
  readonly registry = new Registry();
  private readonly connections: Gauge<'state'>;
  private readonly databaseUp: Gauge;
  private readonly liveLag: Gauge;
  private readonly work: WorkFigures;

  constructor(private readonly pool: Pool) {
    const registers = [this.registry];
    this.requests = new Histogram({
      name: 'plenary_http_request_seconds',
      help: 'Time to answer a request, by route.',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    });
    this.cutOff = new Counter({
      name: 'plenary_http_requests_cut_off_total',
      help: 'Requests whose client went before they were answered.',
      labelNames: ['route'],
      registers,
    });
    this.rootFields = new Histogram({
      name: 'plenary_graphql_root_field_seconds',
      help: 'Time to resolve a root field; of a subscription, to begin it.',
      labelNames: ['field'],
      buckets: seconds,
      registers,
    });
    this.errors = new Counter({
      name: 'plenary_graphql_errors_total',
      help: 'Root fields that ended with an error, by its code.',
      labelNames: ['field', 'code'],
      registers,
    });
    this.documents = new Counter({
      name: 'plenary_graphql_documents_total',
      help: 'Documents asked for: known from before, or new, and then parsed and validated.',
      labelNames: ['document'],
      registers,
    });
    this.answers = new Counter({
      name: 'plenary_graphql_answers_total',
      help: 'Answers to strangers: kept from before, or made.',
      labelNames: ['answer'],
      registers,
    });
    this.subscribers = new Gauge({
      name: 'plenary_open_sockets',
      help: 'WebSockets that are open on this process.',
      registers,
    });
    this.connections = new Gauge({
      name: 'plenary_database_connections',
      help: 'Connections of this process: busy, idle, and awaited by requests that have none.',
      labelNames: ['state'],
      registers,
    });
    this.databaseUp = new Gauge({
      name: 'plenary_database_up',
      help: 'Whether the database answered just now: 1 or 0. Where it is 0, figures of work are left out.',
      registers,
    });
    this.liveLag = new Gauge({
      name: 'plenary_live_update_lag_seconds',
      help: 'From publishing a change to hearing of it, tried just now; 2 where it was not heard by then.',
      registers,
    });
    this.work = new WorkFigures(pool, this.registry);
  }

  /** Adds those of Node itself, the event loop's lag among them: once a process. */
  withProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Prometheus' text format. Where the database is away, its figures are left out. */
  async text(live: Live): Promise<{ readonly mediaType: string; readonly body: string }> {
    const { totalCount, idleCount, waitingCount } = this.pool;
    this.connections.set({ state: 'busy' }, totalCount - idleCount);
    this.connections.set({ state: 'idle' }, idleCount);
    this.connections.set({ state: 'awaited' }, waitingCount);
    const [isUp, lag] = await Promise.all([this.work.read(), measureLag(live)]);
    this.databaseUp.set(isUp ? 1 : 0);
    this.liveLag.set(lag);
    return { mediaType: this.registry.contentType, body: await this.registry.metrics() };
  }
}
