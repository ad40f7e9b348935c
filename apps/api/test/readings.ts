import { pdfText } from '@plenary/testing';
import { parse as parseCsv } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import ICAL from 'ical.js';
import { parse as parseHtml, type DefaultTreeAdapterTypes } from 'parse5';
import PostalMime from 'postal-mime';
import { SaxesParser } from 'saxes';

/** A file as its reader has it: its parts by name, and the texts in them. */
export interface Reading {
  readonly parts: readonly string[];
  readonly texts: readonly string[];
}

/** A page as a browser builds it: elements with their attributes, and texts. */
export function readHtml(html: string): Reading {
  const parts: string[] = [];
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node)
      parts.push([node.tagName, ...node.attrs.map(({ name, value }) => `${name}=${value}`)].join(' '));
    else if ('value' in node) texts.push(node.value);
    else parts.push(node.nodeName);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parseHtml(html));
  return { parts, texts };
}

export function readXml(xml: string): Reading {
  const parts: string[] = [];
  const texts: string[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    parts.push([name, ...Object.keys(attributes)].join(' '));
    texts.push(...Object.values(attributes));
  });
  for (const event of ['doctype', 'comment', 'processinginstruction'] as const)
    parser.on(event, () => parts.push(event));
  parser.on('text', (text) => texts.push(text));
  parser.on('cdata', (text) => texts.push(text));
  parser.write(xml).close();
  return { parts, texts };
}

export function readJson(json: string): Reading {
  const parts: string[] = [];
  const texts: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') texts.push(value);
    if (typeof value !== 'object' || value === null) parts.push(path);
    else if (Array.isArray(value)) {
      for (const one of value) walk(one, `${path}[]`);
    } else
      for (const [key, one] of Object.entries(value)) {
        texts.push(key);
        walk(one, `${path}.${key}`);
      }
  };
  walk(JSON.parse(json), '');
  // People stand in the order of their names.
  return { parts: parts.sort(), texts };
}

/** RFC 5545, 3.3.11. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([\\;,nN])/g, (_whole, sign: string) => (/n/i.test(sign) ? '\n' : sign));
}

export function readIcs(ics: string): Reading {
  const parts: string[] = [];
  const texts: string[] = [];
  const walk = (component: ICAL.Component): void => {
    parts.push(component.name);
    for (const property of component.getAllProperties()) {
      parts.push(property.name);
      const values = property.getValues().map(String);
      // What the library knows no type of, it leaves as it is written.
      texts.push(...values.map((value) => (property.type === 'unknown' ? unescaped(value) : value)));
    }
    component.getAllSubcomponents().forEach(walk);
  };
  walk(new ICAL.Component(ICAL.parse(ics)));
  return { parts, texts };
}

/** A text as it stands on paper: lines break anywhere, and words are parted at their ends. */
export function onPaper(text: string): string {
  return text.replaceAll(/[\s\u00AD\u2010-]/g, '');
}

export async function readPdf(pdf: Buffer): Promise<Reading> {
  return { parts: [], texts: [onPaper(await pdfText(pdf))] };
}

/** Cells as a spreadsheet takes them; one that it would run is told as a part. */
export function readCells(csv: string): Reading {
  const rows: string[][] = parseCsv(csv, { bom: true });
  const texts = rows.flat();
  return { parts: [...rows.map((row) => `${String(row.length)} cells`), ...texts.filter(runs)], texts };
}

function runs(cell: string): boolean {
  return /^[\t\r\n]|^\s*[=+\-@]/.test(cell);
}

/** The same of a workbook: its parts are those of its XML. */
export function readWorkbook(xlsx: Buffer): Reading {
  const files = Object.entries(unzipSync(new Uint8Array(xlsx)));
  const readings = files.map(([, content]) => readXml(Buffer.from(content).toString('utf8')));
  const texts = readings.flatMap((reading) => reading.texts);
  const parts = [...files.map(([name]) => name), ...readings.flatMap((reading) => reading.parts)];
  return { parts: [...parts, ...texts.filter(runs)], texts };
}

/** A mail as a mail program takes it apart; what it was sent as stands in front. */
export async function readMail(mail: string): Promise<Reading> {
  const { headers, to = [], subject = '', text = '', html = '', attachments } = await PostalMime.parse(mail);
  const page = readHtml(html);
  const calendars = attachments.map(({ content }) =>
    readIcs(typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8')),
  );
  return {
    parts: [
      ...headers.map(({ key }) => key),
      ...to.map(({ address = '' }) => `to ${address}`),
      ...page.parts,
      ...calendars.flatMap(({ parts }) => parts),
    ],
    texts: [subject, text, ...page.texts, ...calendars.flatMap(({ texts }) => texts)],
  };
}
