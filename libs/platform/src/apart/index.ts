export { apart, apartOfFile } from './apart.js';
