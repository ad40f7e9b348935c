// What `npm start` runs: builds what is stale, then starts everything.
import { buildIfStale, dist, keepCompiled, requireNode } from './build.mjs';

requireNode();
buildIfStale();
keepCompiled();
await import(dist('start.js'));
