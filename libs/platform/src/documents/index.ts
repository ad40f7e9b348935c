export { createDocument, type Document } from './document.js';
