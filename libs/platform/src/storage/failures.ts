import { z } from 'zod';
import { Refusal } from '../errors.js';

export function away(): Refusal {
  return new Refusal('UNAVAILABLE', 'The storage of files cannot be reached just now.');
}

export function cutOff(): Refusal {
  return new Refusal('BAD_INPUT', 'The file ended before it was whole.');
}

export function tooLarge(limit: number): Refusal {
  return new Refusal('BAD_INPUT', `The file is larger than ${(limit / 1_000_000).toFixed(0)} MB.`);
}

const full = new Set(['ENOSPC', 'EDQUOT']);
/** Amazon's client tells in each error how the exchange went; there is no status where nobody answered. */
const exchange = z.object({ $metadata: z.object({ httpStatusCode: z.number().optional() }) });

/** An answer that is none of the storage's counts as its being away. */
function isAboutTheRequest(status = 503): boolean {
  return status >= 400 && status < 500;
}

/** The library wraps what a stream or a disk threw. */
export function refusalWithin(error: unknown): Refusal | null {
  let cause = error;
  while (typeof cause === 'object' && cause !== null) {
    if (cause instanceof Refusal) return cause;
    const code: unknown = 'code' in cause ? cause.code : null;
    if (typeof code === 'string' && full.has(code))
      return new Refusal('UNAVAILABLE', 'There is no room left for files. Staff must make some.');
    const met = exchange.safeParse(cause).data?.$metadata;
    if (met !== undefined && !isAboutTheRequest(met.httpStatusCode)) return away();
    cause = 'cause' in cause ? cause.cause : null;
  }
  return null;
}
