import { FormatError, inWords, readJson } from '@plenary/formats';
import { Refusal } from '@plenary/platform';

/**
 * The content of a JSON file.
 * @param name of the file, for the message
 * @throws {Refusal} BAD_INPUT with line and column at which it is no JSON, or has what would be lost
 */
export function parseJsonFile(bytes: Buffer, name: string): unknown {
  try {
    return readJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new Refusal(
      'BAD_INPUT',
      error.problems.map((problem) => `${name}: ${inWords(problem)}`).join('\n'),
    );
  }
}
