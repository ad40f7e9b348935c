import type { Clock } from '@plenary/platform';
import type { Pool } from '@plenary/platform/database';
import type { Settings } from '@plenary/platform/settings';
import type { Storage } from '@plenary/platform/storage';

/** What a check has found. `wrong` is what stops work or loses something; `warn` is what will, or may be meant so. */
export interface Verdict {
  readonly state: 'ok' | 'warn' | 'wrong';
  /** One line, without a secret. */
  readonly message: string;
  /** What to do; null where nothing is. */
  readonly cure: string | null;
}

/** What is looked at. */
export interface Installation {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Where `.env` is read. */
  readonly workingFolder: string;
  /** Whether the embedded database was made already. */
  readonly hasCluster: boolean;
}

/** One thing to look at. Those of the second kind are left out where the database is away. */
export type Check =
  | { readonly name: string; readonly run: (installation: Installation) => Promise<Verdict> | Verdict }
  | {
      readonly name: string;
      readonly runOn: (database: Pool, installation: Installation) => Promise<Verdict>;
    };

export function ok(message: string): Verdict {
  return { state: 'ok', message, cure: null };
}

export function warn(message: string, cure: string): Verdict {
  return { state: 'warn', message, cure };
}

export function wrong(message: string, cure: string): Verdict {
  return { state: 'wrong', message, cure };
}

/** `1 file`, `2 files`. */
export function plural(count: number, one: string): string {
  return `${String(count)} ${one}${count === 1 ? '' : 's'}`;
}
