export { MailRefused, deliver } from './deliver.js';
export { listKeptMail, type KeptMail } from './kept-mail.js';
export { renderMail, type Block, type Mail } from './mail.js';
export { signInMail } from './templates.js';
