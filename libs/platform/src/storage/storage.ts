import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { z } from 'zod';
import { Refusal, hasCode } from '../errors.js';

/** A stored file. */
export interface Stored {
  readonly key: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A file that the storage has, whether a row names it or not. */
export interface Listed {
  readonly key: string;
  readonly modifiedAt: Date;
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
  /** Of files that are not whole yet, and of all where they are kept on this machine. */
  private readonly folder: string;

  /** @param silenceMs how long a server may be silent before its connection is given up */
  constructor(location: StorageLocation, silenceMs = usualSilenceMs) {
    const isRemote = location.kind === 's3';
    this.prefix = isRemote && location.prefix !== '' ? `${location.prefix}/` : '';
    this.remote = isRemote ? connect(location, silenceMs) : null;
    // Who needs it hears of a failure.
    this.remote?.catch(() => undefined);
    this.folder = isRemote ? location.unfinished : location.folder;
    this.local = new Disk(new FSDriver({ location: this.folder, visibility: 'private' }));
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
      await this.keepOthersOut();
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
  putStream(folder: string, source: Readable, limit: number): Promise<Stored> {
    return this.putAt(`${folder}/${randomUUID()}`, source, limit);
  }

  /**
   * The same under a key that it had before, as when a backup is restored.
   * @throws {Refusal} as `putStream`
   */
  async putAt(key: string, source: Readable, limit: number): Promise<Stored> {
    const unfinished = `unfinished/${randomUUID()}`;
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
    // Who sends may go at any moment: before this, and before the pipeline listens.
    measure.on('error', () => undefined);
    const stop = (): void => {
      if (!source.readableEnded) measure.destroy(cutOff());
    };
    source.once('error', (error) => measure.destroy(error));
    if (source.destroyed) stop();
    else source.once('close', stop);
    try {
      await this.keepOthersOut();
      const path = join(this.folder, unfinished);
      await mkdir(dirname(path), { recursive: true });
      // The library loses why a stream could not be written.
      await pipeline(source.pipe(measure), createWriteStream(path, { flags: 'wx' }));
      await this.finish(unfinished, key);
      return { key, bytes, sha256: hash.digest('hex') };
    } catch (error) {
      await this.discard(unfinished);
      throw refusalWithin(error) ?? error;
    }
  }

  /** Where a file lies on this machine; null where it is kept elsewhere. */
  pathOf(key: string): string | null {
    return this.remote === null ? join(this.folder, key) : null;
  }

  /** @throws {Refusal} UNAVAILABLE where the storage is away */
  async read(key: string): Promise<Buffer> {
    return this.ask(async (disk) => Buffer.from(await disk.getBytes(this.prefix + key)));
  }

  /**
   * The file as a stream, for one that may be large.
   * @throws {Refusal} UNAVAILABLE where the storage is away
   */
  async open(key: string): Promise<Readable> {
    return this.ask((disk) => disk.getStream(this.prefix + key));
  }

  /** @throws {Refusal} UNAVAILABLE where the storage is away */
  async has(key: string): Promise<boolean> {
    return this.ask((disk) => disk.exists(this.prefix + key));
  }

  /**
   * Everything that is kept, in no order: also what is not whole yet, where that lies in the same folder.
   * @throws {Refusal} UNAVAILABLE where the storage is away
   */
  async *list(): AsyncGenerator<Listed> {
    let page: string | undefined;
    do {
      const options = { recursive: true, ...(page === undefined ? {} : { paginationToken: page }) };
      const { objects, paginationToken } = await this.ask((disk) => disk.listAll(this.prefix, options));
      for (const object of objects) {
        // A bucket's prefix matches the beginning of longer names too.
        if (!object.isFile || !object.key.startsWith(this.prefix)) continue;
        const key = object.key.slice(this.prefix.length);
        const found = await this.ask(() => object.getMetaData()).catch(async (error: unknown) => {
          // What was not whole yet may have been shown or given up meanwhile.
          if (await this.has(key)) throw error;
          return null;
        });
        if (found !== null) yield { key, modifiedAt: found.lastModified };
      }
      page = paginationToken;
    } while (page !== undefined);
  }

  async delete(key: string): Promise<void> {
    await this.ask((disk) => disk.delete(this.prefix + key));
  }

  private async ask<Answer>(question: (disk: Disk) => Promise<Answer>): Promise<Answer> {
    try {
      return await question(this.remote === null ? this.local : await this.remote);
    } catch (error) {
      throw refusalWithin(error) ?? error;
    }
  }

  /** Shows a file that is whole, and stays so if the machine loses its power: a row is going to name it. */
  private async finish(unfinished: string, key: string): Promise<void> {
    if (this.remote === null) {
      const [from, to] = [join(this.folder, unfinished), join(this.folder, key)];
      await sync(from);
      await mkdir(dirname(to), { recursive: true });
      await rename(from, to);
      await sync(dirname(to));
      return;
    }
    const disk = await this.remote;
    const bytes = await this.local.getBytes(unfinished);
    await disk.put(this.prefix + key, bytes);
    // Whatever answers in the place of the storage may call it a success.
    if ((await disk.getMetaData(this.prefix + key)).contentLength !== bytes.length) throw away();
    await this.local.delete(unfinished);
  }

  /** Its owner alone enters the folder: what lies in it is nobody's who has merely an account on the machine. */
  private async keepOthersOut(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    // Whose it is decides, where it is another's.
    await chmod(this.folder, 0o700).catch((error: unknown) => {
      if (!hasCode(error, 'EPERM')) throw error;
    });
  }

  /** What went wrong before is what the caller is to hear of. */
  private async discard(unfinished: string): Promise<void> {
    await this.local.delete(unfinished).catch(() => undefined);
  }
}

/** Resolves once a file or a folder's list is on the disk itself: a loss of power takes nothing of it away. */
export async function sync(path: string): Promise<void> {
  const file = await open(path);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A proxy may have dropped a connection without a word. */
const usualSilenceMs = 8_000;

type Remote = Extract<StorageLocation, { kind: 's3' }>;

async function connect(
  { bucket, endpoint, region, accessKey, secretKey }: Remote,
  silenceMs: number,
): Promise<Disk> {
  // Amazon's client is large: only those who use it load it.
  const [{ S3Driver }, { S3Client }] = await Promise.all([
    import('flydrive/drivers/s3'),
    import('@aws-sdk/client-s3'),
  ]);
  const client = new S3Client({
    region,
    ...(endpoint === null ? {} : { endpoint }),
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    forcePathStyle: endpoint !== null,
    // Not every compatible server knows the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 5_000, socketTimeout: silenceMs },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      // Amazon's client takes any status below 300 for a success.
      if ((answered.safeParse(answer.response).data?.statusCode ?? 0) < 200) throw away();
      return answer;
    },
    { step: 'deserialize', priority: 'low' },
  );
  // Not every compatible server knows access lists; the bucket's own rules hold.
  return new Disk(new S3Driver({ client, bucket, supportsACL: false, visibility: 'private' }));
}

const answered = z.object({ statusCode: z.number() });

function away(): Refusal {
  return new Refusal('UNAVAILABLE', 'The storage of files cannot be reached just now.');
}

function cutOff(): Refusal {
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
function refusalWithin(error: unknown): Refusal | null {
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
