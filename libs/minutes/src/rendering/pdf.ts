import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { MinutesDocument } from '../domain/minutes-document.js';
import { layoutOf } from './layout.js';

/** Only fonts that come with the program are set, so that the same edition is the same bytes on any machine. */
const fontPackages = ['noto-serif-jp', 'noto-sans-jp', 'noto-naskh-arabic', 'noto-serif-hebrew'];
const fontWeights = ['400Regular', '700Bold'];
/** The mark that Japanese printers set for a character they have no type for. */
const geta = '〓';
const mostMissing = 20;

const template = readFileSync(new URL('./minutes.typ', import.meta.url), 'utf8');

let compiler: NodeCompiler | null = null;

/** One compiler a process: it keeps what it has learned, and a warm one is ten times as fast. */
function warmCompiler(): NodeCompiler {
  if (compiler !== null) return compiler;
  const { resolve } = createRequire(import.meta.url);
  const folders = fontPackages.map((name) => dirname(resolve(`@expo-google-fonts/${name}/package.json`)));
  const fontPaths = folders.flatMap((folder) => fontWeights.map((weight) => join(folder, weight)));
  compiler = NodeCompiler.create({ fontArgs: [{ fontPaths }] });
  return compiler;
}

/**
 * The edition as PDF/UA-1 (ISO 14289-1). Words are data to the compiler, never markup; the only time in it is that of
 * publication, so that the same edition is the same bytes. A character that our fonts lack is printed as a geta mark:
 * the page and the data have the character itself.
 */
export function renderPdf(document: MinutesDocument): Buffer {
  let data = JSON.stringify(layoutOf(document));
  for (let attempt = 0; attempt < mostMissing; attempt += 1) {
    const problem = tryToSet(data, Date.parse(document.edition.publishedAt));
    if (Buffer.isBuffer(problem)) return problem;
    const missing = missingCharacters(problem);
    if (missing.size === 0) throw new Error(`The PDF could not be set: ${problem}`);
    data = [...data].map((character) => (missing.has(character) ? geta : character)).join('');
  }
  throw new Error('The PDF could not be set: its characters are not in any font.');
}

/** The PDF, or what the compiler says against it. */
function tryToSet(data: string, madeAt: number): Buffer | string {
  const typst = warmCompiler();
  const compiled = typst.compile({ mainFileContent: template, inputs: { data } });
  const error = compiled.takeError();
  if (error !== null) return JSON.stringify(typst.fetchDiagnostics(error));
  if (compiled.result === null) return 'nothing was set';
  try {
    return typst.pdf(compiled.result, {
      pdfStandard: PdfStandard.UA_1,
      creationTimestamp: Math.floor(madeAt / 1_000),
    });
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  } finally {
    // What was learned from this edition is of little use to the next.
    typst.evictCache(10);
  }
}

/** The characters that the compiler names as in no font: as they are, or as `\u{1f600}`. */
function missingCharacters(problem: string): Set<string> {
  const named = [...problem.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(
    (match) => match[1] ?? '',
  );
  const decoded = named.map((text) =>
    text.replace(/\\+u\{([0-9a-f]+)\}/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    ),
  );
  return new Set(decoded.flatMap((text) => [...text]).filter((character) => character !== geta));
}

/** Makes the compiler ready, so that the first edition does not wait for its fonts. */
export function warmUp(): void {
  warmCompiler();
}
