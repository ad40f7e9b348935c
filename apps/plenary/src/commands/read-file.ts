import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '@plenary/platform';

const mostBytes = 20_000_000;

/**
 * The content of a file.
 * @throws {Refusal} BAD_INPUT if it is not there or too large, before it is read
 */
export function readBytes(path: string): Buffer {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) throw new Refusal('BAD_INPUT', `There is no file ${path}.`);
  if (stat.size > mostBytes) {
    const megabytes = (size: number): string => (size / 1_000_000).toFixed(0);
    throw new Refusal(
      'BAD_INPUT',
      `${path} has ${megabytes(stat.size)} MB; ${megabytes(mostBytes)} MB are the most.`,
    );
  }
  return readFileSync(path);
}

/** @throws {Refusal} BAD_INPUT with the line and column at which it is no JSON */
export function readJson(path: string): unknown {
  const text = readBytes(path)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const position = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    const before = text.slice(0, position).split('\n');
    const place = `line ${String(before.length)}, column ${String((before.at(-1) ?? '').length + 1)}`;
    throw new Refusal('BAD_INPUT', `${path}: ${place}: this is no JSON.`);
  }
}
