import { once } from 'node:events';
import { findEvent } from '@plenary/event';
import { badInput, inMemory, notFound, Refusal, type EventCtx, type Services } from '@plenary/platform';
import { createDocument, type Document } from '@plenary/platform/documents';
import { LRUCache } from 'lru-cache';
import { renderProgram, renderRunBook, type ProgramLayout } from '../rendering/index.js';
import { currentDraft } from './current-draft.js';
import type { ShownRelease } from './current-release.js';

const mediaType = 'application/pdf';
/** The annual conference of the IAPTC takes 700 kB as a booklet. */
const mostBytes = 64_000_000;
/** Nobody is kept waiting for longer; what is being made meanwhile is there for the next who asks. */
const patienceMs = 10_000;
/** Two stand well beside each other; more do not. */
const mostLanguages = 2;

type Printing = () => Promise<Buffer>;

const printed = inMemory(
  () =>
    new LRUCache<string, Document, Printing>({
      maxSize: mostBytes,
      sizeCalculation: ({ body }) => body.length,
      fetchMethod: async (_key, _stale, { context }) => createDocument(await context(), mediaType),
      ignoreFetchAbort: true,
    }),
);

/**
 * `program.pdf` and `booklet.pdf`: the release as the public sees it, on paper. Made once a release, and then served
 * from memory.
 * @param language one of the event's; null for its first two beside each other
 * @throws {Refusal} BAD_INPUT for another language; CONFLICT if the program is too large; UNAVAILABLE while it is made
 */
export async function printProgram(
  services: Services,
  { eventId, number, program }: ShownRelease,
  layout: ProgramLayout,
  language: string | null,
  waitMs: number = patienceMs,
): Promise<Document> {
  const { languages } = program.event;
  const wanted = language === null ? languages.slice(0, mostLanguages) : [requireOneOf(languages, language)];
  const key = [eventId, number, layout, ...wanted].join(' ');
  const documents = printed(services);
  const context: Printing = () => renderProgram(program, wanted, layout);
  return documents.get(key) ?? (await soon(documents.forceFetch(key, { context }), waitMs));
}

/**
 * `run-book.pdf`: the draft as it stands, with what staff alone may see.
 * @param language one of the event's; null for its first
 * @throws {Refusal} BAD_INPUT for another language; CONFLICT if the program is too large; UNAVAILABLE while others wait
 */
export async function printRunBook(ctx: EventCtx, language: string | null): Promise<Document> {
  const event = await findEvent(ctx, ctx.event.id);
  if (event === null) throw notFound('Event');
  const wanted = language === null ? (event.languages[0] ?? 'en') : requireOneOf(event.languages, language);
  const draft = await currentDraft(ctx);
  const now = ctx.services.clock.now();
  return createDocument(await soon(renderRunBook(event, draft, wanted, now), patienceMs), mediaType);
}

function requireOneOf(languages: readonly string[], language: string): string {
  if (languages.includes(language)) return language;
  throw badInput([{ path: 'language', message: `must be one of ${languages.join(', ')}` }]);
}

/** What is made, if it is within this time. */
async function soon<Made>(made: Promise<Made>, waitMs: number): Promise<Made> {
  const overdue = once(AbortSignal.timeout(waitMs), 'abort').then(() => {
    throw new Refusal('UNAVAILABLE', 'This document is still being made. Try again in a moment.');
  });
  return Promise.race([made, overdue]);
}
