import { readFileSync } from 'node:fs';
import { sendNotices, recordBounce, unsubscribe } from '@plenary/event';
import { eventNoun } from '@plenary/event/noun';
import type { EventCtx } from '@plenary/platform';
import { Dispatcher, JobRunner } from '@plenary/platform/worker';
import {
  aPerson,
  aReleasedEvent,
  createTestBench,
  eventually,
  startMailServer,
  type MailServer,
  type ReceivedMail,
  type TestBench,
} from '@plenary/testing';
import PostalMime from 'postal-mime';

/** What the server of these tests says to whom. */
const answers = new Map<string, number[]>();
let server: MailServer;
let bench: TestBench;
let dispatcher: Dispatcher;
let runner: JobRunner;

beforeAll(async () => {
  const refuse = (stage: string, to: string): number | null =>
    stage === 'RCPT' ? (answers.get(to)?.shift() ?? null) : null;
  server = await startMailServer({ refuse });
  bench = await createTestBench({
    settings: { SMTP_URL: server.url, PUBLIC_URL: 'https://meetings.example.org' },
  });
  const kinds = eventNoun.handlers.map(({ type }) => type);
  dispatcher = new Dispatcher(bench.services, bench.database.url, kinds);
  runner = new JobRunner(bench.services, bench.database.url, eventNoun.handlers);
  dispatcher.start();
  runner.start();
});
afterAll(async () => {
  await dispatcher.stop();
  await runner.stop(100);
  await bench.close();
  await server.close();
});

let people = 0;

/** A notice to a person of its own, in an event of its own, sent as far as it gets. */
async function aNotice(email?: string) {
  people += 1;
  const to = email ?? `person-${String(people)}@example.org`;
  const ctx = await aReleasedEvent(bench.operator, {
    people: [aPerson('smith', { email: to }), aPerson('tanaka')],
  });
  const { id } = await ctx.db.notice.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  const send = async (): Promise<string> => {
    await sendNotices(ctx, { noticeIds: [id] });
    await eventually(async () => (await find(ctx, id)).state !== 'QUEUED');
    return (await find(ctx, id)).state;
  };
  return { ctx, id, to, send };
}

async function find(ctx: EventCtx, id: string) {
  return ctx.db.notice.findUniqueOrThrow({ where: { eventId_id: { eventId: ctx.event.id, id } } });
}

const mailsTo = (to: string) =>
  server.received.filter(({ recipients }) => recipients.length === 1 && recipients[0] === to);

/** A report that a mail server wrote, about this mail. */
function report(name: string, mailId: string | null): Buffer {
  const file = new URL(`../../mail/test/reports/${name}.eml`, import.meta.url);
  return Buffer.from(readFileSync(file, 'utf8').replaceAll('{{id}}', mailId ?? ''));
}

describe('a mail server', () => {
  test('that refuses for now gets the notice again, once, under the same Message-ID', async () => {
    const { ctx, id, to, send } = await aNotice();
    answers.set(to, [451, 450]);
    expect(await send()).toBe('SENT');
    const { mailId, failure } = await find(ctx, id);
    expect(failure).toBeNull();
    const ids = await Promise.all(
      mailsTo(to).map(async ({ text }) => (await PostalMime.parse(text)).messageId),
    );
    expect(ids).toEqual([`<${String(mailId)}@meetings.example.org>`]);
  });

  test('that refuses for good is not asked again, and staff see why', async () => {
    const { ctx, id, to, send } = await aNotice();
    answers.set(to, [550, 550]);
    expect(await send()).toBe('BOUNCED');
    expect((await find(ctx, id)).failure).toBe('The mail server refused the mail for good: 550.');
    expect(answers.get(to)).toEqual([550]);
    expect(mailsTo(to)).toEqual([]);
  });
});

