import { quoted } from './problem.js';

/** `schedule.conference.days[0].rooms["Hall A"][3].title` */
export function inPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part) => {
      if (typeof part === 'number') return `[${String(part)}]`;
      const name = String(part);
      return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${quoted(name)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
