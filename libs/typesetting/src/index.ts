export { typeset, warmUp, type Sheet } from './typeset.js';
