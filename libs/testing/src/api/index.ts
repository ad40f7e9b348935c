export { aPart, headersOf } from './headers.js';
export { aCategory, aRegistration, aRegistrationLink } from './registrations.js';
export { aToken, callersIn, stepUp } from './callers.js';
export { aDraft, aPublication } from './minutes.js';
export { startTestApi, type Answer, type TestApi } from './test-api.js';
export { openSocket, openSubscription, type OpenSocket, type Subscribed } from './sockets.js';
export { operationsOf, type Operation } from './operations-of.js';
export {
  accountOf,
  as,
  asEditor,
  asOrganiser,
  asSpeaker,
  atKeynote,
  before,
  inEvent,
  keynote,
  newKey,
  none,
  ofEvent,
  once,
  smith,
  upload,
  waiversOf,
  withOne,
  type Opening,
  type Scene,
} from './scenes.js';
export {
  line,
  lines,
  meeting,
  reason,
  type Deed,
  type Elsewhere,
  type MakeWork,
  type NounTests,
  type TextField,
} from './noun-tests.js';
