import { readFileSync } from 'node:fs';
import { createDocument } from '@plenary/platform/documents';
import { sendDocument } from '@plenary/platform/http';
import type { Routes } from './routes.js';

const assets = { 'plenary.css': 'text/css; charset=utf-8', 'sign-in.js': 'text/javascript; charset=utf-8' };

/** The pages' own style sheet and script. */
export function addAssetRoutes({ server }: Routes): void {
  const config = { access: { public: 'The look of public pages.' } };
  for (const [name, mediaType] of Object.entries(assets)) {
    const asset = createDocument(readFileSync(new URL(`../assets/${name}`, import.meta.url)), mediaType);
    server.get(`/assets/${name}`, { config }, (request, reply) =>
      sendDocument(request, reply, asset, 'no-cache'),
    );
  }
}
