import { unzipSync, type UnzipFileInfo } from 'fflate';
import { FormatError, refuse } from '../problem.js';
import { readXml, type XmlElement } from '../xml.js';

const limits = { parts: 1_000, part: 60_000_000, total: 120_000_000, ratio: 500 };

/** Sizes up to which the ratio says nothing: small parts of repeated words shrink much. */
const small = 1_000_000;

/** For XML parts but the sheets and their texts. */
const xmlLimits = { bytes: 5_000_000, depth: 32, elements: 200_000 };

/** The parts of an Office file: each is unpacked when asked for, within limits that were checked before. */
export interface OfficePackage {
  /** The type of a part by `[Content_Types].xml`; empty if it has none. */
  typeOf(part: string): string;
  bytesOf(part: string): Uint8Array;
  xmlOf(part: string): XmlElement;
  /** Relationships of a part, or of the package (empty), by their ids: kind (the last word of the type) and target. */
  relationsOf(part: string): ReadonlyMap<string, OfficeRelation>;
}

export interface OfficeRelation {
  readonly kind: string;
  readonly target: string;
}

/**
 * Opens the ZIP container of an Office file. Nothing is unpacked that the container says is too large, and nothing grows
 * larger than it says. Refused are macros, connections, and links to other files but hyperlinks, which are
 * never followed.
 * @throws {FormatError}
 */
export function openPackage(bytes: Uint8Array): OfficePackage {
  const parts = new Set<string>();
  let total = 0;
  unzip(bytes, (entry) => {
    const name = entry.name.toLowerCase();
    total += entry.originalSize;
    if (parts.size === limits.parts) refuse(null, `The file has more than ${String(limits.parts)} parts.`);
    if (parts.has(name)) refuse(null, 'The file is damaged: it has a part twice.');
    if (isTooLarge(entry) || total > limits.total)
      refuse(null, 'The file grows too large when it is unpacked.');
    parts.add(name);
    return false;
  });
  refuseByName(parts);
  if (!parts.has(contentTypes)) refuse(null, 'The file is no Excel workbook (.xlsx).');
  const bytesOf = (part: string): Uint8Array => unpack(bytes, part);
  const xmlOf = (part: string): XmlElement => readXml(bytesOf(part), { ...xmlLimits, part });
  const types = typesIn(xmlOf(contentTypes));
  if ([...types.values()].some((type) => /macro|vba|activex/i.test(type))) refuse(null, withMacros);
  const relations = new Map<string, ReadonlyMap<string, OfficeRelation>>();
  for (const part of parts) {
    if (part.endsWith('.rels')) relations.set(part, relationsIn(xmlOf(part)));
  }
  return {
    typeOf: (part) => types.get(part.toLowerCase()) ?? '',
    bytesOf,
    xmlOf,
    relationsOf: (part) =>
      relations.get(relationsPartOf(part.toLowerCase())) ?? new Map<string, OfficeRelation>(),
  };
}

const contentTypes = '[content_types].xml';
const withMacros = 'The file has macros; save it as an Excel workbook (.xlsx) without them.';

function refuseByName(parts: ReadonlySet<string>): void {
  for (const part of parts) {
    if (part === 'mimetype')
      refuse(null, 'The file is an OpenDocument; save it as an Excel workbook (.xlsx).');
    if (/vbaproject|(?:^|\/)(?:macrosheets|dialogsheets|activex)\//.test(part)) refuse(null, withMacros);
    if (/(?:^|\/)(?:externallinks|querytables)\/|(?:^|\/)connections\.xml$/.test(part))
      refuse(null, withLinks);
  }
}

const withLinks =
  'The file has links to other files or data sources; break them in Excel (Data, Edit Links).';

function typesIn(root: XmlElement): Map<string, string> {
  return new Map(
    root.children.map(({ attributes }) => [
      (attributes['PartName'] ?? '').replace(/^\//, '').toLowerCase(),
      attributes['ContentType'] ?? '',
    ]),
  );
}

function relationsIn(root: XmlElement): Map<string, OfficeRelation> {
  return new Map(
    root.children.map(({ attributes }) => {
      const kind = (attributes['Type'] ?? '').split('/').at(-1) ?? '';
      const outside = attributes['TargetMode']?.toLowerCase() === 'external';
      if (outside && kind !== 'hyperlink') refuse(null, withLinks);
      return [attributes['Id'] ?? '', { kind, target: attributes['Target'] ?? '' }];
    }),
  );
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
