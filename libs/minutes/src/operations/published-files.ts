import { createCtx, enterEvent, inMemory, notFound, type EventCtx, type EventRef } from '@plenary/platform';
import { anonymous } from '@plenary/platform/access';
import { createDocument, type Document } from '@plenary/platform/documents';
import { TopicCache } from '@plenary/platform/live';
import { languageCode } from '@plenary/platform/texts';
import { LRUCache } from 'lru-cache';
import { findEdition } from '../data/editions.js';
import {
  findVisibleEdition,
  listArtifacts,
  listVisibleEditions,
  type Artifact,
} from '../data/publications.js';
import { minutesDocument } from '../domain/minutes-document.js';
import { minutesTopic } from '../domain/topics.js';
import { summaryOf, type EditionSummary } from './summary.js';

/** A published edition with the names of its files. */
export interface PublishedEdition {
  readonly id: string;
  readonly number: number;
  readonly artifacts: readonly Artifact[];
}

const documentBytes = 100_000_000;

/** What is asked for again and again is served from memory: a full hall that reloads costs no query. */
const keptEditions = inMemory(
  (services) =>
    new TopicCache<PublishedEdition, [EventRef]>(
      services.live,
      (key) => minutesTopic(key.split(' ')[0] ?? ''),
      async (key, event) => {
        const [, language = '', number = ''] = key.split(' ');
        const ctx = enterEvent(createCtx(services, anonymous, 'kept'), event);
        const edition = await findVisibleEdition(ctx, language, number === '' ? null : Number(number));
        return edition === null ? null : { ...edition, artifacts: await listArtifacts(ctx, edition.id) };
      },
    ),
);

/** By hash: the same bytes are one document, whatever edition asks for them. */
const keptDocuments = inMemory(
  () =>
    new LRUCache<string, Document>({
      maxSize: documentBytes,
      sizeCalculation: ({ body }) => body.length + 1_000,
    }),
);

/**
 * A file of a published edition: of this number or, with null, of the current one. Null if there is none to see.
 */
export async function findPublishedFile(
  ctx: EventCtx,
  language: string,
  number: number | null,
  name: string,
): Promise<Document | null> {
  // It comes from an address, and is part of a key.
  if (!languageCode.safeParse(language).success) return null;
  const documents = keptDocuments(ctx.services);
  const key = `${ctx.event.id} ${language}${number === null ? '' : ` ${String(number)}`}`;
  const edition = await keptEditions(ctx.services).get(key, ctx.event);
  const artifact = edition?.artifacts.find((file) => file.name === name);
  if (artifact === undefined) return null;
  const kept = documents.get(artifact.sha256);
  if (kept !== undefined) return kept;
  const document = createDocument(await ctx.services.storage.read(artifact.storageKey), artifact.mediaType);
  documents.set(artifact.sha256, document);
  return document;
}

/** A current edition with the names of its files. */
export interface PublishedMinutes {
  readonly language: string;
  readonly number: number;
  readonly symbol: string;
  readonly publishedAt: Date;
  readonly names: readonly string[];
}

const keptLists = inMemory(
  (services) =>
    new TopicCache<PublishedMinutes[], [EventRef]>(services.live, minutesTopic, async (_id, event) => {
      const ctx = enterEvent(createCtx(services, anonymous, 'kept'), event);
      const editions = await listVisibleEditions(ctx);
      return Promise.all(
        editions.map(async ({ id, ...edition }) => ({
          ...edition,
          names: (await listArtifacts(ctx, id)).map(({ name }) => name),
        })),
      );
    }),
);

/** The current edition of each language, from memory. */
export async function listPublishedMinutes({ services, event }: EventCtx): Promise<PublishedMinutes[]> {
  return (await keptLists(services).get(event.id, event)) ?? [];
}

const readSections = new WeakMap<Document, ReadonlyMap<string | null, number>>();

/** The sections of published minutes by their sessions; read once for each edition that stays in memory. */
function sectionsIn(file: Document): ReadonlyMap<string | null, number> {
  const known = readSections.get(file);
  if (known !== undefined) return known;
  const { sections } = minutesDocument.parse(JSON.parse(file.body.toString()));
  const read = new Map(sections.toReversed().map(({ session, number }) => [session, number]));
  readSections.set(file, read);
  return read;
}

/** Where the words of a session begin in the current edition of each language. */
export async function findRecord(
  ctx: EventCtx,
  sessionId: string,
): Promise<{ readonly language: string; readonly path: string }[]> {
  const editions = await listPublishedMinutes(ctx);
  const found = await Promise.all(
    editions.map(async ({ language }) => {
      const file = await findPublishedFile(ctx, language, null, 'minutes.json');
      const section = file === null ? undefined : sectionsIn(file).get(sessionId);
      if (section === undefined) return [];
      return [{ language, path: `/events/${ctx.event.slug}/minutes/${language}#s${String(section)}` }];
    }),
  );
  return found.flat();
}

/**
 * The files of an edition, with the address of its page.
 * @throws {Refusal} NOT_FOUND
 */
export async function listEditionFiles(
  ctx: EventCtx,
  editionId: string,
): Promise<{
  edition: EditionSummary & { url: string };
  artifacts: { name: string; bytes: number; sha256: string }[];
}> {
  const edition = await findEdition(ctx, editionId);
  if (edition === null) throw notFound('Edition');
  const artifacts = await listArtifacts(ctx, editionId);
  const url = `${ctx.services.settings.publicUrl}/events/${ctx.event.slug}/minutes/${edition.language}`;
  return {
    edition: { ...summaryOf(edition), url },
    artifacts: artifacts.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
}
