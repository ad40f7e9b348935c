import { defineConfig } from 'prisma/config';

// Prisma's own binary engine is not needed to generate the client, but the command line insists on a path.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema' });
