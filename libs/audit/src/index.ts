export { recordAudit, type AuditFact } from './record-audit.js';
export { listAudit, type AuditEntry } from './list-audit.js';
