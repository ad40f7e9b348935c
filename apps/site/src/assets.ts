import { shownFields } from '@plenary/registration';
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
  'register.js': 'text/javascript; charset=utf-8',
};

/** The pages' own style sheet and scripts. */
export const assets: readonly Asset[] = [
  ...Object.entries(mediaTypes).map(([name, mediaType]) => ({
    name,
    mediaType,
    bytes: readFileSync(new URL(`./assets/${name}`, import.meta.url)),
  })),
  // The function itself, which needs nothing around it: browser and server decide by the same one.
  {
    name: 'shown-fields.js',
    mediaType: mediaTypes['register.js'],
    bytes: Buffer.from(`export ${shownFields.toString()}\n`),
  },
];
