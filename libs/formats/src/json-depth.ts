/** Deeper than anything that is asked here; what goes down with a value, as JSON's own writer does, has room to spare. */
const deepest = 64;

const [quote, backslash] = ['"', '\\'].map((sign) => sign.charCodeAt(0));
const opening = new Set(['[', '{'].map((sign) => sign.charCodeAt(0)));
const closing = new Set([']', '}'].map((sign) => sign.charCodeAt(0)));

/** Whether a JSON text goes down further than 64 levels. To be asked before it is parsed; the text may be no JSON. */
export function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charCodeAt(index);
    if (isInText) {
      if (sign === backslash) index += 1;
      else if (sign === quote) isInText = false;
    } else if (sign === quote) isInText = true;
    else if (opening.has(sign)) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (closing.has(sign)) depth -= 1;
  }
  return false;
}

export const nestedTooDeeply = `The JSON is nested too deeply: more than ${String(deepest)} levels.`;
