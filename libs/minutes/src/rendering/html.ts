import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { MinutesDocument } from '../domain/minutes-document.js';
import { MinutesPage } from './minutes-page.js';

/** The edition as one self-contained accessible page: no script, nothing loaded from elsewhere. */
export function renderHtml(document: MinutesDocument): string {
  return `<!doctype html>\n${renderToStaticMarkup(createElement(MinutesPage, { document }))}\n`;
}
