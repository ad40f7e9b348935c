import { Refusal } from './errors.js';

/** What becomes of columns in a move: those that are not named stay as they are. */
export type Move = Readonly<Record<string, 'set' | 'cleared'>>;

/** The states of something, and to which others each may move. Diagrams in the documentation are made from it. */
export type Lifecycle<State extends string> = Readonly<
  Record<State, { readonly [To in State]?: Move | undefined }>
>;

type Moves<Table, To> = {
  [From in keyof Table]: To extends keyof Table[From] ? Table[From][To] : never;
}[keyof Table];

/** Columns that a move to this state, from whichever, may set or clear. */
type Touched<Table, To> =
  Moves<Table, To> extends infer One ? (One extends unknown ? keyof One : never) : never;

/** What a row gets when it moves. */
export type Moved<Table, To, Values> = { readonly state: To } & Values & {
    readonly [Column in Exclude<Touched<Table, To>, keyof Values>]?: null;
  };

/** @throws {Refusal} CONFLICT if the lifecycle has no such move */
export function requireMove<State extends string>(
  lifecycle: Lifecycle<State>,
  what: string,
  from: State,
  to: State,
): void {
  moveOf(lifecycle, what, from, to);
}

/**
 * What a row is to get so that it moves: its state, what the move sets, and null for what it clears.
 * @param values of the columns that the move sets, neither more nor fewer
 * @throws {Refusal} CONFLICT if the lifecycle has no such move
 */
export function move<
  Table extends Lifecycle<string>,
  To extends keyof Table & string,
  Values extends { readonly [Column in Touched<Table, To>]?: unknown },
>(
  lifecycle: Table,
  what: string,
  from: keyof Table & string,
  to: To,
  values: Values,
): Moved<Table, To, Values>;
export function move(
  lifecycle: Lifecycle<string>,
  what: string,
  from: string,
  to: string,
  values: Readonly<Record<string, unknown>>,
): object {
  const columns = Object.entries(moveOf(lifecycle, what, from, to));
  const namesOf = (kind: 'set' | 'cleared'): string[] =>
    columns.filter(([, becomes]) => becomes === kind).map(([name]) => name);
  const [wanted, given] = [namesOf('set'), Object.keys(values)];
  if (wanted.length !== given.length || !wanted.every((name) => given.includes(name)))
    throw new Error(`${what} becomes ${to} with ${given.join()}, where ${wanted.join()} is to be set`);
  return { state: to, ...values, ...Object.fromEntries(namesOf('cleared').map((name) => [name, null])) };
}

function moveOf<State extends string>(
  lifecycle: Lifecycle<State>,
  what: string,
  from: State,
  to: State,
): Move {
  const found = lifecycle[from][to];
  if (found !== undefined) return found;
  throw new Refusal('CONFLICT', `${what} is ${from} and can't become ${to}.`, { facts: { state: from } });
}
