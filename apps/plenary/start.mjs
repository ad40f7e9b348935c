// What `npm start` runs: builds what is stale, then starts everything.
import { buildIfStale, dist, requireNode } from './build.mjs';

requireNode();
buildIfStale();
await import(dist('start.js'));
