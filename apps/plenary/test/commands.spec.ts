import { mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestBench, type TestBench } from '@plenary/testing';
import { signingKeySet } from '@plenary/minutes';
import { generateKeyPairSync } from 'node:crypto';
import { CommandLine, plenary, root } from './kit.js';

let bench: TestBench;
let commands: CommandLine;
let folder: string;

beforeAll(async () => {
  bench = await createTestBench();
  commands = await CommandLine.open();
  folder = mkdtempSync(join(tmpdir(), 'plenary-files-'));
});
afterAll(async () => {
  await commands.close();
  await bench.close();
});

const run = (...args: string[]) => commands.run(bench.settings, ...args);

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const demo = join(root, 'apps/plenary/src/demo/ipss-2023');

test('the whole thread, from a file to verified minutes, by processes without a server or worker', async () => {
  const run = (...args: string[]) => plenary(bench.settings, ...args);
  expect((await run('import-event', `${demo}.json`)).status).toBe(0);
  const released = await run('release-program', 'ipss-2023', '--json');
  expect(JSON.parse(released.stdout)).toMatchObject({
    release: 1,
    sessions: 7,
    untimed: ['Closing Remarks'],
    findings: [{ rule: 'no-time', severity: 'NOTE' }],
  });
  const imported = await run('import-transcript', 'ipss-2023', `${demo}.vtt`, '--language', 'en', '--json');
  const drafted = await run('draft-minutes', 'ipss-2023', '--language', 'en', '--json');
  for (const { stdout } of [imported, drafted]) {
    expect(JSON.parse(stdout)).toMatchObject({
      doubtful: [],
      turns: 23,
      words: 1294,
      coverage: 1,
      questionsLinked: 4,
    });
  }
  const checked = await run('check-minutes', 'ipss-2023', '--language', 'en', '--json');
  expect(JSON.parse(checked.stdout)).toEqual({ findings: [] });
  expect((await run('approve-minutes', 'ipss-2023', '--language', 'en')).status).toBe(0);
  const publishing = await run('publish-minutes', 'ipss-2023', '--language', 'en', '--json');
  expect([publishing.status, publishing.stderr]).toEqual([0, expect.stringContaining('5/5 visible')]);
  const published = JSON.parse(publishing.stdout);
  expect(published.edition).toEqual({
    language: 'en',
    number: 1,
    symbol: 'IPSS/2023/MIN/1/en',
    url: 'http://127.0.0.1:3000/events/ipss-2023/minutes/en',
  });

  const out = join(folder, 'published');
  mkdirSync(out);
  const event = await bench.services.prisma.event.findUniqueOrThrow({ where: { slug: 'ipss-2023' } });
  for (const artifact of await bench.services.prisma.artifact.findMany({ where: { eventId: event.id } })) {
    writeFileSync(join(out, artifact.name), await bench.services.storage.read(artifact.storageKey));
  }
  const manifest = join(out, 'manifest.json');
  expect((await run('verify', manifest)).status).toBe(0);
  const others = file(
    'others.json',
    JSON.stringify(signingKeySet(generateKeyPairSync('ed25519').privateKey)),
  );
  const byAnother = await run('verify', manifest, '--keys', others);
  expect([byAnother.status, byAnother.stderr.trim()]).toEqual([
    1,
    'The manifest is signed by a key that is not trusted.',
  ]);
  const pdf = readFileSync(join(out, 'minutes.pdf'));
  pdf[5_000] = (pdf[5_000] ?? 0) ^ 1;
  writeFileSync(join(out, 'minutes.pdf'), pdf);
  const changed = await run('verify', manifest);
  expect([changed.status, changed.stderr.trim()]).toEqual([
    1,
    'minutes.pdf was changed: its SHA-256 differs',
  ]);
}, 120_000);

test('bad input is refused with its place and reason, and nothing is saved', async () => {
  const before = await bench.services.prisma.event.count();
  const huge = file('huge.json', '');
  truncateSync(huge, 200_000_000);
  const example: { people: { key: string }[]; sessions: { endsAt?: string }[] } = JSON.parse(
    readFileSync(`${demo}.json`, 'utf8'),
  );
  const [person] = example.people;
  const wrong = {
    ...example,
    event: {
      slug: 'Not A Slug',
      title: {},
      startsOn: '2026-13-01',
      endsOn: '2026-11-24',
      timeZone: 'Tokyo',
      languages: [],
      mode: 'HYBRID',
    },
    people: [person, person],
    extra: 1,
  };
  const cases: [string[], number, string][] = [
    [['import-event', join(folder, 'none.json')], 1, `There is no file ${join(folder, 'none.json')}.`],
    [['import-event', huge], 1, `${huge} has 200 MB; 20 MB are the most.`],
    [
      ['import-event', file('cut.json', '{"format":\n "plenary-event/1",')],
      1,
      `${join(folder, 'cut.json')}: line 2, column 20: is not JSON.`,
    ],
    [
      ['import-event', file('wrong.json', JSON.stringify(wrong))],
      1,
      [
        'event.slug: must be lower-case letters, digits and single hyphens',
        'event.title: must have a text in at least one language',
        'event.startsOn: must be a day such as 2026-11-24',
        'event.timeZone: must be an IANA time zone such as Asia/Tokyo',
        'event.languages: must name at least one language',
        'event.endsOn: must not be before startsOn',
        '(whole input): Unrecognized key: "extra"',
      ].join('\n'),
    ],
    [['release-program', 'nowhere'], 1, 'There is no event "nowhere".'],
    [['grant', 'someone@example.org', 'KING'], 2, `error: command-argument value 'KING' is invalid`],
    [['no-such-command'], 2, `error: unknown command 'no-such-command'`],
    [
      ['import-transcript', 'ipss-2023', 'x.vtt'],
      2,
      `error: required option '--language <code>' not specified`,
    ],
  ];
  for (const [args, status, reason] of cases) {
    const result = await run(...args);
    expect([args[0], result.status, result.stdout]).toEqual([args[0], status, '']);
    expect(result.stderr.trim().startsWith(reason) ? reason : result.stderr).toBe(reason);
  }
  expect(await bench.services.prisma.event.count()).toBe(before);
}, 120_000);

