export { apart } from './apart.js';
