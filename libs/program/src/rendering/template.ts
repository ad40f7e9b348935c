import { readFileSync } from 'node:fs';

/** A template of this folder, by its file name. */
export function readTemplate(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
