export {
  databaseUrl,
  ensureDatabase,
  freePort,
  useEmbeddedPostgres,
  type EmbeddedPostgres,
} from './embedded-postgres.js';
