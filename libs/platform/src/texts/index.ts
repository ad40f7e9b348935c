export { countriesIn, isCountryCode } from './countries.js';
export { countryName, languageNames } from './display-names.js';
export { pairs } from './pairs.js';
export { isEastAsian } from './scripts.js';
export {
  languageCode,
  localText,
  plainText,
  reasonText,
  texts,
  type LocalText,
  type Texts,
} from './texts.js';
