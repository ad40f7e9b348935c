import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createCtx } from '@plenary/platform';
import { handlers } from '@plenary/nouns/jobs';
import { PutOffError, type JobHandler } from '@plenary/platform/queue';
import {
  createTestBench,
  eventually,
  startMailServer,
  startReceiver,
  type MailServer,
  type Receiver,
  type TestBench,
} from '@plenary/testing';
import PostalMime from 'postal-mime';
import { work } from '@plenary/testing/nouns';

/** A queue may deliver a job twice, also at the same time (design: safety.md, "any job delivered twice"). */

let mail: MailServer;
let receiver: Receiver;

beforeAll(async () => {
  mail = await startMailServer();
  receiver = await startReceiver();
});
afterAll(async () => {
  await mail.close();
  await receiver.close();
});

/**
 * One delivery, as the worker takes it: each run has a claim of its own; one that is put off, or fails as where another
 * has been faster, comes again as often as the worker would have it.
 */
async function deliver(
  { services }: TestBench,
  job: JobHandler,
  { id, payload }: { id: string; payload: unknown },
): Promise<void> {
  const { signal } = new AbortController();
  let attempts = 0;
  await eventually(async () => {
    const claim = randomUUID();
    const isLastAttempt = attempts + 1 === job.type.attempts;
    await services.prisma.outbox.updateMany({ where: { id }, data: { claim } });
    try {
      await job.run(createCtx(services, { kind: 'job' }, id), payload, { id, claim, signal, isLastAttempt });
    } catch (error) {
      if (error instanceof PutOffError) return false;
      // What a late run says, whose work another has taken over.
      if (error instanceof Error && error.name === 'LostClaimError') return true;
      attempts += 1;
      if (isLastAttempt) throw error;
      return false;
    }
    return true;
  });
}

/** The row of the work, claimed: what was asked for, or for work of the clock one as the clock makes it. */
async function workOf({ services }: TestBench, job: string): Promise<{ id: string; payload: unknown }> {
  const { outbox } = services.prisma;
  const asked = await outbox.findFirst({ where: { job } });
  const { id } = asked ?? (await outbox.create({ data: { job, payload: {} } }));
  return outbox.update({ where: { id }, data: { claim: randomUUID() } });
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const hash = /(?<![\w-])(?:[0-9a-f]{64}|[\w-]{43})(?![\w-])/g;
/** As a calendar has it in JSON: a long line goes on in the next, also in the middle of an id. */
const fold = '\\r\\n ';
const even = (text: string): string =>
  text.replaceAll(fold, '').replace(uuid, '<id>').replace(hash, '<hash>');

interface Work {
  deliver(): Promise<void>;
  /** All that is anywhere, of it and of what made it: rows, files, mails and messages, without what is new each time. */
  state(): Promise<unknown>;
}

async function withWork<Result>(job: JobHandler, use: (work: Work) => Promise<Result>): Promise<Result> {
  const bench = await createTestBench({
    clock: true,
    settings: { SMTP_URL: mail.url, WEBHOOK_LOOPBACK: 'on' },
  });
  try {
    const make = work.get(job.type.name);
    if (make === undefined) throw new Error(`There is no case of ${job.type.name}.`);
    await make(bench, { receiverUrl: receiver.url });
    const one = await workOf(bench, job.type.name);
    const [mails, messages] = [mail.received.length, receiver.received.length];
    return await use({
      deliver: () => deliver(bench, job, one),
      async state() {
        const sent = await Promise.all(mail.received.slice(mails).map(({ text }) => PostalMime.parse(text)));
        const arrived = receiver.received.slice(messages).map(({ headers }) => headers['webhook-id']);
        return {
          rows: await rowsOf(bench),
          files: readdirSync(bench.settings['DATA_DIR'] ?? '', { recursive: true })
            .map((name) => even(String(name)))
            .toSorted(),
          mails: sent.map(({ to, subject }) => [to?.map(({ address }) => address), subject]),
          // A receiver drops what it has had.
          messages: new Set(arrived).size,
        };
      },
    });
  } finally {
    await bench.close();
  }
}

/** What each installation leaves in its database as it begins, by the clock of the machine. */
const ofTheStart = ['_prisma_migrations', 'KeyFingerprint'];

async function rowsOf({ services: { pool } }: TestBench): Promise<Record<string, string[]>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY 1`,
    [ofTheStart],
  );
  const tables: Record<string, string[]> = {};
  for (const { name } of rows) {
    const found = await pool.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM "${name}" t`);
    tables[name] = found.rows.map(({ row }) => even(row.replace(/\\\\x[0-9a-f]+/g, '<bytes>'))).toSorted();
  }
  return tables;
}

test('every kind of work has a case here', () => {
  expect([...work.keys()].toSorted()).toEqual(handlers.map(({ type }) => type.name).toSorted());
});

describe.each(handlers.map((job) => [job.type.name, job] as const))('%s', (_name, job) => {
  test('has the same effect delivered twice, in a row or at once, as delivered once', async () => {
    const once = await withWork(job, async (work) => {
      const before = await work.state();
      await work.deliver();
      const after = await work.state();
      expect(after).not.toEqual(before);
      await work.deliver();
      expect(await work.state()).toEqual(after);
      return after;
    });
    const atOnce = await withWork(job, async (work) => {
      await Promise.all([work.deliver(), work.deliver()]);
      return work.state();
    });
    expect(atOnce).toEqual(once);
  });
});
