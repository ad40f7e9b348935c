import type { EmbeddedPostgres } from '@plenary/platform/postgres';

interface Kept {
  readonly server: EmbeddedPostgres;
  readonly dataDir: string;
}

let kept: Kept | null = null;

/** Hands the server from Jest's global setup to its global teardown. */
export function keepServer(value: Kept): void {
  kept = value;
}

export function keptServer(): Kept | null {
  return kept;
}
