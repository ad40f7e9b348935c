import { inTransaction } from '@plenary/platform/database';
import { retryWork } from '@plenary/platform/queue';
import { eventually, median, type ReceivedMail } from '@plenary/testing';
import PostalMime from 'postal-mime';
import {
  askForMails,
  seenByStaff,
  type Asked,
  type Counts,
  type MailSite,
  type Trouble,
} from './mail-site.js';

/** What passes, by what the mail server does meanwhile. */
export const passing = {
  'is away': 'away',
  'says nothing': { at: 'CONNECT', does: 'silence' },
  'lets nobody in for now': { at: 'CONNECT', does: 421 },
  'refuses recipients for now': { at: 'RCPT', does: 451 },
  'refuses mails for now': { at: 'DATA', does: 452 },
  'takes mails and is cut off before it says so': { at: 'DATA', does: 'hang up' },
} as const satisfies Readonly<Record<string, Trouble>>;

/** What does not pass for these mails. */
export const lasting = {
  'refuses recipients for good': { at: 'RCPT', does: 550 },
  'refuses mails for good': { at: 'DATA', does: 554 },
} as const satisfies Readonly<Record<string, Trouble>>;

/** What came of the mails that were asked for in one trouble. */
export interface MailOutcome {
  readonly asked: number;
  /** Milliseconds that asking for one took, in the middle. */
  readonly askMs: number;
  /** What staff saw when each had been tried, and at the end. */
  readonly meanwhile: Counts;
  readonly after: Counts;
  /** In all. */
  readonly tries: number;
  /** Mails that the server took. */
  readonly taken: number;
  /** Mails that came whole besides, and were not taken: refused, or cut off, and then the recipient has a copy. */
  readonly notTaken: number;
  /** Addresses to which two were taken, or one under another Message-ID than that of its work. */
  readonly wrong: readonly string[];
  /** Milliseconds from the end of the trouble until nothing was left to do. */
  readonly doneMs: number;
}

const patience = 600_000;

/** Troubles one after the other, with so many mails asked for in each; then the mail server takes mails again. */
export async function passThrough(
  site: MailSite,
  troubles: readonly (Trouble | null)[],
  count: number,
): Promise<MailOutcome[]> {
  const met: [Asked, Counts][] = [];
  for (const trouble of troubles) {
    await site.turn(trouble);
    const asked = await askForMails(site, count);
    await none(site, asked, { attempts: 0 });
    met.push([asked, await seenByStaff(site, asked)]);
  }
  await site.turn(null);
  const overAt = Date.now();
  return Promise.all(met.map(([asked, meanwhile]) => outcomeOf(site, asked, meanwhile, overAt)));
}

/** So many mails that are given up while the mail server is away; once it is back, staff have them tried again. */
export async function giveUp(site: MailSite, count: number): Promise<MailOutcome> {
  const { operator } = site.bench;
  await site.turn('away');
  const asked = await askForMails(site, count);
  // As at the end of most of a day.
  await operator.db.outbox.updateMany({ where: { id: { in: [...asked.ids] } }, data: { attempts: 1_000 } });
  await none(site, asked, { failedAt: null });
  const meanwhile = await seenByStaff(site, asked);
  await site.turn(null);
  const overAt = Date.now();
  for (const id of asked.ids) await inTransaction(operator, (tx) => retryWork(tx, null, id));
  return outcomeOf(site, asked, meanwhile, overAt);
}

/** Waits until there is no such work among what was asked for. */
async function none(
  { bench }: MailSite,
  { ids }: Asked,
  where: { readonly attempts?: number; readonly failedAt?: null; readonly doneAt?: null },
): Promise<void> {
  const { outbox } = bench.services.prisma;
  await eventually(
    async () => (await outbox.count({ where: { id: { in: [...ids] }, ...where } })) === 0,
    patience,
  );
}

async function outcomeOf(
  site: MailSite,
  asked: Asked,
  meanwhile: Counts,
  overAt: number,
): Promise<MailOutcome> {
  await none(site, asked, { doneAt: null, failedAt: null });
  const doneMs = Date.now() - overAt;
  const where = { id: { in: [...asked.ids] } };
  const { _sum: sum } = await site.bench.services.prisma.outbox.aggregate({
    where,
    _sum: { attempts: true },
  });
  const [taken, notTaken] = [await idsOf(site.mails('received')), await idsOf(site.mails('notTaken'))];
  const ofWork = new Set(asked.ids.map((id) => `<${id}@127.0.0.1>`));
  const wrong = asked.addresses.flatMap((address) => {
    const [once = [], besides = []] = [taken.get(address), notTaken.get(address)];
    const ids = new Set([...once, ...besides]);
    const isRight = once.length <= 1 && ids.size <= 1 && [...ids].every((id) => ofWork.delete(id));
    return isRight ? [] : `${address}: ${once.join(' ')} taken, ${besides.join(' ')} not`;
  });
  const count = (mails: ReadonlyMap<string, readonly string[]>): number =>
    asked.addresses.reduce((sum, address) => sum + (mails.get(address)?.length ?? 0), 0);
  return {
    asked: asked.addresses.length,
    askMs: median(asked.tookMs),
    meanwhile,
    after: await seenByStaff(site, asked),
    tries: sum.attempts ?? 0,
    taken: count(taken),
    notTaken: count(notTaken),
    wrong,
    doneMs,
  };
}

/** The Message-IDs of these mails, by the address that each went to. */
async function idsOf(mails: readonly ReceivedMail[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { recipients, text } of mails) {
    const { messageId = '' } = await PostalMime.parse(text);
    for (const to of recipients) found.set(to, [...(found.get(to) ?? []), messageId]);
  }
  return found;
}
