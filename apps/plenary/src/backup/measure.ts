import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Content } from './manifest.js';

/** Passes bytes on, and tells at the end how many they were and their SHA-256. */
export class Measure extends Transform {
  bytes = 0;
  private readonly hash = createHash('sha256');

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }

  /** Once: when all has passed. */
  result(): Content {
    return { bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}

/** Reads a stream to its end and keeps nothing of it. */
export async function measured(source: Readable, signal: AbortSignal): Promise<Content> {
  const measure = new Measure();
  measure.resume();
  await pipeline(source, measure, { signal });
  return measure.result();
}
