import { Refusal } from '@plenary/platform';
import type { Piscina } from 'piscina';

/** What is to be set on paper. */
export interface Sheet {
  /** Typst. It may import `house.typ`, and reads the data as JSON from `sys.inputs.data`. */
  readonly template: string;
  /** Every text that is to stand on paper: data to the compiler, never markup. */
  readonly data: unknown;
  /** The only time in the file, so that the same sheet is the same bytes. */
  readonly madeAt: Date;
}

/** A sheet as the compiler's thread gets it. */
export interface Task {
  readonly template: string;
  readonly data: string;
  readonly madeAtSeconds: number;
}

/** A sheet takes about a sixth of a second: who is behind so many would wait too long. */
const mostWaiting = 60;
/** From when it is asked for. The thread of one that takes longer is given up. */
const patienceMs = 60_000;
/** Setting a sheet must not slow down those who are served meanwhile. */
const niceness = 5;

let thread: Promise<Piscina<Task | null, Uint8Array>> | null = null;

/**
 * One compiler a process, on a thread of its own that starts with the first sheet: a sheet takes the compiler from a
 * tenth of a second to two, in which this thread would answer nobody. The thread runs what was built, from here and
 * from tests alike.
 */
function compilerThread(): Promise<Piscina<Task | null, Uint8Array>> {
  thread ??= import('piscina').then(
    (piscina) =>
      new piscina.Piscina<Task | null, Uint8Array>({
        filename: new URL('../dist/thread.js', import.meta.url).href,
        minThreads: 0,
        maxThreads: 1,
        idleTimeout: Infinity,
        // Between two sheets the thread must get to its events: the compiler frees what it made in one of them.
        atomics: 'disabled',
        niceIncrement: niceness,
      }),
  );
  return thread;
}

/**
 * The sheet as PDF/UA-1 (ISO 14289-1), the same bytes for the same sheet on any machine. A character that our fonts
 * lack is printed as a geta mark (〓).
 * @throws {Refusal} UNAVAILABLE while too many wait for the compiler, or if it takes longer than `limitMs`
 */
export async function typeset(
  { template, data, madeAt }: Sheet,
  limitMs: number = patienceMs,
): Promise<Buffer> {
  const compiler = await compilerThread();
  if (compiler.queueSize >= mostWaiting)
    throw new Refusal('UNAVAILABLE', 'Too many documents are being made. Try again in a moment.');
  const task = {
    template,
    data: JSON.stringify(data),
    madeAtSeconds: Math.floor(madeAt.getTime() / 1_000),
  };
  const signal = AbortSignal.timeout(limitMs);
  const pdf = await compiler.run(task, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
    throw new Refusal('UNAVAILABLE', 'This document takes too long to be made. Try again later.');
  });
  return Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
}

/** Makes the compiler ready, so that the first sheet does not wait for its fonts. */
export async function warmUp(): Promise<void> {
  await (await compilerThread()).run(null);
}
