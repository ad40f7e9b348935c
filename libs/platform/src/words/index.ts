export { writtenDate, writtenDay, writtenDays, writtenShortDay, zoneName } from './dates.js';
export { languages, spokenFor, type Language } from './languages.js';
export { wordsOf } from './words-of.js';
