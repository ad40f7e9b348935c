export { OutgoingError, post, type NoAnswer } from './post.js';
export type { Resolve } from './resolve.js';
export { targetUrl } from './target.js';
