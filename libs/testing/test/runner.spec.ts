import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const cases = 'libs/testing/test/runner-cases.ts';

const report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

test('a test that fails is seen to fail, at its place in our sources', () => {
  const jest = `${root}libs/testing/dist/jest`;
  const config = {
    rootDir: root,
    testMatch: [`<rootDir>/${cases}`],
    transform: {},
    testEnvironment: `${jest}/environment.js`,
    testRunner: `${jest}/runner.js`,
    setupFilesAfterEnv: [`${root}libs/testing/src/jest/setup.ts`],
  };
  const { stdout, status } = spawnSync(
    process.execPath,
    [`${root}node_modules/jest/bin/jest.js`, '--json', '--silent', '--config', JSON.stringify(config)],
    { cwd: root, env: { ...process.env, NODE_OPTIONS: '--no-warnings' }, encoding: 'utf8' },
  );
  expect(status).toBe(1);
  const [file] = report.parse(JSON.parse(stdout)).testResults;
  const results = (file?.assertionResults ?? []).map(({ title, status: how, failureMessages }) => [
    title,
    how,
    failureMessages.join('\n'),
  ]);
  const lines = readFileSync(root + cases, 'utf8').split('\n');
  const at = (statement: string): unknown =>
    expect.stringContaining(`${cases}:${String(lines.findIndex((line) => line.includes(statement)) + 1)}:`);
  expect(results).toEqual([
    ['passes', 'passed', ''],
    ['expects something else', 'failed', at('toBe(2)')],
    ['throws later', 'failed', at('new TypeError')],
    ['never ends', 'failed', expect.stringMatching(/Exceeded timeout of 50 ms/)],
    ['leaves a promise that nobody waits for', 'failed', at('Promise.reject')],
    ['has not run', 'failed', at("'the hook'")],
  ]);
});
