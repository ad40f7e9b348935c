export { judgeOffice } from './judge-office.js';
export { isZip } from './signatures.js';
