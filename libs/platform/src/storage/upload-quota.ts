import { ownerOf, type Actor } from '../access/actor.js';
import type { Ctx } from '../ctx.js';
import { inTransaction } from '../database/transaction.js';
import { Refusal } from '../errors.js';
import { inMemory } from '../in-memory.js';

/** Whose an upload is: who acts by a link has it in the link's event. */
export interface Sender {
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly eventId: string | null;
}

export function senderOf(actor: Actor): Sender {
  return { ...ownerOf(actor), eventId: actor.kind === 'link' ? actor.eventId : null };
}

/** What may lie here that nothing has used, on its way included: files, bytes of all of them, and files on their way. */
interface Quota {
  readonly files: number;
  readonly bytes: number;
  readonly atOnce: number;
}

const quotas = {
  /** A speaker sends a photograph and the materials of a session or two, and puts each in its place at once. */
  link: { files: 20, bytes: 200_000_000, atOnce: 3 },
  /** Staff send transcripts and programs of several events. */
  account: { files: 50, bytes: 500_000_000, atOnce: 4 },
  /** All links of an event together: a disk holds a few events whose speakers all send and use nothing. */
  event: { files: 1_000, bytes: 5_000_000_000, atOnce: 60 },
} as const satisfies Readonly<Record<string, Quota>>;

/** Who has a quota of their own. */
type Sending = 'link' | 'account';

/** How long a file is kept that nothing used. */
export const unusedForMs = 24 * 3_600_000;

/**
 * How long a place is held for a file on its way: longer than sending, judging and storing take together. It is given
 * back when they end; this is for a process that was killed.
 */
const reservedForMs = 2 * 60_000;

interface Count {
  readonly files: number;
  readonly bytes: number;
  readonly atOnce: number;
  readonly oldest: Date | null;
}

/** Files on their way to this process, by sender: who sends many at once is to take no connection for each. */
const onTheirWay = inMemory(() => new Map<string, number>());

/**
 * Takes a place for a file before it is read, so that no number of files sent side by side, to however many processes,
 * is more than their sender may have here.
 * @returns what gives it back
 * @throws {Refusal} RATE_LIMITED with `retryAfter` where there is none
 */
export async function reservePlace(ctx: Ctx, bytes: number): Promise<() => Promise<void>> {
  const { actor, services } = ctx;
  // Who is at the machine itself has the disk before them.
  if (actor.kind !== 'link' && actor.kind !== 'account') return () => Promise.resolve();
  const sender = senderOf(actor);
  const key = JSON.stringify(sender);
  const counts = onTheirWay(services);
  const own = counts.get(key) ?? 0;
  if (own >= quotas[actor.kind].atOnce) throw tooManyAtOnce(actor.kind);
  counts.set(key, own + 1);
  const leave = (): void => {
    const left = (counts.get(key) ?? 1) - 1;
    if (left === 0) counts.delete(key);
    else counts.set(key, left);
  };
  try {
    const { id } = await inTransaction(ctx, (tx) => reserve(tx, actor, bytes));
    return async () => {
      leave();
      await services.prisma.uploadReservation.deleteMany({ where: { id } });
    };
  } catch (error) {
    leave();
    throw error;
  }
}

async function reserve(tx: Ctx, actor: Actor & { kind: Sending }, bytes: number): Promise<{ id: string }> {
  const sender = senderOf(actor);
  const now = tx.services.clock.now();
  const name = `uploads ${sender.eventId ?? String(sender.actorId)}`;
  await tx.sql.count`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
  requireRoom(await count(tx, sender), actor.kind, bytes, now);
  if (sender.eventId !== null) requireRoom(await count(tx, { eventId: sender.eventId }), 'event', bytes, now);
  const data = { ...sender, bytes, createdAt: now };
  return tx.db.uploadReservation.create({ data, select: { id: true } });
}

/** What these have here that nothing has used, and on its way. */
async function count({ db, services }: Ctx, whose: Partial<Sender>): Promise<Count> {
  const now = services.clock.now().getTime();
  const within = (ms: number) => ({ ...whose, createdAt: { gt: new Date(now - ms) } });
  const unused = await db.upload.aggregate({
    where: { ...within(unusedForMs), usedAt: null },
    _count: true,
    _sum: { bytes: true },
    _min: { createdAt: true },
  });
  const coming = await db.uploadReservation.aggregate({
    where: within(reservedForMs),
    _count: true,
    _sum: { bytes: true },
  });
  return {
    files: unused._count + coming._count,
    bytes: (unused._sum.bytes ?? 0) + (coming._sum.bytes ?? 0),
    atOnce: coming._count,
    oldest: unused._min.createdAt,
  };
}

function requireRoom(has: Count, kind: keyof typeof quotas, bytes: number, now: Date): void {
  const quota = quotas[kind];
  if (has.atOnce >= quota.atOnce) throw tooManyAtOnce(kind);
  if (has.files < quota.files && has.bytes + bytes <= quota.bytes) return;
  const megabytes = (quota.bytes / 1_000_000).toFixed(0);
  const message =
    `${whose[kind]} no room left: ${String(quota.files)} files or ${megabytes} MB may lie here that nothing has used. ` +
    'Use them, or wait until they are deleted, a day after they were sent.';
  const freedAt = (has.oldest ?? now).getTime() + unusedForMs;
  const retryAfter = Math.max(1, Math.ceil((freedAt - now.getTime()) / 1_000));
  throw new Refusal('RATE_LIMITED', message, { facts: { retryAfter } });
}

function tooManyAtOnce(kind: keyof typeof quotas): Refusal {
  const most = String(quotas[kind].atOnce);
  const message = `${whose[kind]} ${most} files on their way already. Send the next when one has arrived.`;
  return new Refusal('RATE_LIMITED', message, { facts: { retryAfter: 5 } });
}

const whose: Readonly<Record<keyof typeof quotas, string>> = {
  link: 'This link has',
  account: 'Your account has',
  event: 'The links of this event have',
};
