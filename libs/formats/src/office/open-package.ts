import { unzipSync, type UnzipFileInfo } from 'fflate';
import { FormatError, refuse } from '../problem.js';
import { readXml, type XmlElement } from '../xml.js';

const limits = { parts: 5_000, part: 60_000_000, total: 120_000_000, ratio: 500, relations: 10_000_000 };

/** Sizes up to which the ratio says nothing: small parts of repeated words shrink much. */
const small = 1_000_000;

/** For XML parts but the sheets and their texts. */
const xmlLimits = { bytes: 5_000_000, depth: 32, elements: 200_000 };

/** The parts of an Office file: each is unpacked when asked for, within limits that were checked before. */
export interface OfficePackage {
  /** The content type of the part that all others belong to; empty if there is none. */
  readonly mainType: string;
  /** The type of a part by `[Content_Types].xml`; empty if it has none. */
  typeOf(part: string): string;
  bytesOf(part: string): Uint8Array;
  xmlOf(part: string): XmlElement;
  /** Relationships of a part, or of the package (empty), by their ids: kind (the last word of the type) and target. */
  relationsOf(part: string): ReadonlyMap<string, OfficeRelation>;
  /** All that is in it, a few parts at a time. */
  contents(): Iterable<Uint8Array>;
}

export interface OfficeRelation {
  readonly kind: string;
  readonly target: string;
}

/**
 * Opens the ZIP container of an Office file. Nothing is unpacked that the container says is too large, and nothing grows
 * larger than it says. Refused are macros, embedded objects, connections, and links to other files but hyperlinks, which
 * are never followed.
 * @throws {FormatError}
 */
