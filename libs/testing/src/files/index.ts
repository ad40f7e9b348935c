export { aRelation, anOfficeFile, officeType, relationsXml } from './office-files.js';
export { aWorkbook, inline, number, row, sheet } from './workbooks.js';
