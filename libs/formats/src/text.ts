import { refuse } from './problem.js';

/** @throws {FormatError} for a file that is empty or larger than `limit` bytes */
export function requireSize(bytes: Uint8Array, limit: number): void {
  if (bytes.length === 0) refuse(null, 'The file is empty.');
  if (bytes.length > limit) {
    refuse(null, `The file is larger than ${String(Math.floor(limit / 1_000_000))} MB.`);
  }
}

/**
 * UTF-8, with or without a byte order mark.
 * @throws {FormatError} with the line of the first byte that is not UTF-8, and for UTF-16 and UTF-32
 */
export function readUtf8(bytes: Uint8Array): string {
  const wide = wideEncoding(bytes);
  if (wide !== null) refuse(null, `The file is ${wide}; save it as UTF-8.`);
  const text = decode('utf-8', bytes);
  return text ?? refuse(firstBrokenLine(bytes), 'is not UTF-8; save the file as UTF-8.');
}

/** Text in an encoding, without its byte order mark; null if a byte of it can't be. */
export function decode(
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis',
  bytes: Uint8Array,
): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 and UTF-32 by their byte order mark, or by the zero bytes that no UTF-8 text begins with. */
function wideEncoding([a, b, c, d]: Uint8Array): 'UTF-16' | 'UTF-32' | null {
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0)) return 'UTF-32';
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) return 'UTF-16';
  return null;
}

/** No byte of a UTF-8 character is a line feed, so each line can be looked at by itself. */
export function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end === -1 ? bytes.length : end + 1;
    if (decode('utf-8', bytes.subarray(start, stop)) === null) return line;
    start = stop;
    line += 1;
  }
  return line;
}
