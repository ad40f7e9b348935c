import { signingKeySet } from '@plenary/minutes';
import { createDocument } from '@plenary/platform/documents';
import { sendDocument } from '@plenary/platform/http';
import type { Routes } from './routes.js';

/** The public keys that manifests are checked against, as a JWK set (RFC 7517). */
export function addKeyRoute({ server, services }: Routes): void {
  const keys = createDocument(
    `${JSON.stringify(signingKeySet(services.keys.signing))}\n`,
    'application/jwk-set+json',
  );
  server.get(
    '/.well-known/plenary-signing-keys.json',
    { config: { access: { public: 'Public keys are for everybody.' } } },
    (request, reply) => sendDocument(request, reply, keys, 'public, max-age=300'),
  );
}
