export { recordAudit, type AuditFact } from './record-audit.js';
