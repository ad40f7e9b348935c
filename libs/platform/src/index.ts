export {
  createCtx,
  enterEvent,
  viewerIn,
  type Ctx,
  type EventCtx,
  type SqlCtx,
  type SqlEventCtx,
  type EventRef,
  type Services,
} from './ctx.js';
export { fileClock, systemClock, type Clock } from './clock.js';
export {
  Refusal,
  badInput,
  codeOf,
  describeFailure,
  hasCode,
  notFound,
  staleVersion,
  type ErrorCode,
  type Facts,
  type FieldProblem,
} from './errors.js';
export { dropNulls, given, fieldProblems, formatPath, isId, parse } from './parse.js';
export { keyEnum } from './key-enum.js';
export { createLog, type Logger } from './log.js';
export {
  findKeyTexts,
  fingerprint,
  isKey,
  hashToken,
  keepKey,
  keyFile,
  keyNames,
  keyPlace,
  keyTexts,
  keysFrom,
  loadKeys,
  lostWith,
  newToken,
  publicJwk,
  type KeyName,
  type Keys,
} from './keys/keys.js';
export { failpoints } from './failpoints.js';
export { seal, unseal } from './seal.js';
export { holds } from './holds.js';
export { stored, type Stored } from './stored.js';
export { move, requireMove, type Lifecycle, type Move } from './lifecycle.js';
export { inMemory } from './in-memory.js';
export { readPage, type Page, type PageAsked } from './page.js';
export { clientKey, day, id, instant, version, wantedId } from './inputs.js';
export { editable, filled, keptFields, nullableWhenOptional } from './forms.js';
