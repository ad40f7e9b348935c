import { parse, visit, type ParseError } from 'jsonc-parser';
import { isNestedTooDeeply } from './json-depth.js';
import { inPath } from './path.js';
import { Problems, quoted, refuse } from './problem.js';

const strictly = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/**
 * The value of a JSON text (RFC 8259): of one that can be read in one way alone, and whole.
 * @param keepsEveryName of a format whose reader keeps `__proto__` too
 * @throws {FormatError} with line and column for what is no JSON; with the line for what would be lost, which is all but the
 *   last of equal keys, and a key `__proto__`; for more than 64 levels
 */
export function readJson(text: string, keepsEveryName = false): unknown {
  // What parses and visits goes down with it.
  if (isNestedTooDeeply(text)) refuse(null, 'The file is nested too deeply.');
  const value = parseStrictly(text);
  refuseWhatIsLost(text, keepsEveryName);
  return value;
}

function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) refuseAtError(text);
    throw error;
  }
}

function refuseWhatIsLost(text: string, keepsEveryName: boolean): void {
  const problems = new Problems();
  /** The keys of each object that is open, the innermost last. */
  const open: Set<string>[] = [];
  visit(
    text,
    {
      onObjectBegin: () => {
        open.push(new Set());
      },
      onObjectProperty: (key, _offset, _length, line, _column, pathOf) => {
        const keys = open.at(-1) ?? new Set();
        const tell = (message: string): void => {
          problems.add(line + 1, inPath([...pathOf(), key]), message);
        };
        if (keys.has(key)) tell('stands twice: which of the two is meant?');
        else if (key === '__proto__' && !keepsEveryName) tell(`is no name: ${quoted(key)} can't be kept`);
        keys.add(key);
      },
      onObjectEnd: () => {
        open.pop();
      },
    },
    strictly,
  );
  problems.refuseIfAny();
}

/** V8 tells of a place in words alone, and not of every error. */
function refuseAtError(text: string): never {
  const errors: ParseError[] = [];
  parse(text, errors, strictly);
  const before = text.slice(0, errors[0]?.offset ?? text.length).split('\n');
  const column = (before.at(-1) ?? '').length + 1;
  refuse(before.length, 'is not JSON.', `column ${String(column)}`);
}
