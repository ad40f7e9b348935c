// Runs before anything is built, so it is plain JavaScript and needs nothing but Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache');
const stampFile = join(cache, 'plenary-build');
const lock = join(cache, 'plenary-build.lock');
const lockPatience = 120_000;

/** Ends with one clear line where Node is too old; npm scripts run the one that comes as a package. */
export function requireNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return;
  process.stderr.write(
    `Node ${process.version} is too old: use "npm start" or "npm run plenary", which bring their own.\n`,
  );
  process.exit(1);
}

/** Keeps what V8 made of the modules for the next start, here and in child processes: a sixth of the start. */
export function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= join(cache, 'compiled');
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

/** Builds what is stale. Nothing changed since the last build: asking the build tool would take three seconds. */
export function buildIfStale() {
  if (isFresh()) return;
  mkdirSync(cache, { recursive: true });
  takeLock();
  try {
    if (isFresh()) return;
    process.stderr.write('Building …\n');
    const build = spawnSync('nx', ['run-many', '-t', 'build'], {
      cwd: root,
      env: {
        ...process.env,
        PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`,
        NX_DAEMON: 'false',
      },
      encoding: 'utf8',
    });
    if (build.status !== 0) {
      process.stderr.write(`${build.stdout ?? ''}${build.stderr ?? ''}\nThe build failed.\n`);
      process.exitCode = 1;
      rmSync(lock, { recursive: true, force: true });
      process.exit(1);
    }
    writeFileSync(stampFile, stamp());
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isFresh() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp() && hasOutputs();
}

function packages() {
  return ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(root, group, entry.name)),
  );
}

function hasOutputs() {
  return packages().every((folder) => existsSync(join(folder, 'dist')) || !existsSync(join(folder, 'src')));
}

/** Changes with every source: names, sizes and times of change. */
function stamp() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined || path.endsWith('/generated')) return;
    if (!stat.isDirectory()) hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
    else for (const name of readdirSync(path).sort()) visit(join(path, name));
  };
  for (const folder of packages()) {
    visit(join(folder, 'src'));
    visit(join(folder, 'package.json'));
  }
  for (const name of ['prisma/schema', 'package-lock.json', '.swcrc', 'nx.json']) visit(join(root, name));
  return hash.digest('hex');
}

/** Two starts at once must not write the same files: the second waits, unless the first is long dead. */
function takeLock() {
  const deadline = Date.now() + lockPatience;
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age > lockPatience || Date.now() > deadline) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

export const dist = (name) => new URL(`./dist/${name}`, import.meta.url).href;
