export { findBarriers, findMarkupErrors } from './audit.js';
export { colours, startBrowser, widths, type OpenPage, type TestBrowser, type View } from './browser.js';
export { unpackedChromium } from './chromium.js';
export { findBeyondKeyboard } from './keyboard.js';
export { startTestSite, type TestSite } from './site.js';
