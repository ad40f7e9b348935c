import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lifecyclePage } from './lifecycles.js';
import { personalDataIn } from './personal-data.js';
import { publishedSchemas } from './published-schemas.js';
import { settingsTableIn } from './settings-table.js';

const root = new URL('../../../../', import.meta.url);

/** Every file that is made from the code, with what it should hold. */
function generated(): Map<string, string> {
  const files = new Map(
    Object.entries(publishedSchemas()).map(([name, text]) => [`docs/schemas/${name}`, text]),
  );
  files.set('docs/lifecycles.md', lifecyclePage());
  files.set('docs/personal-data.md', personalDataIn(read('docs/personal-data.md'), schemas()));
  files.set('README.md', settingsTableIn(read('README.md')));
  return files;
}

function schemas(): string[] {
  const folder = 'prisma/schema';
  return readdirSync(new URL(folder, root))
    .toSorted()
    .map((name) => read(`${folder}/${name}`));
}

function read(path: string): string {
  const file = fileURLToPath(new URL(path, root));
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** `write` writes the files; `check` names those that differ. */
function main(command: string | undefined): number {
  const stale = [...generated()].filter(([path, text]) => read(path) !== text);
  if (command === 'write') {
    for (const [path, text] of stale) {
      const file = fileURLToPath(new URL(path, root));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return 0;
  }
  for (const [path] of stale) console.error(`${path} is not what the code makes: run npm run generate.`);
  return stale.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
