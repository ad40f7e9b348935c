export { Live } from './live.js';
export { Kept } from './kept.js';
export { States } from './states.js';
