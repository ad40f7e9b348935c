// The one menu behind the npm scripts: each builds what is stale first, and tells in a line what it did.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildIfStale, keepCompiled, requireNode } from '../../apps/plenary/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Measured: with so large a young generation the tests take a seventh less of the processor.
const jestOptions = { NODE_OPTIONS: '--no-warnings --max-semi-space-size=64' };

function run(command, args, { env = {}, quiet = false } = {}) {
  return spawnSync(command, args, {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${root}node_modules/.bin:${process.env.PATH ?? ''}`,
      NX_DAEMON: 'false',
      ...env,
    },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    encoding: 'utf8',
  });
}

const node = (...args) => ['node', ['--disable-warning=DeprecationWarning', ...args]];

/** What `npm run check` looks at, in the order of how soon it fails. */
const checks = [
  ['formatting', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['types', 'tsc', ['-p', 'tsconfig.json']],
  ['lint and module boundaries', 'eslint', ['--max-warnings', '0', '.']],
  ['unused code and dependencies', 'knip', ['--no-progress']],
  ['messages', ...node('libs/testing/dist/words/main.js', 'check')],
  ['schema, migrations and database', ...node('libs/testing/dist/schema/main.js', 'check')],
  ['GraphQL schema', ...node('apps/api/dist/schema/main.js', 'check')],
  ['generated files', ...node('apps/plenary/dist/generate/main.js', 'check')],
];

function check() {
  let failed = 0;
  for (const [what, command, args] of checks) {
    const started = Date.now();
    const { status, stdout, stderr } = run(command, args, { quiet: true });
    const seconds = ((Date.now() - started) / 1_000).toFixed(1);
    process.stdout.write(`${status === 0 ? 'ok  ' : 'FAIL'} ${what} (${seconds} s)\n`);
    if (status !== 0) process.stdout.write(`${stdout ?? ''}${stderr ?? ''}\n`);
    failed += status === 0 ? 0 : 1;
  }
  process.stdout.write(`${checks.length - failed} of ${checks.length} checks passed\n`);
  return failed === 0 ? 0 : 1;
}

function generate() {
  const steps = [
    node('libs/testing/dist/words/main.js', 'write'),
    node('apps/api/dist/schema/main.js', 'write'),
    node('apps/plenary/dist/generate/main.js', 'write'),
  ];
  return steps.every(([command, args]) => run(command, args).status === 0) ? 0 : 1;
}

/** Makes a noun, then what is generated from it: that is built first. */
function noun(...args) {
  const { status } = run(...node('libs/testing/dist/noun/main.js', ...args));
  if (status !== 0) return status;
  buildIfStale();
  return generate();
}

function jest(args, env = {}) {
  // For the processes that the tests start.
  keepCompiled();
  return run('jest', args, { env: { ...jestOptions, ...env } }).status;
}

const [command, ...args] = process.argv.slice(2);
const commands = {
  test: () => jest(args),
  trials: () => jest(args, { PLENARY_TRIALS: 'on' }),
  check,
  bench: () => run(...node('apps/bench/dist/main.js', ...args)).status,
  schema: () => run(...node('libs/testing/dist/schema/main.js', ...args)).status,
  generate,
  noun: () => noun(...args),
};

requireNode();
buildIfStale();
process.exitCode = commands[command]() ?? 1;
