export { MailRefused, deliver, smtpCodeOf } from './deliver.js';
export { longestReport, readDeliveryReport, type DeliveryReport } from './delivery-report.js';
export { mailAddress } from './mail-address.js';
export { listKeptMail, type KeptMail } from './kept-mail.js';
export type { Attachment, Block, Mail } from './mail.js';
export { renderMail } from './render-mail.js';
export { describeStatus } from './status-words.js';
export { signInMail } from './templates.js';
