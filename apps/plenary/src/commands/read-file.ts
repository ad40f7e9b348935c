import { readFileSync, statSync } from 'node:fs';
import { Refusal } from '@plenary/platform';
import { z } from 'zod';
import { parseJsonFile } from '../import/json-file.js';

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

/** @throws {Refusal} BAD_INPUT past `limit` bytes, without having read further */
export async function readStandardInput(limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin) {
    const read = Buffer.from(z.instanceof(Uint8Array).parse(chunk));
    bytes += read.length;
    if (bytes > limit) throw new Refusal('BAD_INPUT', 'Standard input holds too much.');
    chunks.push(read);
  }
  return Buffer.concat(chunks);
}

/** @throws {Refusal} BAD_INPUT as `parseJsonFile` */
export function readJson(path: string): unknown {
  return parseJsonFile(readBytes(path), path);
}
