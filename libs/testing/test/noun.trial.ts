import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

let copy: string;

/** The repository with its dependencies, of which our own packages are those of the copy. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'plenary-noun-'));
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const path of list.toString().split('\n').filter(Boolean)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  const modules = join(copy, 'node_modules');
  mkdirSync(join(modules, '@plenary'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '@plenary' && name !== '.cache')
      symlinkSync(join(root, 'node_modules', name), join(modules, name));
  cpSync(join(root, 'node_modules/@plenary'), join(modules, '@plenary'), {
    recursive: true,
    verbatimSymlinks: true,
  });
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['libs/testing/run.mjs', ...args], {
    cwd: copy,
    env: { ...process.env, NODE_OPTIONS: '', PLENARY_TRIALS: '' },
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}` };
}

test('what the generator makes passes every check and every test at once', () => {
  expect(run('noun', 'ballot')).toMatchObject({ status: 0 });
  const checked = run('check');
  expect([checked.status, checked.said]).toEqual([0, expect.stringMatching(/^(\d+) of \1 checks passed$/m)]);
  const tested = run('test');
  console.log(/^\d+ passed, \d+ failed$/m.exec(tested.said)?.[0]);
  expect([tested.status, tested.said]).toEqual([0, expect.stringMatching(/^\d+ passed, 0 failed$/m)]);
});
