import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWords, wordsFile } from './messages.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** `write` writes what the code has to say the messages; `check` names what is stale, and what is wrong with them. */
function main(command: string | undefined): number {
  const { rooms, problems } = readWords(root);
  for (const problem of command === 'check' ? problems : []) console.error(problem);
  if (command === 'check' && problems.length > 0) return 1;
  const stale = rooms.flatMap((room) => {
    const path = join(room.path, 'src/words/words.ts');
    const text = wordsFile(room);
    const file = join(root, path);
    return existsSync(file) && readFileSync(file, 'utf8') === text ? [] : [{ path, file, text }];
  });
  if (command === 'write') {
    for (const { file, text } of stale) writeFileSync(file, text);
    return 0;
  }
  for (const { path } of stale) console.error(`${path} is not what its messages make: run npm run generate.`);
  return stale.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
