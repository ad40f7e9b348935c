/** What is wrong with a file, or what was left aside of it, and where. */
export interface FormatProblem {
  /** Counts from 1; null where the format has no lines, or the whole file is meant. */
  readonly line: number | null;
  /** The place inside the file, such as `schedule.conference.title` or `B7`; empty where the line says enough. */
  readonly path: string;
  /** Begins with a verb where the place is its subject: `must be hh:mm, not "soon"`. */
  readonly message: string;
}

/** What a reader took from a file. */
export interface Reading<T> {
  readonly value: T;
  /** What it left aside or had to interpret, in the order of the file; empty if nothing. */
  readonly notes: readonly FormatProblem[];
}

/** A file that can't be read: nothing of it was taken. The one error that readers throw. */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  /** @param problems at least one; at most {@link mostProblems} */
  constructor(readonly problems: readonly FormatProblem[]) {
    super(problems.map(inWords).join('\n'));
  }
}

/** More than this many problems help nobody: reading stops. */
const mostProblems = 100;

/** A problem as one line for people: `line 12, B12: is empty`. */
export function inWords({ line, path, message }: FormatProblem): string {
  const place = [line === null ? '' : `line ${String(line)}`, path].filter((part) => part !== '').join(', ');
  return place === '' ? message : `${place}: ${message}`;
}

/** Ends the reading with one problem. */
export function refuse(line: number | null, message: string, path = ''): never {
  throw new FormatError([{ line, path, message }]);
}

/** Problems of one reading: the first hundred are told together, so that a file is put right in one go. */
export class Problems {
  readonly #found: FormatProblem[] = [];

  /** @throws {FormatError} at the hundredth */
  add(line: number | null, path: string, message: string): void {
    this.#found.push({ line, path, message });
    if (this.#found.length >= mostProblems) this.refuseIfAny();
  }

  /** @throws {FormatError} if there are any */
  refuseIfAny(): void {
    if (this.#found.length > 0) throw new FormatError(this.#found);
  }
}

/** What a file says, short enough for a message. */
export function quoted(text: string): string {
  const letters = [...text.slice(0, 200)];
  return `"${letters.length > 40 ? `${letters.slice(0, 40).join('')}…` : text}"`;
}
