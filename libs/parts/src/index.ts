export { findMaterialFile, findOwnPhotograph, findShownPhotograph } from './operations/find-file.js';
