import { randomUUID } from 'node:crypto';
import { grantRole } from '@plenary/identity';
import {
  aPerson,
  anEvent,
  createTestBench,
  signedIn,
  startApiProcess,
  startMailServer,
  type MailFault,
  type MailServer,
  type MailStage,
  type ReceivedMail,
  type TestBench,
} from '@plenary/testing';
import { z } from 'zod';
import { askForLink, graphql } from './client-kit.js';
import { end, startWorker } from './kit.js';

/** Nobody listens, or what the mail server does at a stage instead of taking a mail. */
export type Trouble = 'away' | { readonly at: MailStage; readonly does: MailFault };

/** An API and a worker beside a mail server that has its troubles. */
export interface MailSite {
  readonly bench: TestBench;
  readonly url: string;
  /** The cookie of an administrator. */
  readonly admin: string;
  /** From now on the mail server does this; with null it takes every mail. */
  turn(trouble: Trouble | null): Promise<void>;
  /** What came to it in all this time: what it took, or what came whole and was not taken. */
  mails(which: 'received' | 'notTaken'): readonly ReceivedMail[];
  close(): Promise<void>;
}

export async function openMailSite(): Promise<MailSite> {
  let trouble: Trouble | null = null;
  const refuse = (stage: MailStage): MailFault | null =>
    trouble !== null && trouble !== 'away' && trouble.at === stage ? trouble.does : null;
  const first = await startMailServer({ refuse });
  // One after the other, at the same address.
  const servers: MailServer[] = [first];
  const bench = await createTestBench({ settings: { SMTP_URL: `${first.url}/?greetingTimeout=1000` } });
  const worker = startWorker(bench);
  const api = await startApiProcess(bench, { TRUST_PROXY: '127.0.0.1' });
  return {
    bench,
    url: api.url,
    admin: await signedIn(bench, 'ADMIN', null),
    async turn(next) {
      if (next === 'away') await servers.at(-1)?.close();
      else if (trouble === 'away') servers.push(await startMailServer({ refuse, port: first.port }));
      trouble = next;
    },
    mails: (which) => servers.flatMap((server) => server[which]),
    async close() {
      await Promise.all([end(worker, 'SIGKILL'), end(api.child, 'SIGKILL')]);
      await servers.at(-1)?.close();
      await bench.close();
    },
  };
}

/** Mails that were asked for, each to an address of its own. */
export interface Asked {
  /** The slug of the event that they are about. */
  readonly event: string;
  /** The cookie of who organises it. */
  readonly organiser: string;
  readonly addresses: readonly string[];
  /** Of the work. */
  readonly ids: readonly string[];
  /** Milliseconds that each took to be asked for. */
  readonly tookMs: readonly number[];
}

const mailJobs = ['mail-notice', 'mail-sign-in-link'];
const sendPartLinks = 'mutation ($input: SendPartLinksInput!) { sendPartLinks(input: $input) }';

/** Asks for so many mails: half of them are notices, which an organiser sends, half are links to sign in, for visitors. */
export async function askForMails({ bench, url }: MailSite, count: number): Promise<Asked> {
  const { operator } = bench;
  const addresses = Array.from({ length: count }, () => `${randomUUID()}@example.org`);
  const [invited, visiting] = [addresses.slice(count / 2), addresses.slice(0, count / 2)];
  const ctx = await anEvent(operator, {
    // A link to a part ends with its event.
    event: { startsOn: '2099-11-24', endsOn: '2099-11-24' },
    people: invited.map((email) => aPerson(email.replace('@example.org', ''), { email })),
    program: {},
  });
  const { event, db } = ctx;
  const organiser = await signedIn(bench, 'ORGANISER', ctx);
  const people = await db.person.findMany({ where: { eventId: event.id }, select: { id: true } });
  for (const email of visiting) await grantRole(operator, { email, role: 'MODERATOR', eventId: event.id });
  const since = bench.services.clock.now();
  const asks = [
    ...people.map(({ id }) => async () => {
      const input = { event: event.slug, clientKey: randomUUID(), personIds: [id] };
      return (await graphql(url, sendPartLinks, { input }, organiser)).outcome;
    }),
    ...visiting.map((email) => async () => {
      // Each comes from elsewhere, for from one place so many may not ask.
      const elsewhere = { 'x-forwarded-for': `2001:db8::${email.slice(0, 4)}` };
      return (await askForLink(url, email, elsewhere)) === 200 ? 'ok' : 'not sent';
    }),
  ];
  const tookMs: number[] = [];
  for (const ask of asks) {
    const sentAt = performance.now();
    const outcome = await ask();
    tookMs.push(performance.now() - sentAt);
    if (outcome !== 'ok') throw new Error(`A mail could not be asked for: ${outcome}`);
  }
  const work = await db.outbox.findMany({ where: { job: { in: mailJobs }, createdAt: { gte: since } } });
  if (work.length !== count) throw new Error(`${String(count)} mails came to ${String(work.length)} jobs`);
  return { event: event.slug, organiser, addresses, ids: work.map(({ id }) => id), tookMs };
}

/** Each with how often. */
export type Counts = Readonly<Record<string, number>>;

const item = z.object({ state: z.string(), failure: z.string().nullable() });
const ofEvent = z.object({ event: z.object({ notices: z.array(item) }) });
const ofAll = z.object({ jobs: z.array(item.extend({ id: z.string(), job: z.string() })) });

/** The notices as their organiser sees them, and the work that is not done as an administrator does. */
export async function seenByStaff({ url, admin }: MailSite, asked: Asked): Promise<Counts> {
  const { event, organiser, ids } = asked;
  const noticesQuery = 'query ($event: String!) { event(slug: $event) { notices { state failure } } }';
  const { notices } = ofEvent.parse((await graphql(url, noticesQuery, { event }, organiser)).data).event;
  const { jobs } = ofAll.parse((await graphql(url, '{ jobs { id job state failure } }', {}, admin)).data);
  const lines = [
    ...notices.map((notice) => ({ job: 'notice', ...notice })),
    ...jobs.filter(({ id }) => ids.includes(id)),
  ].map(({ job, state, failure }) => `${job} ${state}${failure === null ? '' : `: ${failure}`}`);
  return Object.fromEntries(
    [...Map.groupBy(lines, (line) => line)].map(([line, { length }]) => [line, length]),
  );
}
