export { renderProgram, type ProgramLayout } from './render.js';
export { renderRunBook } from './run-book.js';
