import { z } from 'zod';

const embedded = z.object({ name: z.string() });
/** What stands before a font's name where only some of its letters are embedded. */
const subset = /^[A-Z]{6}\+/;

/** What stands on the pages of a PDF, in its order. */
export async function pdfText(pdf: Buffer): Promise<string> {
  const { extractText, getDocumentProxy } = await import('unpdf');
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text;
}

/** What stands on the first page of a PDF, in its order, as it changes from font to font, such as "NotoSerif-Bold". */
export async function pdfFonts(pdf: Buffer): Promise<{ font: string; text: string }[]> {
  const { getDocumentProxy } = await import('unpdf');
  const page = await (await getDocumentProxy(new Uint8Array(pdf))).getPage(1);
  // It reads the fonts.
  await page.getOperatorList();
  const pieces: { font: string; text: string }[] = [];
  for (const item of (await page.getTextContent()).items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const font = embedded.parse(page.commonObjs.get(item.fontName)).name.replace(subset, '');
    const last = pieces.at(-1);
    if (last?.font === font) last.text += item.str;
    else pieces.push({ font, text: item.str });
  }
  return pieces;
}
