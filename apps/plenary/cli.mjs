// What `npm run plenary` runs: builds what is stale, then the command.
import { buildIfStale, dist, keepCompiled, requireNode } from './build.mjs';

requireNode();
buildIfStale();
keepCompiled();
await import(dist('command-line.js'));
