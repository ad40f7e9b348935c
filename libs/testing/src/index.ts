export { createDatabase, testServer, type TestDatabase } from './databases.js';
export { createTestBench, type TestBench } from './services.js';
export { aPerson, aProgram, aReleasedEvent, aTranscript, anEvent, type EventParts } from './factories.js';
export { eventually } from './eventually.js';
export { startChild, type TestChild } from './child.js';
export { statementsOf } from './queries.js';
