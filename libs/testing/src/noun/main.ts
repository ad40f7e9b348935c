import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Refusal } from '@plenary/platform';
import { makeNoun } from './make-noun.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** `npm run noun -- NAME`: makes a noun, and sets its code as the house does. */
function main([name, ...more]: readonly string[]): number {
  if (name === undefined || more.length > 0) {
    console.error('Usage: npm run noun -- NAME (one English word in the singular, such as ballot)');
    return 2;
  }
  try {
    const paths = makeNoun(root, name, new Date());
    const made = paths.filter((path) => /\.(?:ts|json|md|mjs)$/.test(path) && path !== 'package-lock.json');
    const { status } = spawnSync('prettier', ['--write', '--log-level', 'warn', ...made], {
      cwd: root,
      stdio: 'inherit',
    });
    console.log(paths.join('\n'));
    return status ?? 1;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
