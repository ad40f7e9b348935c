import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { sendNotices } from '@plenary/event';
import type { EventCtx } from '@plenary/platform';
import { aPerson, aReleasedEvent, createTestBench, type TestBench } from '@plenary/testing';
import { plenary, plenaryReading, root } from './kit.js';

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});
afterAll(() => bench.close());

async function aQueuedNotice(): Promise<{ ctx: EventCtx; id: string; mailId: string }> {
  const ctx = await aReleasedEvent(bench.operator, {
    people: [aPerson('smith', { email: 'amina@example.com' }), aPerson('tanaka')],
  });
  const { id } = await ctx.db.notice.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  await sendNotices(ctx, { noticeIds: [id] });
  const { mailId } = await ctx.db.notice.findFirstOrThrow({ where: { id } });
  return { ctx, id, mailId: mailId ?? '' };
}

function report(name: string, mailId: string): Buffer {
  const text = readFileSync(join(root, `libs/mail/test/reports/${name}.eml`), 'utf8');
  return Buffer.from(text.replaceAll('{{id}}', mailId));
}

test('a mail server pipes a report in, and the notice shows that it came back', async () => {
  const { ctx, id, mailId } = await aQueuedNotice();
  const piped = await plenaryReading(bench.settings, report('postfix-user-unknown', mailId), 'bounce', '-');
  expect(piped).toEqual({ status: 0, stdout: 'The notice has come back.\n', stderr: '' });
  expect(await ctx.db.notice.findFirst({ where: { id }, select: { state: true, failure: true } })).toEqual({
    state: 'BOUNCED',
    failure: 'It came back: there is no such mailbox (5.1.1).',
  });
  const file = join(mkdtempSync(join(tmpdir(), 'plenary-report-')), 'report.eml');
  writeFileSync(file, report('gmail-not-found', mailId));
  const again = await plenary(bench.settings, 'bounce', file, '--json');
  expect(again).toEqual({ status: 0, stdout: '{"outcome":"NOTHING"}\n', stderr: '' });
});

test.each<[string, Buffer, string]>([
  [
    'a report of no notice of ours',
    report('postfix-user-unknown', randomUUID()),
    'The report is about no notice of this installation.',
  ],
  ['what is no report', report('none-human', ''), 'This is no delivery report (RFC 3464) of at most 2 MB.'],
  ['nothing', Buffer.alloc(0), 'This is no delivery report (RFC 3464) of at most 2 MB.'],
  ['too much', Buffer.alloc(3_000_000, 'x'), 'Standard input holds too much.'],
])('%s changes nothing, and the exit status says so', async (_what, input, reason) => {
  expect(await plenaryReading(bench.settings, input, 'bounce', '-')).toEqual({
    status: 1,
    stdout: '',
    stderr: `${reason}\n`,
  });
});

test('a mail server keeps a report for later while the database is away', async () => {
  const away = {
    ...bench.settings,
    DATABASE_URL: 'postgres://plenary:plenary@127.0.0.1:9/plenary_test_away',
  };
  const { status, stderr } = await plenaryReading(away, report('courier', randomUUID()), 'bounce', '-');
  expect([status, stderr]).toEqual([75, expect.stringContaining("can't be reached")]);
});
