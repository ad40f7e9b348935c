import { zipSync } from 'fflate';

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** What an Office file is made of; any of its parts can be replaced, left out (null) or added. */
export interface OfficeParts {
  /** Of `[Content_Types].xml`, besides its main part's. */
  readonly types?: string;
  /** Of the main part: `aRelation(…)`. */
  readonly relations?: readonly string[];
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

const files = {
  docx: { type: 'wordprocessingml.document', main: 'word/document.xml', root: 'w:document' },
  pptx: { type: 'presentationml.presentation', main: 'ppt/presentation.xml', root: 'p:presentation' },
  xlsx: { type: 'spreadsheetml.sheet', main: 'xl/workbook.xml', root: 'workbook' },
} as const;

/** The media type of a kind of Office file. */
export function officeType(kind: keyof typeof files): string {
  return `application/vnd.openxmlformats-officedocument.${files[kind].type}`;
}

/** An Office file made by hand. */
export function anOfficeFile(
  kind: keyof typeof files,
  { types = '', relations = [], parts = {} }: OfficeParts = {},
): Buffer {
  const { main, root } = files[kind];
  const [folder = '', name = ''] = main.split('/');
  const all: Readonly<Record<string, string | Uint8Array | null>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${types}<Override PartName="/${main}" ContentType="${officeType(kind)}.main+xml"/></Types>`,
    '_rels/.rels': relationsXml([aRelation('officeDocument', main)]),
    [main]: `<${root} xmlns:p="p" xmlns:w="w"/>`,
    [`${folder}/_rels/${name}.rels`]: relationsXml(relations),
    ...parts,
  };
  const bytes = Object.entries(all).flatMap(([part, content]) =>
    content === null ? [] : [[part, Buffer.from(content)] as const],
  );
  return Buffer.from(zipSync(Object.fromEntries(bytes)));
}

/** A relationship, to what lies outside of the file where `mode` says so. */
export function aRelation(kind: string, target: string, mode?: 'External'): string {
  const outside = mode === undefined ? '' : ` TargetMode="${mode}"`;
  return `<Relationship Id="${kind}" Type="${relationships}/${kind}" Target="${target}"${outside}/>`;
}

export function relationsXml(relations: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
}
