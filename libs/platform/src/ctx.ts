import type { Actor } from './access/actor.js';
import { viewerOf, type Acquaintance, type Viewer } from './access/viewer.js';
import type { Clock } from './clock.js';
import type { Consequences } from './database/consequences.js';
import type { Db } from './database/prisma.js';
import type { PrismaClient } from './database/generated/client.js';
import type { Pool } from './database/pool.js';
import type { Sql } from './database/sql.js';
import type { ViewerSources } from './database/viewer-sources.js';
import type { Failpoint } from './failpoints.js';
import type { Keys } from './keys/keys.js';
import type { Live } from './live/live.js';
import type { Logger } from './log.js';
import type { Metrics } from './metrics/metrics.js';
import type { Settings } from './settings/settings.js';
import type { Storage } from './storage/storage.js';

/** What a process has one of. */
export interface Services {
  readonly settings: Settings;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pool: Pool;
  readonly prisma: PrismaClient;
  /** Outside of any transaction. */
  readonly sql: Sql;
  readonly live: Live;
  readonly storage: Storage;
  readonly metrics: Metrics;
  readonly viewers: ViewerSources;
  readonly failpoint: Failpoint;
}

/** The event that an operation works in. */
export interface EventRef {
  readonly id: string;
  readonly slug: string;
  /** BCP 47 codes; the first is what missing texts fall back to. */
  readonly languages: readonly string[];
  /** IANA name. */
  readonly timeZone: string;
}

/** What plain SQL needs of a context: whatever takes no more can be a part of `inSqlTransaction`. */
export interface SqlCtx {
  readonly services: Services;
  readonly actor: Actor;
  readonly requestId: string;
  /** Statements by hand, inside the transaction if there is one. */
  readonly sql: Sql;
  /** What is to follow from the transaction; null outside of one. */
  readonly consequences: Consequences | null;
  /** For whom it is shown in an event, whoever the actor is: set where it is made once for a class of viewers. */
  readonly shownTo?: { readonly eventId: string; readonly viewer: Viewer };
}

/** The first argument of every operation: nothing is taken from anywhere else. */
export interface Ctx extends SqlCtx {
  /** Prisma, inside the transaction if there is one. */
  readonly db: Db;
}

interface InEvent {
  readonly event: EventRef;
  /** Whom what is shown is shown to. */
  readonly viewer: Viewer;
}

export interface SqlEventCtx extends SqlCtx, InEvent {}

/** A context inside an event: every read of a row below the event takes the event from here. */
export interface EventCtx extends Ctx, InEvent {}

export function createCtx(services: Services, actor: Actor, requestId: string): Ctx {
  return { services, actor, requestId, db: services.prisma, sql: services.sql, consequences: null };
}

/**
 * The context in an event.
 * @param viewer as the door has found them; else what the actor's roles alone make of them: no participant, without a part
 */
export function enterEvent<C extends Ctx>(ctx: C, event: EventRef, viewer?: Viewer): C & EventCtx {
  const { id, slug, languages, timeZone } = event;
  return {
    ...ctx,
    event: { id, slug, languages, timeZone },
    viewer: viewer ?? viewerIn(ctx, id, undefined),
  };
}

/**
 * The viewer that a context has in an event.
 * @param known what was looked up of the actor; see `viewerOf`
 */
export function viewerIn(ctx: Ctx, eventId: string, known: Acquaintance | undefined): Viewer {
  return ctx.shownTo?.eventId === eventId ? ctx.shownTo.viewer : viewerOf(ctx.actor, eventId, known);
}
