import { rmSync } from 'node:fs';
import { keptServer } from './server.js';

export default async function globalTeardown(): Promise<void> {
  const kept = keptServer();
  await kept?.server.release();
  if (kept !== null) rmSync(kept.dataDir, { recursive: true, force: true });
}
