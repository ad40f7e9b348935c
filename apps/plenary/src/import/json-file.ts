import { Refusal } from '@plenary/platform';

/**
 * The content of a JSON file.
 * @param name of the file, for the message
 * @throws {Refusal} BAD_INPUT with the line and column at which it is no JSON
 */
export function parseJsonFile(bytes: Buffer, name: string): unknown {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const position = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    const before = text.slice(0, position).split('\n');
    const place = `line ${String(before.length)}, column ${String((before.at(-1) ?? '').length + 1)}`;
    throw new Refusal('BAD_INPUT', `${name}: ${place}: this is no JSON.`);
  }
}
