import { createDocument } from '@plenary/platform/documents';
import { sendDocument } from '@plenary/platform/http';
import { assets } from '@plenary/site';
import type { Routes } from './routes.js';

/** The pages' own style sheet and scripts. */
export function addAssetRoutes({ server }: Routes): void {
  const config = { access: { public: 'The look of public pages.' } };
  for (const { name, mediaType, bytes } of assets) {
    const asset = createDocument(bytes, mediaType);
    server.get(`/assets/${name}`, { config }, (request, reply) =>
      sendDocument(request, reply, asset, 'no-cache'),
    );
  }
}
