import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { Task } from './typeset.js';

/** Only fonts that come with the program are set, so that the same sheet is the same bytes on any machine. */
const fontPackages = [
  'noto-serif',
  'noto-sans',
  'noto-serif-jp',
  'noto-sans-jp',
  'noto-naskh-arabic',
  'noto-serif-hebrew',
];
const fontWeights = ['400Regular', '700Bold'];
/** The mark that Japanese printers set for a character they have no type for. */
const geta = '〓';
const mostMissing = 20;

const { resolve } = createRequire(import.meta.url);
const fontPaths = fontPackages
  .map((name) => dirname(resolve(`@expo-google-fonts/${name}/package.json`)))
  .flatMap((folder) => fontWeights.map((weight) => join(folder, weight)));

/** It keeps what it has learned, and a warm one is ten times as fast. Templates see this folder alone: `house.typ`. */
const typst = NodeCompiler.create({
  workspace: fileURLToPath(new URL('.', import.meta.url)),
  fontArgs: [{ fontPaths }],
});

/** The task's sheet as PDF; without a task the compiler is only made ready. */
export default function set(task: Task | null): Buffer {
  if (task === null) return Buffer.alloc(0);
  let { data } = task;
  for (let attempt = 0; attempt < mostMissing; attempt += 1) {
    const problem = tryToSet({ ...task, data });
    if (Buffer.isBuffer(problem)) return problem;
    const missing = missingCharacters(problem);
    if (missing.size === 0) throw new Error(`The PDF could not be set: ${problem}`);
    data = [...data].map((character) => (missing.has(character) ? geta : character)).join('');
  }
  throw new Error('The PDF could not be set: its characters are not in any font.');
}

/** The PDF, or what the compiler says against it. */
function tryToSet({ template, data, madeAtSeconds }: Task): Buffer | string {
  const compiled = typst.compile({ mainFileContent: template, inputs: { data } });
  const error = compiled.takeError();
  if (error !== null) return JSON.stringify(typst.fetchDiagnostics(error));
  if (compiled.result === null) return 'nothing was set';
  try {
    return typst.pdf(compiled.result, { pdfStandard: PdfStandard.UA_1, creationTimestamp: madeAtSeconds });
  } catch (failure) {
    return failure instanceof Error ? failure.message : String(failure);
  } finally {
    // The next sheet is often this one with an edit. What was learned before it would only fill the memory.
    typst.evictCache(1);
  }
}

/** The characters that the compiler names as in no font: as they are, or as `\u{1f600}`. */
function missingCharacters(problem: string): Set<string> {
  const named = [...problem.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(
    (match) => match[1] ?? '',
  );
  const decoded = named.map((text) =>
    text.replace(/(?<!\\)\\+u\{([0-9a-f]+)\}/gi, (_, code: string) =>
      String.fromCodePoint(Number.parseInt(code, 16)),
    ),
  );
  return new Set(decoded.flatMap((text) => [...text]).filter((character) => character !== geta));
}
