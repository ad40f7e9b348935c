export { publishedTopicsOf } from './published-topics.js';
export { startApiProcess, type ApiProcess } from './api-process.js';
export { createDatabase, testServer, type TestDatabase } from './databases.js';
export { createTestBench, type TestBench } from './services.js';
export { aPerson, aProgram, aReleasedEvent, aTranscript, anEvent, type EventParts } from './factories.js';
export { describeStored } from './describe-stored.js';
export { eventually } from './eventually.js';
export {
  startMailServer,
  type MailFault,
  type MailServer,
  type MailStage,
  type ReceivedMail,
} from './mail-server.js';
export { startSwallowingProxy, type SwallowingProxy } from './swallowing-proxy.js';
export { startRawServer, type RawServer } from './raw-server.js';
export { startReceiver, type ReceivedRequest, type Receiver } from './receiver.js';
export { startChild, type TestChild } from './child.js';
export { statementsOf } from './queries.js';
export { createRedis, describeOnBoth, describeOnRedis, type TestRedis } from './redis.js';
export { startOwnServer, type OwnServer } from './own-server.js';
export { signedIn } from './signed-in.js';
export { withWorker } from './with-worker.js';
export { readDocsTable } from './docs-table.js';
export { readQrCodes } from './read-qr-codes.js';
export { median } from './median.js';
export { pdfFonts, pdfText } from './pdf-text.js';
