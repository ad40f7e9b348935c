export { createCtx, type Ctx, type EventCtx, type EventRef, type Services } from './ctx.js';
export { fileClock, systemClock, type Clock } from './clock.js';
export {
  Refusal,
  badInput,
  describeFailure,
  hasCode,
  notFound,
  staleVersion,
  type ErrorCode,
  type Facts,
  type FieldProblem,
} from './errors.js';
export { dropNulls, formatPath, isId, parse } from './parse.js';
export { createLog, type Logger } from './log.js';
export { hashToken, loadKeys, newToken, publicJwk, type Keys } from './keys.js';
export { requireMove, type Lifecycle } from './lifecycle.js';
