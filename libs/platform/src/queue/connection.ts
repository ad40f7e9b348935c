import {
  RedisConnection,
  createIORedisClient,
  createPostgresBackend,
  createRedisBackend,
  withBackend,
  type BackendFactory,
  type IQueueBackend,
  type QueueBase,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Services } from '../ctx.js';
import { sparingly, type Logger } from '../log.js';
import { impatient, patient } from '../redis/options.js';
import { queueSchema, type Lane } from './job-type.js';

/** Each lane is a queue of its own; a job's name says what it is. */
export function queueName(lane: Lane): string {
  return lane === 'work' ? 'plenary' : `plenary-${lane}`;
}

/** Where the queue is. */
interface QueueConnection {
  readonly databaseUrl: string;
  /** Null where the database has the queue. */
  readonly queueUrl: string | null;
  readonly log: Logger;
}

export function queueConnection({ settings, log }: Services, databaseUrl: string): QueueConnection {
  return { databaseUrl, queueUrl: settings.queueUrl, log };
}

/** What a queue's or a worker's errors are told to. */
export function complaint({ log }: Services): (error: Error) => void {
  return sparingly((error) => {
    log.warn({ reason: error.message }, 'the queue is away');
  });
}

/** The connections of what is on Redis: one of a queue, two of a worker. */
const connectionsOf = new WeakMap<IQueueBackend, readonly Redis[]>();
let opened: Redis[] = [];

// BullMQ loads ioredis by itself only where modules are CommonJS. It calls this while it makes a backend.
RedisConnection.clientFactory = ({ url, ...options }) => {
  const redis = url === undefined ? new Redis(options) : new Redis(url, options);
  opened.push(redis);
  return createIORedisClient(redis);
};

/** Closes a queue or a worker. Where its Redis is away that would wait until it is back: then it is just left. */
export async function close(queue: QueueBase<IQueueBackend, QueueConnection>): Promise<void> {
  const backend = queue.getBackend();
  const away = connectionsOf.get(backend)?.some(({ status }) => status !== 'ready') === true;
  if (queue instanceof Worker) await queue.close(away);
  else if (away) await backend.close(true);
  else await queue.close();
}

/** BullMQ on the Redis that the settings name, or else on the database. */
const createBackend: BackendFactory<IQueueBackend, QueueConnection> = (name, options, extra) => {
  const { databaseUrl, queueUrl, log } = options.connection;
  if (queueUrl === null) {
    return createPostgresBackend(name, { ...options, connection: onPostgres(databaseUrl) }, extra);
  }
  const isWorker = extra?.withBlockingConnection === true;
  const connection = { url: queueUrl, ...(isWorker ? patient : impatient) };
  opened = [];
  // A producer's check of the version would fail for good where its first connection breaks again at once.
  const backend = createRedisBackend(name, { ...options, connection, skipVersionCheck: !isWorker }, extra);
  connectionsOf.set(backend, opened);
  if (!isWorker) backend.connection.on('ready', () => void warnOfEviction(backend.connection, log));
  return backend;
};

export const { Queue, Worker } = withBackend(createBackend);

/** Its connections tell their errors to who uses them; one that nobody listens for would end the process. */
class QuietClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

function onPostgres(databaseUrl: string) {
  return {
    connectionString: databaseUrl,
    schema: queueSchema,
    application_name: 'plenary queue',
    skipMigrations: true,
    max: 4,
    connectionTimeoutMillis: 5_000,
    Client: QuietClient,
  };
}

/** A Redis that throws away keys when its memory is full loses jobs: they come back, but late. */
async function warnOfEviction(connection: RedisConnection, log: Logger): Promise<void> {
  // A connection that breaks before it has told is asked again at the next.
  const told = await connection.client.then((client) => client.info()).catch(() => '');
  const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(told) ?? [];
  if (policy !== 'noeviction')
    log.warn({ policy }, 'QUEUE_URL: the maxmemory-policy of Redis should be noeviction');
}
