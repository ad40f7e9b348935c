export { recordAudit, type AuditFact } from './record-audit.js';
export { changed, keyedVerb, sqlVerb, unchanged, verb, type Outcome } from './verb.js';
export { listAudit, type AuditEntry } from './list-audit.js';
