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
import { endSilentOnes } from '../database/silence.js';
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

const heartbeatMs = 5_000;

/** The pools of what is on PostgreSQL, which closes none that it was given. */
const poolOf = new WeakMap<IQueueBackend, pg.Pool>();

/** Closes a queue or a worker. Where its Redis is away that would wait until it is back: then it is just left. */
export async function close(queue: QueueBase<IQueueBackend, QueueConnection>): Promise<void> {
  const backend = queue.getBackend();
  const away = connectionsOf.get(backend)?.some(({ status }) => status !== 'ready') === true;
  if (queue instanceof Worker) await queue.close(away);
  else if (away) await backend.close(true);
  else await queue.close();
  await poolOf.get(backend)?.end();
}

/**
 * Asks the connection on which a worker hears of jobs whether it is there, again and again: one that was dropped without
 * a word would be found out after an hour at worst.
 * @returns what ends it
 */
export function keepHearing(worker: QueueBase<IQueueBackend, QueueConnection>): () => void {
  const backend = worker.getBackend();
  if (!poolOf.has(backend)) return () => undefined;
  const heartbeat = setInterval(() => {
    // Its name is what BullMQ sets on that connection; one without an answer ends it, and BullMQ makes another.
    backend.setName(worker.name).catch(() => undefined);
  }, heartbeatMs);
  return () => {
    clearInterval(heartbeat);
  };
}

/** BullMQ on the Redis that the settings name, or else on the database. */
const createBackend: BackendFactory<IQueueBackend, QueueConnection> = (name, options, extra) => {
  const { databaseUrl, queueUrl, log } = options.connection;
  if (queueUrl === null) {
    const pool = onPostgres(databaseUrl);
    const backend = createPostgresBackend(name, { ...options, connection: pool }, extra);
    poolOf.set(backend, pool);
    return backend;
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

/** What BullMQ asks is answered in milliseconds: the server ends a statement before its silence ends the connection. */
const silenceMs = 10_000;

function onPostgres(connectionString: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    application_name: 'plenary queue',
    options: `-c search_path="${queueSchema}"`,
    max: 5,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 8_000,
    idle_in_transaction_session_timeout: 8_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  endSilentOnes(pool, silenceMs);
  return pool;
}

/** A Redis that throws away keys when its memory is full loses jobs: they come back, but late. */
async function warnOfEviction(connection: RedisConnection, log: Logger): Promise<void> {
  // A connection that breaks before it has told is asked again at the next.
  const told = await connection.client.then((client) => client.info()).catch(() => '');
  const [, policy = 'noeviction'] = /^maxmemory_policy:(\S+)/m.exec(told) ?? [];
  if (policy !== 'noeviction')
    log.warn({ policy }, 'QUEUE_URL: the maxmemory-policy of Redis should be noeviction');
}
