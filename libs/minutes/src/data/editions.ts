import { isId, move, type Ctx, type EventCtx } from '@plenary/platform';
import { lock, type Prisma } from '@plenary/platform/database';
import type { Edition } from '../domain/edition.js';
import type { Waiver } from '@plenary/platform/findings';
import { storedMinutesWaivers } from '../domain/finding.js';
import { editionLifecycle, type EditionState } from '../domain/lifecycle.js';
import './constraints.js';

const shown = {
  id: true,
  minutesId: true,
  transcriptId: true,
  language: true,
  number: true,
  symbol: true,
  state: true,
  version: true,
  waivers: true,
  publishedAt: true,
} as const;

function editionOf(row: Prisma.EditionGetPayload<{ select: typeof shown }>): Edition {
  return { ...row, waivers: storedMinutesWaivers.decode(row.waivers) };
}

/** The states in which an edition is in work. */
const inWork: EditionState[] = ['DRAFT', 'IN_REVIEW', 'APPROVED', 'PUBLISHING'];

/** Lets one change to the event's minutes be made at a time: the next waits until this transaction ends. */
export async function lockMinutes(ctx: EventCtx): Promise<void> {
  await lock(ctx, 'minutes');
}

/** The minutes of the whole event, number 1, made if there are none. */
export async function ensureMinutes(
  ctx: EventCtx,
): Promise<{ readonly id: string; readonly number: number }> {
  const eventId = ctx.event.id;
  return ctx.db.minutes.upsert({
    where: { eventId_number: { eventId, number: 1 } },
    create: { eventId, number: 1 },
    update: {},
    select: { id: true, number: true },
  });
}

export async function findEdition(ctx: EventCtx, id: string): Promise<Edition | null> {
  if (!isId(id)) return null;
  const row = await ctx.db.edition.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    select: shown,
  });
  return row === null ? null : editionOf(row);
}

/** The event of an edition, for who knows only its id. */
export async function findEventOfEdition(ctx: Ctx, id: string): Promise<string | null> {
  if (!isId(id)) return null;
  return (await ctx.db.edition.findUnique({ where: { id }, select: { eventId: true } }))?.eventId ?? null;
}

/** The editions in this language or, with null, in all; the last first. */
export async function listEditions(ctx: EventCtx, language: string | null): Promise<Edition[]> {
  const rows = await ctx.db.edition.findMany({
    where: { eventId: ctx.event.id, ...(language === null ? {} : { language }) },
    select: shown,
    orderBy: [{ language: 'asc' }, { number: 'desc' }],
  });
  return rows.map(editionOf);
}

/** The edition that is in work in this language; there is at most one. */
export async function findEditionInWork(ctx: EventCtx, language: string): Promise<Edition | null> {
  const row = await ctx.db.edition.findFirst({
    where: { eventId: ctx.event.id, language, state: { in: inWork } },
    select: shown,
  });
  return row === null ? null : editionOf(row);
}

type NewEdition = Pick<Edition, 'minutesId' | 'transcriptId' | 'language' | 'number' | 'symbol'>;

export async function insertEdition(ctx: EventCtx, edition: NewEdition): Promise<Edition> {
  const row = await ctx.db.edition.create({
    data: {
      ...edition,
      eventId: ctx.event.id,
      waivers: storedMinutesWaivers.encode([]),
      createdAt: ctx.services.clock.now(),
    },
    select: shown,
  });
  return editionOf(row);
}

interface EditionChange {
  readonly state?: EditionState;
  readonly transcriptId?: string;
  readonly waivers?: readonly Waiver[];
  readonly approvalReason?: string | null;
  readonly approvedAt?: Date | null;
  readonly publishedAt?: Date | null;
}

/** Changes an edition if it is still as it was seen. */
export async function changeEdition(
  ctx: EventCtx,
  seen: Pick<Edition, 'id' | 'state' | 'version'>,
  change: EditionChange,
): Promise<boolean> {
  const { waivers, ...columns } = change;
  const { count } = await ctx.db.edition.updateMany({
    where: { eventId: ctx.event.id, id: seen.id, state: seen.state, version: seen.version },
    data: {
      ...columns,
      ...(waivers === undefined ? {} : { waivers: storedMinutesWaivers.encode(waivers) }),
      version: { increment: 1 },
    },
  });
  return count === 1;
}

/** What was published before in the same language makes room for the new edition. */
export async function supersedeOthers(ctx: EventCtx, edition: Edition): Promise<void> {
  await ctx.db.edition.updateMany({
    where: {
      eventId: ctx.event.id,
      minutesId: edition.minutesId,
      language: edition.language,
      state: 'PUBLISHED',
      id: { not: edition.id },
    },
    data: {
      ...move(editionLifecycle, 'The edition', 'PUBLISHED', 'SUPERSEDED', {}),
      version: { increment: 1 },
    },
  });
}
