import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { Refusal } from '../errors.js';

/** A stored file. */
export interface Stored {
  readonly key: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Published files and uploads, on a disk that may lie elsewhere. A file is seen under its key whole or not at all. */
export class Storage {
  private readonly disk: Disk;

  constructor(folder: string) {
    this.disk = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  }

  /** Keeps the bytes under their own hash: the same bytes twice are one file, and a repeat changes nothing. */
  async put(folder: string, bytes: Buffer): Promise<Stored> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const key = `${folder}/${sha256}`;
    const unfinished = `unfinished/${randomUUID()}`;
    await this.disk.put(unfinished, bytes);
    await this.disk.move(unfinished, key);
    return { key, bytes: bytes.length, sha256 };
  }

  /**
   * Keeps a stream of unknown length.
   * @throws {Refusal} BAD_INPUT past `limit` bytes, without having read further; nothing is kept then
   */
  async putStream(folder: string, source: Readable, limit: number): Promise<Stored> {
    const id = randomUUID();
    const unfinished = `unfinished/${id}`;
    const hash = createHash('sha256');
    let bytes = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        hash.update(chunk);
        if (bytes > limit) done(tooLarge(limit));
        else done(null, chunk);
      },
    });
    source.once('error', (error) => measure.destroy(error));
    source.once('close', () => {
      if (!source.readableEnded)
        measure.destroy(new Refusal('BAD_INPUT', 'The file ended before it was whole.'));
    });
    try {
      await this.disk.putStream(unfinished, source.pipe(measure));
      const key = `${folder}/${id}`;
      await this.disk.move(unfinished, key);
      return { key, bytes, sha256: hash.digest('hex') };
    } catch (error) {
      await this.disk.delete(unfinished);
      throw refusalWithin(error) ?? error;
    }
  }

  async read(key: string): Promise<Buffer> {
    return Buffer.from(await this.disk.getBytes(key));
  }

  async delete(key: string): Promise<void> {
    await this.disk.delete(key);
  }
}

export function tooLarge(limit: number): Refusal {
  return new Refusal('BAD_INPUT', `The file is larger than ${(limit / 1_000_000).toFixed(0)} MB.`);
}

/** The library wraps what a stream threw. */
function refusalWithin(error: unknown): Refusal | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Refusal) return cause;
  }
  return null;
}
