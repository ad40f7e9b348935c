export { acceptKey, findOtherKeys, forgetKeys, openKeys, readFingerprints } from './open-keys.js';