test('a transcript with wrong times is refused with its lines', async () => {
  const times = file(
    'times.vtt',
    'WEBVTT\n\n00:00:05.000 --> 00:00:02.000\n<v A>Hello\n\n00:00:1.000 --> 00:00:20.000\n<v A>There\n',
  );
  const result = await run('import-transcript', 'ipss-2023', times, '--language', 'en');
  expect([result.status, result.stderr.trim().split('\n')]).toEqual([
    1,
    ['line 3: End timestamp is not greater than start timestamp.', 'line 6: Must be exactly two digits.'],
  ]);
  const binary = await run('import-transcript', 'ipss-2023', file('image.vtt', 'PNG'), '--language', 'en');
  expect([binary.status, binary.stderr.trim()]).toEqual([
    1,
    'file: must be text/vtt, by its content and as declared',
  ]);
  expect(await bench.services.prisma.transcript.count({ where: { sha256: 'none' } })).toBe(0);
});

test('API tokens', async () => {
  await run('grant', 'script@example.org', 'ADMIN');
  const make = (...options: string[]) => run('create-token', 'script@example.org', 'import', ...options);
  const made = await make('--scopes', 'PROGRAM_EDIT', 'EVENT_VIEW', '--days', '30', '--json');
  const { id, secret }: { id: string; secret: string } = JSON.parse(made.stdout);
  expect(secret).toMatch(/^plenary_[\w-]{43}$/);
  const row = await bench.services.prisma.apiToken.findUniqueOrThrow({ where: { id } });
  expect([row.scopes, row.expiresAt.getTime() - row.createdAt.getTime() <= 30 * 86_400_000]).toEqual([
    ['program.edit', 'event.view'],
    true,
  ]);
  const entry = await bench.services.prisma.auditEntry.findFirstOrThrow({ where: { subjectId: id } });
  expect([entry.action, entry.actorKind]).toEqual(['createApiToken', 'operator']);
  const other = (await make('--scopes', 'EVENT_VIEW', '--days', '366')).stdout.trim();
  for (const token of [id, other]) {
    expect((await run('revoke-token', token)).stdout.trim()).toBe('The token works no longer.');
    const again = await run('revoke-token', token);
    expect([again.status, again.stderr.trim()]).toEqual([1, 'Token not found.']);
  }
  expect(await bench.services.prisma.apiToken.count({ where: { revokedAt: null } })).toBe(0);
  for (const [options, status, reason] of [
    [['--scopes', 'EVENT_VIEW', '--days', '367'], 1, 'expiresAt: must be within a year from now'],
    [['--scopes', 'EVENT_VIEW', '--days', 'x'], 1, 'expiresAt: must be within a year from now'],
    [
      ['--scopes', 'ROLES_MANAGE', '--days', '1'],
      2,
      "error: option '--scopes <names...>' argument 'ROLES_MANAGE'",
    ],
    [['--scopes', 'EVENT_VIEW'], 2, "error: required option '--days <number>' not specified"],
    [['--scopes', 'EVENT_VIEW', '--days', '1', '--event', 'nowhere'], 1, 'Event not found.'],
  ] as const) {
    const refused = await make(...options);
    expect([refused.status, refused.stderr.startsWith(reason) ? reason : refused.stderr]).toEqual([
      status,
      reason,
    ]);
  }
}, 120_000);

test('roles, links and jobs', async () => {
  expect((await run('grant', 'chief@example.org', 'ADMIN')).stdout.trim()).toBe(
    'chief@example.org is ADMIN.',
  );
  expect((await run('grant', 'chief@example.org', 'ADMIN')).stdout.trim()).toBe(
    'chief@example.org was ADMIN already.',
  );
  const wrong = await run('grant', 'chief@example.org', 'VIEWER');
  expect([wrong.status, wrong.stderr.trim()]).toEqual([
    1,
    'event: ADMIN is for the whole installation; every other role is for one event',
  ]);
  expect((await run('sign-in-link', 'chief@example.org')).stdout.trim()).toMatch(
    /^http:\/\/127\.0\.0\.1:3000\/sign-in#[\w-]{43}$/,
  );
  expect((await run('sign-in-link', 'none@example.org')).status).toBe(1);
  expect((await run('revoke', 'chief@example.org', 'ADMIN')).stdout.trim()).toBe(
    'chief@example.org is ADMIN no longer.',
  );
  const again = await run('revoke', 'chief@example.org', 'ADMIN');
  expect([again.status, again.stderr.trim()]).toEqual([1, 'Role not found.']);
  expect((await run('unbind-oidc', 'chief@example.org')).stdout.trim()).toBe(
    'chief@example.org was bound to nobody.',
  );
  expect((await run('jobs')).stdout.trim()).toBe('Nothing waits, runs or has failed.');
  expect((await run('jobs', 'retry', 'x')).status).toBe(1);
  for (const command of ['', 'jobs', 'verify', 'import-event', 'publish-minutes']) {
    const help = await run(...(command === '' ? [] : [command]), '--help');
    expect([help.status, help.stdout]).toEqual([0, expect.stringContaining('Usage: plenary')]);
  }
}, 120_000);
