import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { z } from 'zod';
import { Refusal } from '../errors.js';

/** A stored file. */
export interface Stored {
  readonly key: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Where files are kept. */
export type StorageLocation =
  | {
      readonly kind: 'folder';
      /** Absolute. */
      readonly folder: string;
    }
  | {
      readonly kind: 's3';
      readonly bucket: string;
      /** Before every key; empty for none. */
      readonly prefix: string;
      /** Null for Amazon's own. */
      readonly endpoint: string | null;
      readonly region: string;
      readonly accessKey: string;
      readonly secretKey: string;
      /** Absolute folder of files that are not whole yet. */
      readonly unfinished: string;
    };

/**
 * Published files and uploads, in a folder or in S3-compatible storage. A file is seen under its key whole or not at
 * all: until then it lies on a disk of this machine.
 */
export class Storage {
  private readonly prefix: string;
  private readonly remote: Promise<Disk> | null;
  private readonly local: Disk;

  constructor(location: StorageLocation) {
    const isRemote = location.kind === 's3';
    this.prefix = isRemote && location.prefix !== '' ? `${location.prefix}/` : '';
    this.remote = isRemote ? connect(location) : null;
    // Who needs it hears of a failure.
    this.remote?.catch(() => undefined);
    const folder = isRemote ? location.unfinished : location.folder;
    this.local = new Disk(new FSDriver({ location: folder, visibility: 'private' }));
  }

  /**
   * Keeps the bytes under their own hash: the same bytes twice are one file, and a repeat changes nothing.
   * @throws {Refusal} UNAVAILABLE where no room is left
   */
  async put(folder: string, bytes: Buffer): Promise<Stored> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const key = `${folder}/${sha256}`;
    const unfinished = `unfinished/${randomUUID()}`;
    try {
      await this.local.put(unfinished, bytes);
      await this.finish(unfinished, key);
    } catch (error) {
      await this.discard(unfinished);
      throw refusalWithin(error) ?? error;
    }
    return { key, bytes: bytes.length, sha256 };
  }

  /**
   * Keeps a stream of unknown length.
   * @throws {Refusal} BAD_INPUT past `limit` bytes, without having read further; UNAVAILABLE where no room is left;
   * nothing is kept then
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
      await this.local.putStream(unfinished, source.pipe(measure));
      const key = `${folder}/${id}`;
      await this.finish(unfinished, key);
      return { key, bytes, sha256: hash.digest('hex') };
    } catch (error) {
      await this.discard(unfinished);
      throw refusalWithin(error) ?? error;
    }
  }

  /** @throws {Refusal} UNAVAILABLE where the storage is away */
  async read(key: string): Promise<Buffer> {
    try {
      const disk = this.remote === null ? this.local : await this.remote;
      return Buffer.from(await disk.getBytes(this.prefix + key));
    } catch (error) {
      throw refusalWithin(error) ?? error;
    }
  }

  async delete(key: string): Promise<void> {
    const disk = this.remote === null ? this.local : await this.remote;
    await disk.delete(this.prefix + key);
  }

  /** Shows a file that is whole. */
  private async finish(unfinished: string, key: string): Promise<void> {
    if (this.remote === null) {
      await this.local.move(unfinished, key);
      return;
    }
    const disk = await this.remote;
    await disk.put(this.prefix + key, await this.local.getBytes(unfinished));
    await this.local.delete(unfinished);
  }

  /** What went wrong before is what the caller is to hear of. */
  private async discard(unfinished: string): Promise<void> {
    await this.local.delete(unfinished).catch(() => undefined);
  }
}

type Remote = Extract<StorageLocation, { kind: 's3' }>;

async function connect({ bucket, endpoint, region, accessKey, secretKey }: Remote): Promise<Disk> {
  // Amazon's client is large: only those who use it load it.
  const { S3Driver } = await import('flydrive/drivers/s3');
  const driver = new S3Driver({
    bucket,
    region,
    ...(endpoint === null ? {} : { endpoint }),
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    forcePathStyle: endpoint !== null,
    // Not every compatible server knows access lists or the newer checksums; the bucket's own rules hold.
    supportsACL: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    visibility: 'private',
  });
  return new Disk(driver);
}

export function tooLarge(limit: number): Refusal {
  return new Refusal('BAD_INPUT', `The file is larger than ${(limit / 1_000_000).toFixed(0)} MB.`);
}

const full = new Set(['ENOSPC', 'EDQUOT']);
/** Amazon's client tells in each error how the exchange went; there is no status where nobody answered. */
const exchange = z.object({ $metadata: z.object({ httpStatusCode: z.number().optional() }) });

/** The library wraps what a stream or a disk threw. */
function refusalWithin(error: unknown): Refusal | null {
  let cause = error;
  while (typeof cause === 'object' && cause !== null) {
    if (cause instanceof Refusal) return cause;
    const code: unknown = 'code' in cause ? cause.code : null;
    if (typeof code === 'string' && full.has(code))
      return new Refusal('UNAVAILABLE', 'There is no room left for files. Staff must make some.');
    const answered = exchange.safeParse(cause).data?.$metadata;
    if (answered !== undefined && (answered.httpStatusCode ?? 503) >= 500)
      return new Refusal('UNAVAILABLE', 'The storage of files cannot be reached just now.');
    cause = 'cause' in cause ? cause.cause : null;
  }
  return null;
}
