import type { z } from 'zod';
import { badInput, type FieldProblem } from './errors.js';

/** `sessions[3].startsAt` from a path of keys and indexes. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** The problems of a failed parse, one a field, in the order of the schema. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => ({
    path: formatPath(issue.path) || '(whole input)',
    message: issue.message,
  }));
}

/**
 * What came from outside, as the schema's type.
 * @throws {Refusal} BAD_INPUT with the path of each field at fault
 */
export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (!result.success) throw badInput(fieldProblems(result.error));
  return result.data;
}

/** Whether a text has the form of an id; one that has not names no row, and must not reach the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** The same without the keys that are null: GraphQL says null for what a sender left out. */
export function dropNulls(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  );
}

type Nullable<Values> = { [Name in keyof Values]: null extends Values[Name] ? Name : never }[keyof Values];

type Given<Values> = Omit<Values, Nullable<Values>> & {
  [Name in Nullable<Values>]?: Exclude<Values[Name], null>;
};

/** The same with the type that it leaves: a file leaves out what is not known. */
export function given<Values extends object>(values: Values): Given<Values>;
export function given(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}
