import { Refusal } from './errors.js';

/** The states of something, and to which others each may move. Diagrams in the documentation are made from it. */
export type Lifecycle<State extends string> = Readonly<Record<State, readonly State[]>>;

/** @throws {Refusal} CONFLICT if the lifecycle has no such move */
export function requireMove<State extends string>(
  lifecycle: Lifecycle<State>,
  what: string,
  from: State,
  to: State,
): void {
  if (lifecycle[from].includes(to)) return;
  throw new Refusal('CONFLICT', `${what} is ${from} and can't become ${to}.`, { facts: { state: from } });
}
