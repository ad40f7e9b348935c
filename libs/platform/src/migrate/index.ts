export {
  appliedMigrations,
  applyMigrations,
  lockMigrations,
  migrate,
  readMigrations,
  type AppliedMigration,
  type Migration,
} from '../database/migrate.js';
