export { importTranscript, type TranscriptReport } from './operations/import-transcript.js';
export { draftMinutes, type DraftResult } from './operations/draft-minutes.js';
export { type Recognition } from './operations/recognition.js';
export { assignSpeaker } from './operations/assign-speaker.js';
export { updateTurn } from './operations/update-turn.js';
export { checkMinutes } from './operations/check-minutes.js';
export { waiveFinding } from './operations/waive-finding.js';
export { approveEdition } from './operations/approve-edition.js';
export { findWorkingEdition } from './operations/find-edition.js';
export { publishEdition } from './operations/publish-edition.js';
export { watchPublication } from './operations/watch-publication.js';
export {
  findPublishedFile,
  findRecord,
  listEditionFiles,
  listPublishedMinutes,
} from './operations/published-files.js';
export { type EditionSummary } from './operations/summary.js';
export { type Publication } from './data/publications.js';
export { type MinutesFinding } from './domain/finding.js';
export {
  manifestSchema,
  signingKeySet,
  signingKeySetOf,
  verifyManifest,
  type SigningKeySet,
  type VerificationProblem,
} from './domain/manifest.js';
export { minutesDocument, type MinutesDocument } from './domain/minutes-document.js';
