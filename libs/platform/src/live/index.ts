export { Live } from './live.js';
export { TopicCache } from './topic-cache.js';
export { States } from './states.js';
