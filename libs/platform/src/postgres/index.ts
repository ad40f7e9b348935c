export { createClient } from '../database/client.js';
export { hasCluster } from './cluster.js';
export {
  databaseUrl,
  ensureDatabase,
  freePort,
  isAlive,
  useEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres.js';
