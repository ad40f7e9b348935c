export { Storage, sync, tooLarge, type Listed, type Stored } from './storage.js';
export {
  dropUpload,
  findUpload,
  receiveUpload,
  useUpload,
  type UploadedFile,
  type UploadPurpose,
  type UsedFile,
} from './uploads.js';
