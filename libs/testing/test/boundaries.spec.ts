import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const modules = '@nx/enforce-module-boundaries';
const floors = 'no-restricted-imports';
const use = (name: string, from: string): string =>
  `import { ${name} } from '${from}';\n\nexport const used = ${name};\n`;

/** What each rule of the structure refuses and allows: a file, what it would import, and the rule that says no. */
const cases: readonly (readonly [what: string, file: string, text: string, rule: string | null])[] = [
  [
    'a noun imports the one below',
    'libs/program/src/operations/find-findings.ts',
    use('findEvent', '@plenary/event'),
    null,
  ],
  [
    'a noun imports the one above',
    'libs/event/src/operations/create-event.ts',
    use('listSessions', '@plenary/program'),
    modules,
  ],
  [
    'a part looks at the draft',
    'libs/parts/src/operations/find-file.ts',
    use('currentDraft', '@plenary/program'),
    null,
  ],
  [
    'the program imports what a part does',
    'libs/program/src/operations/find-findings.ts',
    use('findOwnPhotograph', '@plenary/parts'),
    modules,
  ],
  [
    'a noun imports the list of jobs',
    'libs/minutes/src/operations/run-publication.ts',
    use('handlers', '@plenary/nouns/jobs'),
    modules,
  ],
  [
    'a noun sets a sheet',
    'libs/program/src/operations/find-draft.ts',
    use('typeset', '@plenary/typesetting'),
    null,
  ],
  [
    'typesetting imports a noun',
    'libs/typesetting/src/index.ts',
    use('findEvent', '@plenary/event'),
    modules,
  ],
  ['the platform imports a noun', 'libs/platform/src/clock.ts', use('findEvent', '@plenary/event'), modules],
  [
    'an app imports another',
    'apps/api/src/viewers.ts',
    use('demoRoles', '../../plenary/src/demo/roles.js'),
    modules,
  ],
  [
    'an app imports what tests use',
    'apps/api/src/viewers.ts',
    use('createTestBench', '@plenary/testing'),
    modules,
  ],
  ['a route sends a page', 'apps/api/src/routes/mailbox.ts', use('renderMailboxPage', '@plenary/site'), null],
  [
    'a page knows the API',
    'apps/site/src/pages/error-page.tsx',
    use('createApi', '@plenary/app-api/server'),
    modules,
  ],
  [
    'a noun reaches into another',
    'libs/program/src/operations/find-findings.ts',
    use('findEvent', '../../../event/src/data/events.js'),
    modules,
  ],
  [
    'a rule imports data',
    'libs/program/src/domain/times.ts',
    use('listSessions', '../data/drafts.js'),
    floors,
  ],
  [
    'a rule imports the database',
    'libs/program/src/domain/times.ts',
    use('inTransaction', '@plenary/platform/database'),
    floors,
  ],
  [
    'data imports an operation',
    'libs/program/src/data/drafts.ts',
    use('findFindings', '../operations/find-findings.js'),
    floors,
  ],
  [
    'an operation imports GraphQL',
    'libs/program/src/operations/find-findings.ts',
    use('Field', '@nestjs/graphql'),
    floors,
  ],
  [
    'the worker imports GraphQL',
    'apps/worker/src/main.ts',
    use('minutesResolvers', '@plenary/minutes/graphql'),
    floors,
  ],
  [
    'a rule looks at the clock',
    'libs/program/src/domain/times.ts',
    'export const now = (): Date => new Date();\n',
    'no-restricted-syntax',
  ],
  [
    'a setting is read aside',
    'libs/program/src/operations/find-findings.ts',
    "export const home = process.env['HOME'];\n",
    'no-restricted-properties',
  ],
];

test('the linter holds the structure', async () => {
  const script = fileURLToPath(new URL('../lint-texts.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], {
    cwd: root,
    // With CI=true the parser would read each file from disk once, and not the texts of the cases.
    env: { ...process.env, NODE_OPTIONS: '', NX_DAEMON: 'false', TSESTREE_SINGLE_RUN: 'false' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
  child.stdin.end(JSON.stringify(cases.map(([, file, text]) => [`${root}${file}`, text])));
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  const broken: string[][] = JSON.parse(output);
  const structural = new Set([modules, floors, 'no-restricted-syntax', 'no-restricted-properties']);
  const found = cases.map(([what], index) => [
    what,
    (broken[index] ?? []).filter((rule) => structural.has(rule)),
  ]);
  expect(found).toEqual(cases.map(([what, , , rule]) => [what, rule === null ? [] : [rule]]));
}, 120_000);