export function openPackage(bytes: Uint8Array): OfficePackage {
  const parts = partsOf(bytes);
  const words = wordsFor(parts);
  refuseByName(parts, words);
  if (!parts.has(contentTypes)) refuse(null, `The file is no ${words.kind}.`);
  const bytesOf = (part: string): Uint8Array => unpack(bytes, part);
  const xmlOf = (part: string): XmlElement => xmlIn(bytesOf(part), part);
  const types = xmlOf(contentTypes).children.map(({ attributes }) => ({
    part: (attributes['PartName'] ?? '').replace(/^\//, '').toLowerCase(),
    type: attributes['ContentType'] ?? '',
  }));
  if (types.some(({ type }) => /macro|vba|activex/i.test(type))) refuse(null, words.macros);
  if (types.some(({ type }) => /oleobject/i.test(type))) refuse(null, withObjects);
  const byPart = new Map(types.map(({ part, type }) => [part, type]));
  const relations = relationsIn(bytes, parts, words);
  const relationsOf = (part: string) =>
    relations.get(relationsPartOf(part.toLowerCase())) ?? new Map<string, OfficeRelation>();
  const typeOf = (part: string): string => (part === '' ? '' : (byPart.get(part.toLowerCase()) ?? ''));
  const [main = ''] = targetsOf({ relationsOf }, '', 'officeDocument');
  return {
    mainType: typeOf(main),
    typeOf,
    bytesOf,
    xmlOf,
    relationsOf,
    contents: () => contentsOf(bytes, parts),
  };
}

/** Parts by their names in small letters, with the sizes that they are said to have. */
type Parts = ReadonlyMap<string, number>;

function partsOf(bytes: Uint8Array): Parts {
  const parts = new Map<string, number>();
  let total = 0;
  unzip(bytes, (entry) => {
    const name = entry.name.toLowerCase();
    total += entry.originalSize;
    if (parts.size === limits.parts) refuse(null, `The file has more than ${String(limits.parts)} parts.`);
    if (parts.has(name)) refuse(null, 'The file is damaged: it has a part twice.');
    if (isTooLarge(entry) || total > limits.total)
      refuse(null, 'The file grows too large when it is unpacked.');
    parts.set(name, entry.originalSize);
    return false;
  });
  return parts;
}

const contentTypes = '[content_types].xml';
const withObjects = 'The file has embedded objects (OLE); put pictures in their place.';

interface Words {
  readonly kind: string;
  readonly macros: string;
  readonly links: string;
}

/** What a file is called, by the folder of its parts. */
function wordsFor(parts: Parts): Words {
  const has = (folder: string): boolean => [...parts.keys()].some((part) => part.startsWith(folder));
  const kind = has('word/')
    ? 'Word document (.docx)'
    : has('ppt/')
      ? 'PowerPoint presentation (.pptx)'
      : 'Excel workbook (.xlsx)';
  const article = kind.startsWith('E') ? 'an' : 'a';
  return {
    kind,
    macros: `The file has macros; save it as ${article} ${kind} without them.`,
    links: kind.startsWith('E')
      ? 'The file has links to other files or data sources; break them in Excel (Data, Edit Links).'
      : 'The file has links to other files or to a template; break them (File, Info, Edit Links to Files).',
  };
}

function refuseByName(parts: Parts, { macros, links }: Words): void {
  for (const part of parts.keys()) {
    if (part === 'mimetype')
      refuse(null, 'The file is an OpenDocument; save it as an Excel workbook (.xlsx).');
    if (/vbaproject|(?:^|\/)(?:macrosheets|dialogsheets|activex)\//.test(part)) refuse(null, macros);
    if (/(?:^|\/)(?:externallinks|querytables)\/|(?:^|\/)connections\.xml$/.test(part)) refuse(null, links);
  }
}

/** Of every part, unpacked at once: a file may have them by the hundred. */
function relationsIn(
  bytes: Uint8Array,
  parts: Parts,
  words: Words,
): Map<string, ReadonlyMap<string, OfficeRelation>> {
  const own = [...parts].filter(([part]) => part.endsWith('.rels'));
  if (own.reduce((sum, [, size]) => sum + size, 0) > limits.relations)
    refuse(null, 'The file grows too large when it is unpacked.');
  const unpacked = Object.entries(unzip(bytes, ({ name }) => name.toLowerCase().endsWith('.rels')));
  return new Map(
    unpacked.map(([name, content]) => {
      const { children } = xmlIn(content, name.toLowerCase());
      return [name.toLowerCase(), new Map(children.map((child) => relationIn(child, words)))];
    }),
  );
}

function relationIn({ attributes }: XmlElement, { macros, links }: Words): [string, OfficeRelation] {
  const kind = (attributes['Type'] ?? '').split('/').at(-1) ?? '';
  const target = attributes['Target'] ?? '';
  const isOutside =
    attributes['TargetMode']?.toLowerCase() === 'external' || /^(?:[a-z][a-z\d+.-]+:|[\\/]{2})/i.test(target);
  if (isOutside && kind !== 'hyperlink') refuse(null, links);
  if (/vba|macro|activex|^control$/i.test(kind)) refuse(null, macros);
  if (/^(?:oleobject|afchunk)$/i.test(kind)) refuse(null, withObjects);
  return [attributes['Id'] ?? '', { kind, target }];
}

/** Where the relationships of a kind lead, of a part or of the package (empty). */
export function targetsOf(parts: Pick<OfficePackage, 'relationsOf'>, part: string, kind: string): string[] {
  return [...parts.relationsOf(part).values()]
    .filter((relation) => relation.kind === kind)
    .map(({ target }) => resolve(part, target));
}

/** Targets are relative to the folder of their source, or begin with a slash. */
export function resolve(source: string, target: string): string {
  const url = URL.parse(target, `https://package.invalid/${source}`);
  return url === null ? target : url.pathname.slice(1);
}

/** Unpacked together, until they are this large. */
const together = 16_000_000;

function* contentsOf(bytes: Uint8Array, parts: Parts): Generator<Uint8Array> {
  let names = new Set<string>();
  let size = 0;
  for (const [name, originalSize] of parts) {
    names.add(name);
    size += originalSize;
    if (size < together) continue;
    yield* Object.values(unzip(bytes, (entry) => names.has(entry.name.toLowerCase())));
    names = new Set();
    size = 0;
  }
  yield* Object.values(unzip(bytes, (entry) => names.has(entry.name.toLowerCase())));
}

function xmlIn(content: Uint8Array, part: string): XmlElement {
  return readXml(content, { ...xmlLimits, part });
}

/** `xl/workbook.xml` has its relationships in `xl/_rels/workbook.xml.rels`. */
function relationsPartOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

function isTooLarge({ size, originalSize }: UnzipFileInfo): boolean {
  return originalSize > limits.part || (originalSize > small && originalSize > size * limits.ratio);
}

function unpack(bytes: Uint8Array, part: string): Uint8Array {
  const [found] = Object.values(unzip(bytes, ({ name }) => name.toLowerCase() === part.toLowerCase()));
  return found ?? refuse(null, `The file is damaged: it lacks ${part.slice(0, 100)}.`);
}

function unzip(bytes: Uint8Array, filter: (entry: UnzipFileInfo) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    if (error instanceof FormatError) throw error;
    refuse(null, 'The file is damaged: it can not be unpacked.');
  }
}
