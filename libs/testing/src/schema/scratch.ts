import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase, useEmbeddedPostgres } from '@plenary/platform/postgres';

/** A server of its own for the time of `work`, which may make databases on it. */
export async function withScratchDatabases<Result>(
  work: (makeDatabase: () => Promise<string>) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'plenary-scratch-'));
  chmodSync(dataDir, 0o755);
  const server = await useEmbeddedPostgres({ dataDir, configuration: ['fsync=off'] });
  let count = 0;
  try {
    return await work(() => {
      count += 1;
      return ensureDatabase(server, `plenary_test_scratch_${String(count)}`);
    });
  } finally {
    await server.release();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
