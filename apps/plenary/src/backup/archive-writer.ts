import { createReadStream, createWriteStream, openSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Refusal, codeOf, hasCode } from '@plenary/platform';
import { sync } from '@plenary/platform/storage';
import { pack, type Pack } from 'tar-stream';
import type { Content } from './manifest.js';
import { Measure } from './measure.js';

/** Backups hold everything: nobody but their owner reads them. */
const mode = 0o600;

/**
 * Writes a tar file with gzip, which appears under its name whole or not at all. Tar wants the length of an entry before
 * its bytes, so each goes through a file beside it: however large, it needs no memory.
 */
export class ArchiveWriter {
  private readonly folder: string;
  private readonly unfinished: string;
  private readonly spool: string;
  private readonly tar: Pack = pack();
  private readonly written: Promise<void>;

  /** @throws {Refusal} BAD_INPUT where nothing can be written */
  constructor(
    private readonly target: string,
    private readonly signal: AbortSignal,
  ) {
    this.folder = dirname(resolve(target));
    const hidden = join(this.folder, `.${basename(target)}.${String(process.pid)}`);
    this.unfinished = `${hidden}.unfinished`;
    this.spool = `${hidden}.spool`;
    const fd = create(this.unfinished);
    const output = createWriteStream(this.unfinished, { fd });
    this.written = pipeline(this.tar, createGzip(), output, { signal });
    // Whoever adds or finishes hears of it.
    this.written.catch(() => undefined);
  }

  /** @returns what was measured of it */
  async add(name: string, source: Readable): Promise<Content> {
    const measure = new Measure();
    await this.untilFailure(async () => {
      const spool = createWriteStream(this.spool, { mode });
      await pipeline(source, measure, spool, { signal: this.signal });
      const entry = this.tar.entry({ name, mode, size: measure.bytes });
      await pipeline(createReadStream(this.spool), entry, { signal: this.signal });
    });
    return measure.result();
  }

  /** Ends the archive; `check` reads it before it appears under its name. @returns its length in bytes */
  async finish(check: (path: string) => Promise<unknown>): Promise<number> {
    await this.untilFailure(async () => {
      this.tar.finalize();
      await this.written;
      await sync(this.unfinished);
    });
    await check(this.unfinished);
    const { size } = await stat(this.unfinished);
    await rename(this.unfinished, this.target);
    await sync(this.folder);
    await rm(this.spool, { force: true });
    return size;
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    this.tar.destroy();
    await this.written.catch(() => undefined);
    await rm(this.unfinished, { force: true });
    await rm(this.spool, { force: true });
  }

  /** What ended the output is told, not that an entry could then not be written. */
  private async untilFailure(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const cause = this.tar.destroyed
        ? await this.written.then(
            () => error,
            (first: unknown) => first,
          )
        : error;
      if (!hasCode(cause, 'ENOSPC') && !hasCode(cause, 'EDQUOT')) throw cause;
      throw new Refusal('UNAVAILABLE', `There is no room left for the backup in ${this.folder}.`);
    }
  }
}

function create(path: string): number {
  try {
    return openSync(path, 'wx', mode);
  } catch (error) {
    throw new Refusal(
      'BAD_INPUT',
      `Nothing can be written into ${dirname(path)} (${codeOf(error) ?? 'it failed'}).`,
    );
  }
}
