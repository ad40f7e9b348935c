export { importProgram } from './operations/import-program.js';
export { releaseProgram, type ReleaseResult } from './operations/release-program.js';
export {
  cancelledUntil,
  publicRelease,
  releaseFor,
  type ShownRelease,
} from './operations/current-release.js';
export { printProgram, printRunBook } from './operations/print-program.js';
export {
  programCalendar,
  programJson,
  programScheduleJson,
  programScheduleXml,
} from './operations/program-feeds.js';
export {
  importProgramFile,
  type ImportOptions,
  type ImportReport,
} from './operations/import-program-file.js';
export { programAsTable, tableForms, tableTypes, type TableForm } from './operations/program-as-table.js';
export { formatOf, programFormat, type ProgramFormat } from './domain/files/program-format.js';
export { findFindings } from './operations/find-findings.js';
export { listRooms, listSessions } from './data/drafts.js';
export { appearsIn, findSession, findSessionIds } from './data/sessions.js';
export { findEventOfSession, sessionsOfPerson } from './data/session-rules.js';
export { listRules, readSights } from './operations/session-sights.js';
export { stranger } from './domain/policy.js';
export { Sights, type RuledSession } from './domain/sights.js';
export { findRelease } from './data/releases.js';
export { programFile, programInput, repeatedKeys, type ProgramInput } from './domain/program-input.js';
export { programDocument, type ProgramDocument } from './domain/program-document.js';
export { noChanges } from './domain/changes.js';
export { sessionKind, type Appearance, type SessionKind } from './domain/content.js';
export { inOrder, isTimed, usualLimits, type Draft, type Session } from './domain/draft.js';
export { WorkingDraft, type DraftRows } from './domain/working-draft.js';
export { factsOf } from './domain/session-facts.js';
export { roleName } from './domain/role-names.js';
export { dayIn, instantIn, isoIn, startOfDay, timeIn } from './domain/times.js';
export { editOwnPart, editProgram, type Edited } from './operations/edit-program.js';
export { currentDraft } from './operations/current-draft.js';
export { programAsFile } from './operations/program-as-file.js';
