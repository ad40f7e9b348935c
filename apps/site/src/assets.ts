import { readFileSync } from 'node:fs';

export interface Asset {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

const mediaTypes = {
  'plenary.css': 'text/css; charset=utf-8',
  'open-link.js': 'text/javascript; charset=utf-8',
  'part.js': 'text/javascript; charset=utf-8',
  'program.js': 'text/javascript; charset=utf-8',
};

/** The pages' own style sheet and scripts. */
export const assets: readonly Asset[] = Object.entries(mediaTypes).map(([name, mediaType]) => ({
  name,
  mediaType,
  bytes: readFileSync(new URL(`./assets/${name}`, import.meta.url)),
}));
