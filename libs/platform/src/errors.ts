/** Stable error codes, as in the API's contract. */
export type ErrorCode =
  | 'BAD_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'STALE_VERSION'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** One field that was refused: `path` as the sender wrote it (`sessions[3].startsAt`). */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** Values that a refusal carries for a client to act on, such as both states of a stale edit. */
export type Facts = Readonly<Record<string, unknown>>;

/**
 * Every refusal a caller is meant to read. Anything else that is thrown is a fault of ours: it is logged, and
 * the caller sees INTERNAL.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: { readonly fields?: readonly FieldProblem[]; readonly facts?: Facts } = {},
  ) {
    super(message);
  }
}

/** Nobody reads more, and a list of thousands may be wrong in each of its items. */
const mostFields = 100;

/** BAD_INPUT with the first fields at fault; `more` counts those that are not named. */
export function badInput(fields: readonly FieldProblem[]): Refusal {
  const [first] = fields;
  const unnamed = fields.length - mostFields;
  const more = fields.length > 1 ? ` (and ${String(fields.length - 1)} more)` : '';
  const message = first === undefined ? 'The input is not valid.' : `${first.path}: ${first.message}${more}`;
  return new Refusal('BAD_INPUT', message, {
    fields: fields.slice(0, mostFields),
    ...(unnamed > 0 ? { facts: { more: unnamed } } : {}),
  });
}

/** NOT_FOUND, the same words for a row that never was and for one of another event. */
export function notFound(what: string): Refusal {
  return new Refusal('NOT_FOUND', `${what} not found.`);
}

/** STALE_VERSION with the row as it stands now, so that the caller can compare and try again. */
export function staleVersion(what: string, seen: number, current: Facts): Refusal {
  return new Refusal('STALE_VERSION', `${what} was changed by someone else since version ${String(seen)}.`, {
    facts: { seen, current },
  });
}

/** The code of the operating system or of a library, such as ENOENT; null if there is none. */
export function codeOf(error: unknown): string | null {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code : null;
}

/** Whether the operating system gave this code, such as ENOENT. */
export function hasCode(error: unknown, code: string): boolean {
  return codeOf(error) === code;
}

/** A failure for people on a terminal: one line a problem, never a stack. */
export function describeFailure(error: unknown): string {
  if (error instanceof Refusal) {
    const { fields = [], facts } = error.details;
    if (fields.length === 0) return error.message;
    const more = typeof facts?.['more'] === 'number' ? [`and ${String(facts['more'])} more`] : [];
    return [...fields.map(({ path, message }) => `${path}: ${message}`), ...more].join('\n');
  }
  return error instanceof Error ? error.message || error.name : String(error);
}
