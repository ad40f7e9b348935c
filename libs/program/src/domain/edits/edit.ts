import { key } from '@plenary/event';
import { isDeepStrictEqual } from 'node:util';
import { Refusal, badInput, notFound, parse, staleVersion, type FieldProblem } from '@plenary/platform';
import type { z } from 'zod';
import { noChanges, type Change, type Changes } from '../changes.js';
import type { SessionContent } from '../session-content.js';
import type { Draft, Session } from '../draft.js';

/** Makes the id of a new row. */
export type NewId = () => string;

/** An edit that somebody asked for: from its input to what it changes in this draft, which stays as it is. */
export interface Edit {
  readonly input: z.ZodObject;
  /** The ids of the people whom the input names: they may have no part in the draft yet. */
  people(input: unknown): readonly string[];
  /**
   * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with both states; CONFLICT
   */
  plan(draft: Draft, input: unknown, newId: NewId): Changes;
}

export function edit<Input extends z.ZodObject>(
  input: Input,
  plan: (draft: Draft, input: z.output<Input>, newId: NewId) => Changes,
  people: (input: z.output<Input>) => readonly string[] = () => [],
): Edit & { readonly input: Input } {
  return {
    input,
    people: (values) => {
      const { data } = input.safeParse(values);
      return data === undefined ? [] : people(data);
    },
    plan: (draft, values, newId) => plan(draft, parse(input, values), newId),
  };
}

/** The key of a new row, where the sender has one. */
export const fileKey = key
  .nullish()
  .meta({ description: 'The name that files call it by; else one is made.' });

/**
 * The row to edit, if it is still as the editor has seen it.
 * @throws {Refusal} NOT_FOUND; STALE_VERSION with the row as it stands
 */
export function rowToEdit<Row extends { readonly version: number }>(
  rows: ReadonlyMap<string, Row>,
  what: string,
  rowId: string,
  seen: number,
): Row {
  const row = rows.get(rowId);
  if (row === undefined) throw notFound(what);
  if (row.version !== seen) throw staleVersion(what, seen, row);
  return row;
}

/** The content of a session without its version and without what really happened. */
export function contentOf({
  version: _version,
  actualStartsAt: _start,
  actualEndsAt: _end,
  ...content
}: Session): SessionContent {
  return content;
}

export function withoutVersion<Row extends { readonly version: number }>({
  version: _version,
  ...content
}: Row): Omit<Row, 'version'> {
  return content;
}

export function sessionChanges(sessions: readonly Change<SessionContent>[]): Changes {
  return { ...noChanges, sessions };
}

/** A session with other values for some of its fields. */
export function changedSession(session: Session, values: Partial<SessionContent>): Change<SessionContent> {
  const before = contentOf(session);
  return { id: session.id, before, after: { ...before, ...values } };
}

/**
 * Ids for rows that come without one: that of a row which says the same and which no other claims, else a new one. So
 * what is sent again as it stands changes nothing.
 */
export function idsFor<Row extends { readonly id: string }>(
  rows: readonly Row[],
  given: readonly { readonly id?: string | null | undefined }[],
  newId: NewId,
): (row: Omit<Row, 'id'>) => string {
  const claimed = new Set(given.flatMap((row) => row.id ?? []));
  return (wanted) => {
    const same = rows.find(({ id: own, ...row }) => !claimed.has(own) && isDeepStrictEqual(row, wanted));
    const found = same?.id ?? newId();
    claimed.add(found);
    return found;
  };
}

/** @throws {Refusal} BAD_INPUT naming each id that no row has */
export function requireKnown(
  named: readonly {
    readonly path: string;
    readonly id: string | null | undefined;
    readonly rows: ReadonlyMap<string, unknown>;
    readonly what: string;
  }[],
): void {
  const problems = named.flatMap(({ path, id: asked, rows, what }): FieldProblem[] =>
    asked == null || rows.has(asked) ? [] : [{ path, message: `names no ${what}` }],
  );
  if (problems.length > 0) throw badInput(problems);
}

/**
 * A key for a new row: the one that was asked for, or one made from a word and a number.
 * @throws {Refusal} CONFLICT if another row has it
 */
export function freeKey(
  rows: ReadonlyMap<string, { readonly key: string }>,
  what: string,
  asked: string | null | undefined,
  word: string,
): string {
  const taken = new Set([...rows.values()].map(({ key }) => key));
  if (asked != null) {
    if (taken.has(asked)) throw new Refusal('CONFLICT', `There is a ${what} "${asked}" already.`);
    return asked;
  }
  const stem = word.toLowerCase().replaceAll('_', '-');
  for (let number = 1; ; number += 1) {
    const key = `${stem}-${String(number)}`;
    if (!taken.has(key)) return key;
  }
}
