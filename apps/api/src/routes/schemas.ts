import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDocument } from '@plenary/platform/documents';
import { sendDocument } from '@plenary/platform/http';
import type { Routes } from './routes.js';

const folder = fileURLToPath(new URL('../../../../docs/schemas', import.meta.url));

/** The published JSON Schemas of what goes in and out as data. */
export function addSchemaRoutes({ server }: Routes): void {
  const config = { access: { public: 'Schemas are published for everybody.' } };
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const schema = createDocument(readFileSync(join(folder, name)), 'application/schema+json');
    server.get(`/schemas/${name}`, { config }, (request, reply) =>
      sendDocument(request, reply, schema, 'public, max-age=300'),
    );
  }
}
