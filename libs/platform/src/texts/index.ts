export { languageCode, localText, plainText, texts, type LocalText, type Texts } from './texts.js';
