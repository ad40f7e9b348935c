export {
  confirmAppearance,
  declineAppearance,
  setConsent,
  setOwnAvailability,
} from './operations/answer-for-part.js';
export { findMaterialFile, findOwnPhotograph, findShownPhotograph } from './operations/find-file.js';
export { addMaterial, removeMaterial, updateMaterial } from './operations/own-materials.js';
export { readPart, type Part, type PartSession } from './operations/read-part.js';
export { setPhotograph, updateProfile } from './operations/update-profile.js';
