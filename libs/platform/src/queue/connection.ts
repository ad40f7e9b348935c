import { createPostgresBackend, withBackend } from 'bullmq';

/** The database schema that BullMQ's tables live in. */
export const queueSchema = 'bullmq';

/** The one queue; a job's name says what it is. */
export const queueName = 'plenary';

export const { Queue, Worker } = withBackend(createPostgresBackend);

export function queueConnection(databaseUrl: string) {
  return {
    connectionString: databaseUrl,
    schema: queueSchema,
    application_name: 'plenary queue',
    skipMigrations: true,
    max: 4,
    connectionTimeoutMillis: 5_000,
  };
}
