export { renderHtml } from './html.js';
export { renderJson } from './json.js';
export { renderPdf } from './pdf.js';
