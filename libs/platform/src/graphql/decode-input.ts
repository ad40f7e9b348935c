import { z } from 'zod';
import { badInput } from '../errors.js';
import { formatPath } from '../parse.js';
import { pairs } from '../texts/pairs.js';
import { fieldsOf, withoutLayers } from './schema-layers.js';

/**
 * What GraphQL has read, as the schema parses it: lists of pairs as maps, instants as text, and no field that the
 * schema has not. What was left out is left out; null stays null.
 * @throws {Refusal} BAD_INPUT for a pair that is given twice
 */
export function decodeInput(schema: z.core.$ZodType, value: unknown): unknown {
  return decode(schema, value, []);
}

function decode(schema: z.core.$ZodType, value: unknown, path: readonly PropertyKey[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const inner = withoutLayers(schema);
  if (value instanceof Date) return inner instanceof z.ZodDate ? value : value.toISOString();
  if (inner instanceof z.ZodObject) return decodeFields(inner, value, path);
  if (!Array.isArray(value)) return value;
  const listed = pairs.get(inner);
  if (listed !== undefined) return mapOf(listed, value, path);
  return inner instanceof z.ZodArray
    ? value.map((one: unknown, place) => decode(inner.element, one, [...path, place]))
    : value;
}

function decodeFields(schema: z.core.$ZodObject, values: object, path: readonly PropertyKey[]): object {
  const decoded = fieldsOf(schema).map(
    ([name, field]) => [name, decode(field, Reflect.get(values, name), [...path, name])] as const,
  );
  return Object.fromEntries(decoded.filter(([, value]) => value !== undefined));
}

function mapOf(
  { key, value }: { readonly key: string; readonly value: string },
  list: readonly unknown[],
  path: readonly PropertyKey[],
): object {
  const map = new Map<string, unknown>();
  list.forEach((one, place) => {
    const entry = typeof one === 'object' && one !== null ? one : {};
    const name = String(Reflect.get(entry, key));
    const at = formatPath([...path, place, key]);
    if (map.has(name)) throw badInput([{ path: at, message: 'must not be given twice' }]);
    // A schema of a record passes over a key of this name without a word.
    if (name === '__proto__') throw badInput([{ path: at, message: `must be a ${key}` }]);
    map.set(name, Reflect.get(entry, value));
  });
  return Object.fromEntries(map);
}
