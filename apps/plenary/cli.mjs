// What `npm run plenary` runs: builds what is stale, then the command.
import { buildIfStale, dist, requireNode } from './build.mjs';

requireNode();
buildIfStale();
await import(dist('command-line.js'));
