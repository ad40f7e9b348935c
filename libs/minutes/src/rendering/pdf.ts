import { readFileSync } from 'node:fs';
import { typeset } from '@plenary/typesetting';
import type { MinutesDocument } from '../domain/minutes-document.js';
import { layoutOf } from './layout.js';

const template = readFileSync(new URL('./minutes.typ', import.meta.url), 'utf8');

/**
 * The edition as PDF. The only time in it is that of publication. The page and the data have those characters too that
 * no font of ours has.
 */
export function renderPdf(document: MinutesDocument): Promise<Buffer> {
  return typeset({
    template,
    data: layoutOf(document),
    madeAt: new Date(document.edition.publishedAt),
  });
}
