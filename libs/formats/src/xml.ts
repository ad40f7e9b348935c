import { SaxesParser } from 'saxes';
import { FormatError, refuse } from './problem.js';
import { readUtf8, requireSize } from './text.js';

/** What is read at most, whatever a file holds. */
export interface XmlLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly elements: number;
  /** The name of the XML inside a larger file: problems then tell it, and the line in brackets. */
  readonly part?: string;
}

/** An element's name without prefix, and its attributes with theirs. */
export interface XmlStart {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly line: number;
}

export interface XmlHandlers {
  open(element: XmlStart): void;
  text(text: string): void;
  close(name: string): void;
}

/** An element with all that is in it. */
export interface XmlElement extends XmlStart {
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children, and without white space at both ends. */
  readonly text: string;
}

const mostAttributes = 64;

/** A text, comment, attribute or name may be this long; hostile ones are cut off before they cost seconds. */
const longestPiece = 1_000_000;
const chunk = 100_000;

/**
 * Reads well-formed XML 1.0 in UTF-8, piece by piece. A document type is refused where it begins: there are no entities
 * but the five of XML, and nothing outside of the file is ever looked at.
 * @throws {FormatError} with the line
 */
export function walkXml(bytes: Uint8Array, limits: XmlLimits, handlers: XmlHandlers): void {
  const text = textOf(bytes, limits);
  const parser = new SaxesParser({ xmlns: false, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const stop = (message: string): never => refuseIn(limits.part, parser.line, message);
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  let piece = 0;
  let line = 1;
  parser.on('error', ({ message }) => stop(`is not well-formed XML: ${message.replace(/^[\d:]+ /, '')}`));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(encoding)) {
      stop(`declares the encoding ${encoding}; only UTF-8 is read.`);
    }
  });
  parser.on('doctype', () => stop('has a document type (<!DOCTYPE>), which is not read.'));
  parser.on('opentagstart', () => {
    line = parser.line;
    attributes = 0;
    piece = 0;
    depth += 1;
    elements += 1;
    if (depth > limits.depth) stop(`nests elements deeper than ${String(limits.depth)}.`);
    if (elements > limits.elements) stop(`has more than ${String(limits.elements)} elements.`);
  });
  parser.on('attribute', () => {
    attributes += 1;
    piece = 0;
    if (attributes > mostAttributes)
      stop(`has more than ${String(mostAttributes)} attributes in one element.`);
  });
  parser.on('opentag', ({ name, attributes: values }) => {
    handlers.open({ name: localName(name), attributes: values, line });
  });
  parser.on('text', (part) => {
    piece = 0;
    handlers.text(part);
  });
  parser.on('cdata', (part) => {
    piece = 0;
    handlers.text(part);
  });
  parser.on('comment', () => {
    piece = 0;
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    piece = 0;
    handlers.close(localName(name));
  });
  for (let start = 0; start < text.length; start += chunk) {
    parser.write(text.slice(start, start + chunk));
    piece += chunk;
    if (piece > longestPiece) stop(`has more than ${String(longestPiece)} characters in one piece.`);
  }
  parser.close();
}

/**
 * The root element with all that is in it; for files that fit into memory as a whole.
 * @throws {FormatError} as {@link walkXml}
 */
export function readXml(bytes: Uint8Array, limits: XmlLimits): XmlElement {
  interface Open extends XmlStart {
    readonly children: XmlElement[];
    text: string;
  }
  const document: Open = { name: '', attributes: {}, line: 1, children: [], text: '' };
  const open = [document];
  walkXml(bytes, limits, {
    open(start) {
      const element: Open = { ...start, children: [], text: '' };
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    text(part) {
      const element = open.at(-1);
      if (element !== undefined) element.text += part;
    },
    close() {
      const element = open.pop();
      if (element !== undefined) element.text = element.text.trim();
    },
  });
  const [root] = document.children;
  return root ?? refuseIn(limits.part, 1, 'has no element.');
}

function textOf(bytes: Uint8Array, limits: XmlLimits): string {
  try {
    requireSize(bytes, limits.bytes);
    return readUtf8(bytes);
  } catch (error) {
    const [problem] = error instanceof FormatError ? error.problems : [];
    if (problem === undefined) throw error;
    return refuseIn(limits.part, problem.line, problem.message);
  }
}

function refuseIn(part: string | undefined, line: number | null, message: string): never {
  if (part === undefined) refuse(line, message);
  return refuse(null, line === null ? message : `${message} (line ${String(line)})`, part);
}

/** The first child of a name. */
export function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((inner) => inner.name === name);
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((inner) => inner.name === name);
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
