import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { hasCode } from '../errors.js';
import { away, cutOff, refusalWithin, tooLarge } from './failures.js';
import { connect } from './s3-disk.js';

/** A stored file. */
export interface Stored {
  readonly key: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A file that has arrived whole, and is seen by nobody: it is kept, or let go. */
export interface Arrived {
  /** Of the file, on this machine. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** @throws {Refusal} UNAVAILABLE where no room is left, or the storage is away; it is let go then */
  keep(key: string): Promise<Stored>;
  letGo(): Promise<void>;
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

  /** Settles when the last file has gone to a server. */
  private sent: Promise<unknown> = Promise.resolve();

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
      await this.finish(unfinished, key, bytes.length);
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
    return (await this.receive(source, limit)).keep(key);
  }

  /**
   * Takes a stream of unknown length to the disk, to be looked at before it is kept.
   * @throws {Refusal} as `putStream`
   */
  async receive(source: Readable, limit: number): Promise<Arrived> {
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
      await pipeline(source.pipe(measure), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      const sha256 = hash.digest('hex');
      const letGo = (): Promise<void> => this.discard(unfinished);
      const keep = async (key: string): Promise<Stored> => {
        try {
          await this.finish(unfinished, key, bytes);
          return { key, bytes, sha256 };
        } catch (error) {
          await letGo();
          throw refusalWithin(error) ?? error;
        }
      };
      return { path, bytes, sha256, keep, letGo };
    } catch (error) {
      await this.discard(unfinished);
      throw refusalWithin(error) ?? error;
    }
  }

  /**
   * Deletes what a process that was killed has left unfinished: what nobody has written to for some time.
   * @returns how many files
   */
  async forgetUnfinished(): Promise<number> {
    const folder = join(this.folder, 'unfinished');
    const names = await readdir(folder).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT')) return [];
      throw error;
    });
    let count = 0;
    for (const name of names) {
      const path = join(folder, name);
      // It may have been finished meanwhile.
      const found = await stat(path).catch(() => null);
      if (found === null || Date.now() - found.mtimeMs < unfinishedForMs) continue;
      await rm(path, { force: true });
      count += 1;
    }
    return count;
  }

  /** @throws {Refusal} UNAVAILABLE where the storage is away */
  async read(key: string): Promise<Buffer> {
    return this.ask(async (disk) => Buffer.from(await disk.getBytes(this.prefix + key)));
  }

  /**
   * Lends a file to what reads it by its place on this machine, until that is done.
   * @throws {Refusal} UNAVAILABLE where the storage is away, or no room is left
   */
  async lend<Result>(key: string, use: (path: string) => Promise<Result>): Promise<Result> {
    if (this.remote === null) return use(join(this.folder, key));
    const fetched = await this.receive(await this.open(key), Infinity);
    try {
      return await use(fetched.path);
    } finally {
      await fetched.letGo();
    }
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
  private async finish(unfinished: string, key: string, bytes: number): Promise<void> {
    if (this.remote === null) {
      const [from, to] = [join(this.folder, unfinished), join(this.folder, key)];
      await sync(from);
      await mkdir(dirname(to), { recursive: true });
      await rename(from, to);
      await sync(dirname(to));
      return;
    }
    const disk = await this.remote;
    // Amazon's client sends nothing again that is a stream: one after the other, for each is in memory as a whole.
    const sent = this.sent.then(async () =>
      disk.put(this.prefix + key, await this.local.getBytes(unfinished)),
    );
    this.sent = sent.catch(() => undefined);
    await sent;
    // Whatever answers in the place of the storage may call it a success.
    if ((await disk.getMetaData(this.prefix + key)).contentLength !== bytes) throw away();
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

/** Longer than a file takes on its way: who sends has half a minute, and then it is looked at and put in its place. */
const unfinishedForMs = 10 * 60_000;

/** A proxy may have dropped a connection without a word. */
const usualSilenceMs = 8_000;
