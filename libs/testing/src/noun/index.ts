export { makeNoun } from './make-noun.js';
