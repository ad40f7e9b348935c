import { move, viewerIn, type Ctx, type EventCtx } from '@plenary/platform';
import type { Viewer } from '@plenary/platform/access';
import { Prisma, jsonOrNull } from '@plenary/platform/database';
import { z } from 'zod';
import { key, type EventValues, type NewEvent } from '../domain/event-input.js';
import type { Event } from '../domain/event.js';
import { eventLifecycle, type EventState } from '../domain/lifecycle.js';
import { actsAs } from './own-person.js';
import './constraints.js';

const texts = z.record(z.string(), z.string());

const eventRow = z.object({
  id: z.string(),
  slug: z.string(),
  seriesCode: z.string().nullable(),
  seriesName: texts.nullable(),
  ordinal: z.int().nullable(),
  title: texts,
  theme: texts.nullable(),
  organiser: texts.nullable(),
  venue: z.object({ name: texts, city: texts, country: z.string() }).nullable(),
  startsOn: z.string(),
  endsOn: z.string(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  mode: z.enum(['ON_SITE', 'ONLINE', 'HYBRID']),
  disclaimer: texts.nullable(),
  quotingRule: texts.nullable(),
  notice: texts.nullable(),
  state: z.enum(['DRAFT', 'PUBLISHED', 'CLOSED', 'CANCELLED']),
  calendarHost: z.string().nullable(),
  version: z.int(),
}) satisfies z.ZodType<Event>;

const viewerRow = z.object({
  personId: z.string().nullable(),
  participates: z.boolean(),
  sessionIds: z.array(z.string()),
});

/** An event, and who the actor is in it. */
export interface FoundEvent {
  readonly event: Event;
  readonly viewer: Viewer;
}

/** One statement, whatever is looked for: the events with all that tells who the actor is in each. */
async function findEvents(
  ctx: Ctx,
  which: Prisma.Sql,
  order = Prisma.sql`event.slug`,
): Promise<FoundEvent[]> {
  const { actor, services } = ctx;
  const { participates, sessionIds } = services.viewers;
  const rows = await ctx.sql.rows`
    SELECT event.id, event.slug, series.code AS "seriesCode", series.name AS "seriesName", event.ordinal, event.title,
      event.theme, event.organiser, event.venue, event."startsOn"::text, event."endsOn"::text, event."timeZone",
      event.languages, event.mode::text, event.disclaimer, event."quotingRule", event.notice, event.state::text,
      event."calendarHost", event.version, person.id AS "personId", ${participates(actor)} AS participates, ARRAY(${sessionIds}) AS "sessionIds"
    FROM "Event" event
      LEFT JOIN "Series" series ON series.id = event."seriesId"
      LEFT JOIN "Person" person ON person."eventId" = event.id AND ${actsAs(actor)}
    WHERE ${which} ORDER BY ${order}`;
  return rows.map((row) => {
    const event = eventRow.parse(row);
    return { event, viewer: viewerIn(ctx, event.id, viewerRow.parse(row)) };
  });
}

export async function findEvent(ctx: Ctx, id: string): Promise<Event | null> {
  return (await openEvent(ctx, id))?.event ?? null;
}

/** The same, with who the actor is in it. */
export async function openEvent(ctx: Ctx, id: string): Promise<FoundEvent | null> {
  const [found] = await findEvents(ctx, Prisma.sql`event.id = ${id}::uuid`);
  return found ?? null;
}

export async function findEventsBySlug(ctx: Ctx, slugs: readonly string[]): Promise<FoundEvent[]> {
  const possible = slugs.filter((slug) => key.safeParse(slug).success);
  if (possible.length === 0) return [];
  return findEvents(ctx, Prisma.sql`event.slug IN (${Prisma.join(possible)})`);
}

/** Every event that is public or in `alsoIds`, the latest first. */
export async function listEvents(ctx: Ctx, alsoIds: readonly string[] | 'all'): Promise<FoundEvent[]> {
  const ids = alsoIds === 'all' ? [] : [...alsoIds];
  const which = Prisma.sql`${alsoIds === 'all'} OR event.state <> 'DRAFT' OR event.id = ANY (${ids}::uuid[])`;
  return findEvents(ctx, which, Prisma.sql`event."startsOn" DESC, event.slug`);
}

export async function insertEvent(ctx: Ctx, input: NewEvent): Promise<Event> {
  const { series, startsOn, endsOn, languages, ...rest } = input;
  const { id } = await ctx.db.event.create({
    data: {
      ...rest,
      ...optionalJson(rest),
      languages: [...languages],
      startsOn: new Date(startsOn),
      endsOn: new Date(endsOn),
      ...(series == null
        ? {}
        : { series: { connectOrCreate: { where: { code: series.code }, create: series } } }),
    },
    select: { id: true },
  });
  const event = await findEvent(ctx, id);
  if (event === null) throw new Error('The event was not kept.');
  return event;
}

function optionalJson({ theme, organiser, venue, disclaimer, quotingRule, notice }: EventValues) {
  return {
    theme: jsonOrNull(theme),
    organiser: jsonOrNull(organiser),
    venue: jsonOrNull(venue),
    disclaimer: jsonOrNull(disclaimer),
    quotingRule: jsonOrNull(quotingRule),
    notice: jsonOrNull(notice),
  };
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
      ...optionalJson(values),
      ...(startsOn === undefined ? {} : { startsOn: new Date(startsOn) }),
      ...(endsOn === undefined ? {} : { endsOn: new Date(endsOn) }),
      version: { increment: 1 },
    },
  });
  return count === 1;
}

/**
 * Moves an event on, if it is still in the state it is moved from.
 * @throws {Refusal} CONFLICT if its lifecycle has no such move
 */
export async function moveEvent(ctx: Ctx, { id, state }: Event, to: EventState): Promise<boolean> {
  const { count } = await ctx.db.event.updateMany({
    where: { id, state },
    data: { ...move(eventLifecycle, 'The event', state, to, {}), version: { increment: 1 } },
  });
  return count === 1;
}

/** Counts a change of what the draft of the event's program is made of: its days, its people, what really happened. */
export async function touchDraft(ctx: EventCtx): Promise<void> {
  await ctx.sql.count`
    INSERT INTO "ProgramDraft" AS draft ("eventId", version) VALUES (${ctx.event.id}::uuid, 1)
    ON CONFLICT ("eventId") DO UPDATE SET version = draft.version + 1`;
}

/**
 * The same for a change of one person, if they have a part in the draft: who has none is nothing that it is made of.
 * @returns whether they have
 */
export async function touchDraftOf(ctx: EventCtx, personId: string): Promise<boolean> {
  const whose = Prisma.sql`"eventId" = ${ctx.event.id}::uuid AND "personId" = ${personId}::uuid`;
  const touched = await ctx.sql.count`
    INSERT INTO "ProgramDraft" AS draft ("eventId", version) SELECT ${ctx.event.id}::uuid, 1
    WHERE EXISTS (SELECT FROM "Appearance" WHERE ${whose})
       OR EXISTS (SELECT FROM "TrackMember" WHERE ${whose})
       OR EXISTS (SELECT FROM "Availability" WHERE ${whose})
    ON CONFLICT ("eventId") DO UPDATE SET version = draft.version + 1`;
  return touched === 1;
}
