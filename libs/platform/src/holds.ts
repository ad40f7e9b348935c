import { isDeepStrictEqual } from 'node:util';

/** Whether a row has all these values already; those that are undefined are not asked for. */
export function holds<Row extends object>(row: Row, values: Readonly<Partial<Row>>): boolean {
  const stands = new Map<string, unknown>(Object.entries(row));
  return Object.entries(values).every(
    ([name, value]) => value === undefined || isDeepStrictEqual(stands.get(name), value),
  );
}
