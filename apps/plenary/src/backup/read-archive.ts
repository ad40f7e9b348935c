import { open } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Refusal, hasCode, keyNames } from '@plenary/platform';
import { extract, type Header } from 'tar-stream';
import { z } from 'zod';
import { manifestName } from './manifest.js';

/** One that expands more is made to fill disks: rows and files of meetings come to a tenth of this. */
const largestRatio = 500;
/** Below this it does no harm. */
const harmlessBytes = 200_000_000;
const mostEntries = 500_000;

/** A file in the archive, and what is to be done with all of its bytes before the next. */
type Visit = (name: string, size: number, body: Readable) => Promise<void>;

/**
 * Reads an archive from its beginning to its end, in constant memory.
 * @throws {Refusal} BAD_INPUT where it is cut off, damaged, or holds anything but plain files with names of ours
 */
export async function readArchive(path: string, visit: Visit, signal: AbortSignal): Promise<void> {
  const file = await open(path).catch(() => null);
  if (file === null) throw new Refusal('BAD_INPUT', `There is no file ${path} that can be read.`);
  try {
    if (!(await file.stat()).isFile()) throw new Refusal('BAD_INPUT', `${path} is no file.`);
    const source = file.createReadStream({ autoClose: false });
    const tar = extract();
    const limit = new ExpansionLimit(() => source.bytesRead);
    const feeding = pipeline(source, createGunzip(), limit, tar, { signal });
    const fed = feeding.then(
      () => null,
      (error: unknown) => error,
    );
    try {
      const seen = new Set<string>();
      for await (const entry of tar) {
        const { name, size } = requireOurs(entry.header, seen);
        await visit(name, size, Readable.from(entry, { objectMode: false }));
      }
    } catch (error) {
      tar.destroy();
      throw firstOf(error, await fed);
    }
    await feeding;
  } catch (error) {
    throw refusalOf(error, path);
  } finally {
    await file.close();
  }
}

/** @throws {Refusal} BAD_INPUT unless it is a plain file of a name of ours, seen for the first time */
function requireOurs(header: Header, seen: Set<string>): Header {
  const { name, type } = header;
  const isOurs = type === 'file' && names.test(name) && !seen.has(name) && !seen.has(manifestName);
  if (!isOurs || seen.size >= mostEntries) {
    const shown = JSON.stringify(name.slice(0, 100));
    throw new Refusal('BAD_INPUT', `The backup holds what no backup of ours does: ${shown}.`);
  }
  seen.add(name);
  return header;
}

const part = '[A-Za-z0-9_-][A-Za-z0-9._-]*';
const names = new RegExp(
  `^(?:${manifestName.replace('.', '\\.')}|tables/public\\.[A-Za-z0-9_]+\\.copy|keys/(?:${keyNames.join('|')})|files/${part}(?:/${part})*)$`,
);

/** Ends a stream that expands as no backup does. */
class ExpansionLimit extends Transform {
  private expanded = 0;

  constructor(private readonly packed: () => number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: string,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    this.expanded += chunk.length;
    const isBomb = this.expanded > harmlessBytes && this.expanded > this.packed() * largestRatio;
    if (isBomb) done(new Refusal('BAD_INPUT', 'The backup expands as no backup of ours does.'));
    else done(null, chunk);
  }
}

/** A loop that ends early ends what feeds it, and the other way round: which was first? */
function firstOf(ofLoop: unknown, ofFeeding: unknown): unknown {
  if (ofLoop instanceof Refusal || ofFeeding === null) return ofLoop;
  return hasCode(ofFeeding, 'ERR_STREAM_PREMATURE_CLOSE') ? ofLoop : ofFeeding;
}

const told = z.object({ code: z.string().default(''), message: z.string() });

function refusalOf(error: unknown, path: string): unknown {
  const { data } = told.safeParse(error);
  if (error instanceof Refusal || data === undefined) return error;
  const { code, message } = data;
  if (code === 'Z_BUF_ERROR' || message === 'Unexpected end of data')
    return new Refusal('BAD_INPUT', `${path} is cut off: it is no whole backup.`);
  // The reader of tar has no codes.
  const isDamaged = code.startsWith('Z_') || (code === '' && /\bheader\b/i.test(message));
  return isDamaged ? new Refusal('BAD_INPUT', `${path} is no backup, or it was damaged.`) : error;
}
