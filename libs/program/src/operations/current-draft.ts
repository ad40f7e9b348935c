import { findEvent } from '@plenary/event';
import { inMemory, notFound, type EventCtx } from '@plenary/platform';
import { LRUCache } from 'lru-cache';
import { lockDraft, readDraft, readDraftVersion } from '../data/drafts.js';
import { WorkingDraft } from '../domain/working-draft.js';

/** The topic of changes to the draft of an event. */
export function draftTopic(eventId: string): string {
  return `draft:${eventId}`;
}

/** A draft in memory, and the version that it has where it is kept. */
export interface OpenDraft {
  readonly draft: WorkingDraft;
  readonly version: number;
}

/** Drafts of this many events stay in memory. */
const mostDrafts = 20;
const keptDrafts = inMemory(() => new LRUCache<string, OpenDraft>({ max: mostDrafts }));

/** Keeps a draft for the next who needs it. */
export function keepDraft(ctx: EventCtx, opened: OpenDraft): void {
  keptDrafts(ctx.services).set(ctx.event.id, opened);
}

/** Lets go of a draft whose changes may not have been saved. */
export function forgetDraft(ctx: EventCtx): void {
  keptDrafts(ctx.services).delete(ctx.event.id);
}

async function read(ctx: EventCtx): Promise<WorkingDraft> {
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  return new WorkingDraft(await readDraft(ctx, event));
}

/** The draft as it stands, for looking at it. */
export async function currentDraft(ctx: EventCtx): Promise<WorkingDraft> {
  return (await openDraft(ctx)).draft;
}

/** The same with its version, for whoever changes it later. */
export async function openDraft(ctx: EventCtx): Promise<OpenDraft> {
  const version = await readDraftVersion(ctx);
  const known = keptDrafts(ctx.services).get(ctx.event.id);
  if (known?.version === version) return known;
  const draft = await read(ctx);
  // Somebody may have changed it while it was read, row by row: then it is not kept, and read again.
  if ((await readDraftVersion(ctx)) !== version) return openDraft(ctx);
  const opened = { draft, version };
  keepDraft(ctx, opened);
  return opened;
}

/** The draft, locked until the transaction ends: nobody else changes or releases it meanwhile. */
export async function draftToEdit(tx: EventCtx): Promise<OpenDraft> {
  const version = await lockDraft(tx);
  const known = keptDrafts(tx.services).get(tx.event.id);
  return known?.version === version ? known : { draft: await read(tx), version };
}

const turns = inMemory(() => new Map<string, Promise<unknown>>());

/**
 * Lets those of this process who change a draft do so one after the other: who waits for the lock of the database instead
 * holds a connection, and has it before the last one has kept in memory what was changed, and so reads all of it again.
 */
export async function inTurn<Result>(ctx: EventCtx, change: () => Promise<Result>): Promise<Result> {
  // Inside of a transaction the draft may be held already: who waits here may wait for that.
  if (ctx.consequences !== null) return change();
  const last = turns(ctx.services);
  const { id } = ctx.event;
  const changed = (last.get(id) ?? Promise.resolve()).then(change);
  const over = changed.then(
    () => undefined,
    () => undefined,
  );
  last.set(id, over);
  try {
    return await changed;
  } finally {
    if (last.get(id) === over) last.delete(id);
  }
}
