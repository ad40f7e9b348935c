export { countryName, languageNames } from './display-names.js';
export {
  languageCode,
  localText,
  plainText,
  reasonText,
  texts,
  type LocalText,
  type Texts,
} from './texts.js';
