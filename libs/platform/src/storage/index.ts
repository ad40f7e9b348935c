export { Storage, tooLarge, type Stored } from './storage.js';
export { receiveUpload, useUpload, type UploadedFile, type UploadPurpose } from './uploads.js';
