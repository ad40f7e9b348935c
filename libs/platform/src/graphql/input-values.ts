import { badInput } from '../errors.js';
import { formatPath } from '../parse.js';

/** Input fields that are texts per language, where they are lists. */
const textFields = new Set([
  'title',
  'abstract',
  'name',
  'city',
  'theme',
  'organiser',
  'notice',
  'disclaimer',
  'quotingRule',
  'familyName',
  'givenName',
  'post',
  'organisation',
  'biography',
]);

/**
 * A mutation's input as its operation parses it: texts and links as maps, for GraphQL has none, instants as text, and
 * without the event, which the door has found. What was left out is left out; null stays null.
 * @throws {Refusal} BAD_INPUT for a text or link that is given twice
 */
export function inputValues(input: object): Record<string, unknown> {
  const { event: _event, ...values } = plain(input, []);
  return values;
}

function plain(values: object, path: readonly PropertyKey[]): Record<string, unknown> {
  const entries: [string, unknown][] = Object.entries(values);
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, plainValue(value, [...path, name])]),
  );
}

function plainValue(value: unknown, path: readonly PropertyKey[]): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const name = String(path.at(-1));
    const list: unknown[] = value.map((one: unknown, place) => plainValue(one, [...path, place]));
    if (textFields.has(name)) return mapOf(list, 'language', 'text', path);
    return name === 'joinLinks' ? mapOf(list, 'channel', 'url', path) : list;
  }
  return typeof value === 'object' && value !== null ? plain(value, path) : value;
}

function mapOf(
  list: readonly unknown[],
  key: string,
  value: string,
  path: readonly PropertyKey[],
): Record<string, unknown> {
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
