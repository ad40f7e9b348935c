import { Refusal, badInput, type FieldProblem } from '../errors.js';
import { sqlState, violatedConstraint } from './sql-state.js';

/** What a caller is told who meets a constraint: CONFLICT with a sentence, or BAD_INPUT with the field at fault. */
export type ConstraintWords = string | FieldProblem;

const told = new Map<string, ConstraintWords>();

/** Says what a caller is told who meets these constraints, by their names. Each noun does, where it keeps its rows. */
export function tellOfConstraints(words: Readonly<Record<string, ConstraintWords>>): void {
  for (const [name, said] of Object.entries(words)) told.set(name, said);
}

/** Null where nobody has told of the constraint: whoever meets it has met a fault of ours. */
export function wordsOfConstraint(name: string): ConstraintWords | null {
  return told.get(name) ?? null;
}

/** A reference by an id that nobody has, or to which something still refers. */
const foreignKey = '23503';

/** The refusal that the constraint means which a transaction has violated; null for any other error. */
export function refusalOf(error: unknown): Refusal | null {
  const name = violatedConstraint(error);
  const words = name === null ? null : wordsOfConstraint(name);
  if (typeof words === 'string') return new Refusal('CONFLICT', words);
  if (words !== null) return badInput([words]);
  if (sqlState(error) !== foreignKey) return null;
  return new Refusal('CONFLICT', 'What is named here has gone, or something else still names what is to go.');
}
