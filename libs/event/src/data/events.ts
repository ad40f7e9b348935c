import type { Ctx, EventCtx, EventRef } from '@plenary/platform';
import { jsonOrNull, type Prisma } from '@plenary/platform/database';
import { z } from 'zod';
import { key, type EventInput, type EventValues } from '../domain/event-input.js';
import type { Event } from '../domain/event.js';
import type { EventState } from '../domain/lifecycle.js';

const textsJson = z.record(z.string(), z.string());
const venueJson = z.object({ name: textsJson, city: textsJson, country: z.string() });
const withSeries = { series: { select: { code: true, name: true } } } as const;

type Row = Prisma.EventGetPayload<{ include: typeof withSeries }>;

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function eventOf(row: Row): Event {
  return {
    id: row.id,
    slug: row.slug,
    seriesCode: row.series?.code ?? null,
    seriesName: row.series === null ? null : textsJson.parse(row.series.name),
    ordinal: row.ordinal,
    title: textsJson.parse(row.title),
    theme: textsJson.nullable().parse(row.theme),
    organiser: textsJson.nullable().parse(row.organiser),
    venue: venueJson.nullable().parse(row.venue),
    startsOn: day(row.startsOn),
    endsOn: day(row.endsOn),
    timeZone: row.timeZone,
    languages: row.languages,
    mode: row.mode,
    disclaimer: textsJson.nullable().parse(row.disclaimer),
    quotingRule: textsJson.nullable().parse(row.quotingRule),
    notice: textsJson.nullable().parse(row.notice),
    state: row.state,
    version: row.version,
  };
}

export async function findEvent(ctx: Ctx, id: string): Promise<Event | null> {
  const row = await ctx.db.event.findUnique({ where: { id }, include: withSeries });
  return row === null ? null : eventOf(row);
}

export async function findEventsBySlug(ctx: Ctx, slugs: readonly string[]): Promise<Event[]> {
  const possible = slugs.filter((slug) => key.safeParse(slug).success);
  if (possible.length === 0) return [];
  const rows = await ctx.db.event.findMany({ where: { slug: { in: possible } }, include: withSeries });
  return rows.map(eventOf);
}

/** Every event that is public or in `alsoIds`, the latest first. */
export async function listEvents(ctx: Ctx, alsoIds: readonly string[] | 'all'): Promise<Event[]> {
  const visible = { state: { in: ['PUBLISHED', 'CLOSED', 'CANCELLED'] satisfies EventState[] } };
  const rows = await ctx.db.event.findMany({
    where: alsoIds === 'all' ? {} : { OR: [visible, { id: { in: [...alsoIds] } }] },
    include: withSeries,
    orderBy: [{ startsOn: 'desc' }, { slug: 'asc' }],
  });
  return rows.map(eventOf);
}

export async function insertEvent(ctx: Ctx, input: EventInput): Promise<Event> {
  const { series, startsOn, endsOn, languages, ...rest } = input;
  const row = await ctx.db.event.create({
    data: {
      ...rest,
      languages: [...languages],
      startsOn: new Date(startsOn),
      endsOn: new Date(endsOn),
      ...(series === undefined
        ? {}
        : { series: { connectOrCreate: { where: { code: series.code }, create: series } } }),
    },
    include: withSeries,
  });
  return eventOf(row);
}

/** @returns whether the event was still of this version */
export async function changeEvent(
  ctx: Ctx,
  id: string,
  version: number,
  { startsOn, endsOn, ...values }: EventValues,
): Promise<boolean> {
  const { count } = await ctx.db.event.updateMany({
    where: { id, version },
    data: {
      ...values,
      theme: jsonOrNull(values.theme),
      organiser: jsonOrNull(values.organiser),
      venue: jsonOrNull(values.venue),
      disclaimer: jsonOrNull(values.disclaimer),
      quotingRule: jsonOrNull(values.quotingRule),
      notice: jsonOrNull(values.notice),
      ...(startsOn === undefined ? {} : { startsOn: new Date(startsOn) }),
      ...(endsOn === undefined ? {} : { endsOn: new Date(endsOn) }),
      version: { increment: 1 },
    },
  });
  return count === 1;
}

export async function setEventState(
  ctx: Ctx,
  id: string,
  from: EventState,
  to: EventState,
): Promise<boolean> {
  const { count } = await ctx.db.event.updateMany({
    where: { id, state: from },
    data: { state: to, version: { increment: 1 } },
  });
  return count === 1;
}

/** Counts a change of what the draft of the event's program is made of: its days, its people, the draft itself. */
export async function touchDraft(ctx: EventCtx): Promise<void> {
  await ctx.db.event.update({
    where: { id: ctx.event.id },
    data: { draftVersion: { increment: 1 } },
    select: { id: true },
  });
}

export function eventRef(event: Event): EventRef {
  const { id, slug, languages, timeZone } = event;
  return { id, slug, languages, timeZone };
}
