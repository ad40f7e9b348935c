export { renderHtml } from './html.js';
export { renderJson } from './json.js';
export { renderPdf, warmUp } from './pdf.js';
