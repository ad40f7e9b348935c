export { tooLarge } from './failures.js';
export { Storage, sync, type Listed, type Stored } from './storage.js';
export {
  claimUpload,
  dropUpload,
  receiveUpload,
  lendUpload,
  type UploadedFile,
  type UsedFile,
} from './uploads.js';
export type { UploadPurpose } from './upload-purposes.js';
