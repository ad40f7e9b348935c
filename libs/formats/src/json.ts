import { parse, visit, type ParseError } from 'jsonc-parser';
import { inPath } from './path.js';
import { Problems, quoted, refuse } from './problem.js';

const strictly = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/**
 * The value of a JSON text (RFC 8259): of one that can be read in one way alone.
 * @throws {FormatError} with line and column for what is no JSON, and for what would be lost: all but the last of equal keys, and
 *   the key `__proto__`
 */
export function readJson(text: string): unknown {
  try {
    const value = parseStrictly(text);
    refuseWhatIsLost(text);
    return value;
  } catch (error) {
    if (error instanceof RangeError) refuse(null, 'The file is nested too deeply.');
    throw error;
  }
}

function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) refuseAtError(text);
    throw error;
  }
}

function refuseWhatIsLost(text: string): void {
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
        const keys = open.at(-1);
        const tell = (message: string): void => {
          problems.add(line + 1, inPath([...pathOf(), key]), message);
        };
        if (keys?.has(key) === true) tell('stands twice: which of the two is meant?');
        else if (key === '__proto__') tell(`is no name: ${quoted(key)} can't be kept`);
        keys?.add(key);
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
