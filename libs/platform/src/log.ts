import { pino, type Logger } from 'pino';
import type { Settings } from './settings/settings.js';

export type { Logger };

/** What is kept of a log that can't be written just now, in bytes; what comes after it is lost. */
const maxWaiting = 1_000_000;

/**
 * The process's log: one JSON object a line. Personal data never goes into it: log ids, codes and counts.
 */
export function createLog(process: string, level: Settings['logLevel']): Logger {
  const stdout = pino.destination({ dest: 1, sync: true, maxLength: maxWaiting });
  // As on a full disk: a process that can't log goes on working.
  stdout.on('error', () => undefined);
  return pino(
    {
      level,
      base: { process },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: withoutValues },
    },
    stdout,
  );
}

/** A thrown error as it may be logged. */
interface LoggedError {
  readonly type: string;
  readonly code?: unknown;
  readonly message?: string;
  /** Where it was thrown. */
  readonly stack: string;
  readonly cause?: LoggedError;
}

/**
 * What an error is and where it arose. Those of a database repeat the values of a row in their message, and many carry
 * more in properties of their own, such as a command with its password: neither is logged.
 */
function withoutValues(thrown: unknown): LoggedError | string {
  if (!(thrown instanceof Error)) return typeof thrown;
  const { name, message, stack = '', cause } = thrown;
  const isOfDatabase = name.startsWith('Prisma') || 'severity' in thrown;
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  const inner = cause === undefined ? undefined : withoutValues(cause);
  return {
    type: name,
    ...('code' in thrown ? { code: thrown.code } : {}),
    ...(isOfDatabase ? {} : { message }),
    stack: frames.join('\n'),
    ...(typeof inner === 'object' ? { cause: inner } : {}),
  };
}

const sparing = 60_000;

/** Says each kind of error once a minute: a service that is away fails again and again. */
export function sparingly(say: (error: Error) => void): (error: Error) => void {
  const said = new Set<string>();
  let since = 0;
  return (error) => {
    const now = performance.now();
    if (now - since > sparing) {
      said.clear();
      since = now;
    }
    if (said.has(error.message)) return;
    said.add(error.message);
    say(error);
  };
}
