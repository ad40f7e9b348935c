export { Live } from './live.js';
export { Kept } from './kept.js';