describe('a report', () => {
  test('of a mail that came back moves its notice, once, and says why', async () => {
    const { ctx, id, to, send } = await aNotice();
    expect(await send()).toBe('SENT');
    const { mailId } = await find(ctx, id);
    expect(await recordBounce(bench.operator, report('exchange-quota', mailId))).toBe('BOUNCED');
    const bounced = await find(ctx, id);
    expect([bounced.state, bounced.failure]).toEqual([
      'BOUNCED',
      'It came back: the mailbox is full (5.2.2).',
    ]);
    expect(bounced.bouncedAt).not.toBeNull();
    expect(await recordBounce(bench.operator, report('postfix-user-unknown', mailId))).toBe('NOTHING');
    expect(await find(ctx, id)).toEqual(bounced);
    const audit = await ctx.db.auditEntry.findMany({ where: { action: 'recordBounce', subjectId: id } });
    expect(audit.map(({ before, after }) => [before, after])).toEqual([
      [{ state: 'SENT' }, { outcome: 'BOUNCED', status: '5.2.2' }],
    ]);
    expect(JSON.stringify([bounced, audit]).includes(to)).toBe(false);
  });

  test('of a delay is noted, and nothing moves', async () => {
    const { ctx, id, send } = await aNotice();
    await send();
    const { mailId } = await find(ctx, id);
    expect(await recordBounce(bench.operator, report('postfix-delayed', mailId))).toBe('DELAYED');
    const { state, failure } = await find(ctx, id);
    expect([state, failure]).toEqual([
      'SENT',
      'It is late, and tried again: its mail server did not answer (4.4.1).',
    ]);
    expect(await recordBounce(bench.operator, report('postfix-expired', mailId))).toBe('BOUNCED');
  });

  test('of an arrival changes nothing', async () => {
    const { ctx, id, send } = await aNotice();
    await send();
    const before = await find(ctx, id);
    expect(await recordBounce(bench.operator, report('postfix-relayed', before.mailId))).toBe('NOTHING');
    expect(await find(ctx, id)).toEqual(before);
  });

  test.each<[string, string, string]>([
    ['about the right address, with no id of ours', 'unknown-message-id', 'NOT_FOUND'],
    ['with the id of a mail that never was', 'postfix-user-unknown', 'NOT_FOUND'],
    ['with our id where anybody may write it', 'unknown-id-in-text-only', 'NOT_FOUND'],
    ['that is none: an answer by a machine', 'none-away', 'BAD_INPUT'],
    ['that is none: a person who writes', 'none-human', 'BAD_INPUT'],
    ['that is none: another form of report', 'none-qmail', 'BAD_INPUT'],
  ])('%s changes nothing', async (_what, name, code) => {
    const { ctx, id, send, to } = await aNotice();
    await send();
    const before = await find(ctx, id);
    const neverWas = '01a20cac-0000-7000-8000-000000000000';
    const mailId = name === 'postfix-user-unknown' ? neverWas : before.mailId;
    const text = report(name, mailId).toString('utf8').replaceAll('amina@example.com', to);
    await expect(recordBounce(bench.operator, Buffer.from(text))).rejects.toMatchObject({ code });
    expect(await find(ctx, id)).toEqual(before);
  });

  test('of a notice that was never sent can not be: it has no id yet', async () => {
    const { ctx, id } = await aNotice();
    expect((await find(ctx, id)).mailId).toBeNull();
    await expect(recordBounce(bench.operator, report('postfix-user-unknown', id))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await find(ctx, id)).state).toBe('DRAFTED');
  });
});

describe('who has unsubscribed', () => {
  /** The token in the way out of a mail. */
  async function tokenIn(mail: ReceivedMail | undefined): Promise<string> {
    const { headers } = await PostalMime.parse(mail?.text ?? '');
    const values = new Map(headers.map(({ key, value }) => [key, value]));
    expect(values.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const url = new URL(values.get('list-unsubscribe')?.slice(1, -1) ?? '');
    expect([url.origin, url.pathname]).toEqual(['https://meetings.example.org', '/unsubscribe']);
    return url.searchParams.get('token') ?? '';
  }

  /** The same notice once more. */
  async function again(ctx: EventCtx, id: string): Promise<void> {
    await ctx.db.notice.update({
      where: { eventId_id: { eventId: ctx.event.id, id } },
      data: { state: 'DRAFTED', mailId: null, failure: null },
    });
  }

  test('gets no more notices of that event, by whatever letters, and staff see it', async () => {
    const { ctx, id, to, send } = await aNotice();
    await send();
    await unsubscribe(bench.operator, await tokenIn(mailsTo(to).at(-1)));
    await again(ctx, id);
    await ctx.db.person.updateMany({
      where: { eventId: ctx.event.id, key: 'smith' },
      data: { email: to.toUpperCase() },
    });
    expect(await send()).toBe('BOUNCED');
    expect((await find(ctx, id)).failure).toBe('The person wants no more notices of this event.');
    expect(mailsTo(to)).toHaveLength(1);
  });

  test('still gets those of another event, and others still get theirs', async () => {
    const first = await aNotice();
    await first.send();
    await unsubscribe(bench.operator, await tokenIn(mailsTo(first.to).at(-1)));
    const second = await aNotice(first.to);
    expect(await second.send()).toBe('SENT');
    expect(mailsTo(first.to)).toHaveLength(2);
    await again(first.ctx, first.id);
    const other = `other-of-${first.to}`;
    await first.ctx.db.person.updateMany({
      where: { eventId: first.ctx.event.id, key: 'smith' },
      data: { email: other },
    });
    expect(await first.send()).toBe('SENT');
    expect(mailsTo(other)).toHaveLength(1);
  });

  test('is kept by a hash alone, of one event', async () => {
    const first = await aNotice();
    await first.send();
    const second = await aNotice(first.to);
    await second.send();
    for (const mail of mailsTo(first.to)) await unsubscribe(bench.operator, await tokenIn(mail));
    const rows = await bench.services.prisma.unsubscription.findMany({
      where: { eventId: { in: [first.ctx.event.id, second.ctx.event.id] } },
    });
    expect(rows.map(({ eventId }) => eventId).toSorted()).toEqual(
      [first.ctx.event.id, second.ctx.event.id].toSorted(),
    );
    expect(new Set(rows.map(({ addressHash }) => addressHash)).size).toBe(2);
  });
});
