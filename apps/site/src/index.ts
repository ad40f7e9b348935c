export { assets, type Asset } from './assets.js';
export { renderErrorPage } from './pages/error-page.js';
export { renderEventPage } from './pages/event-page.js';
export { renderIndexPage } from './pages/index-page.js';
export type { Frame } from './pages/layout.js';
export { renderMailboxPage } from './pages/mailbox-page.js';
export { renderSignInPage } from './pages/sign-in-page.js';
export { renderUnsubscribePage } from './pages/unsubscribe-page.js';
