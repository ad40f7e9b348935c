import { typeset } from '@plenary/typesetting';
import type { ProgramDocument } from '../domain/program-document.js';
import { bookletLayout } from './booklet-layout.js';
import { pageLayout } from './page-layout.js';
import { linesOf, requirePrintable } from './printable.js';
import { readTemplate } from './template.js';

/** How a program is printed: the table on a page, or the booklet. */
export type ProgramLayout = 'page' | 'booklet';

const layouts = {
  page: { template: readTemplate('page.typ'), layOut: pageLayout },
  booklet: { template: readTemplate('booklet.typ'), layOut: bookletLayout },
};

/**
 * A released program as PDF/UA-1, in one language or two.
 * @param languages in the order in which they stand on paper
 * @throws {Refusal} CONFLICT if it is too large, UNAVAILABLE while it can't be made
 */
export async function renderProgram(
  program: ProgramDocument,
  languages: readonly string[],
  layout: ProgramLayout,
): Promise<Buffer> {
  const { template, layOut } = layouts[layout];
  const data = requirePrintable(linesOf(program.sessions), () => layOut(program, languages));
  return typeset({ template, data, madeAt: new Date(program.releasedAt) });
}
