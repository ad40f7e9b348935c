export { createPool, type Pool } from './pool.js';
export { jsonOrNull } from './json.js';
export { nobody, type ViewerSources } from './viewer-sources.js';
export { createPrisma, type Db } from './prisma.js';
export { migrate, readMigrations } from './migrate.js';
export { announce, inTransaction } from './transaction.js';
export { isDatabaseAway, sqlState, violatedConstraint } from './sql-state.js';
export { Prisma, PrismaClient } from './generated/client.js';
export * from './generated/enums.js';
