import { Refusal, notFound, staleVersion, type EventCtx } from '@plenary/platform';
import { listRules } from '@plenary/program';
import { languageCode } from '@plenary/platform/texts';
import { findEdition, findEditionInWork, listEditions } from '../data/editions.js';
import { findVisibleEdition } from '../data/publications.js';
import { listSections } from '../data/turns.js';
import type { Edition, Section } from '../domain/edition.js';
import { sectionsFor } from '../domain/shown-sections.js';
import { summaryOf, type EditionSummary } from './summary.js';

/**
 * The edition in work in this language.
 * @throws {Refusal} CONFLICT if there is none
 */
export async function findWorkingEdition(ctx: EventCtx, language: string): Promise<EditionSummary> {
  return summaryOf(await requireInWork(ctx, language));
}

export async function requireInWork(ctx: EventCtx, language: string): Promise<Edition> {
  const edition = await findEditionInWork(ctx, language);
  if (edition !== null) return edition;
  throw new Refusal('CONFLICT', `No edition is in work in "${language}": draft the minutes first.`);
}

/** The edition in work, else the last one of this language. */
export async function findLatest(ctx: EventCtx, language: string): Promise<Edition> {
  const [last] = await listEditions(ctx, language);
  if (last !== undefined) return last;
  throw new Refusal('NOT_FOUND', `There are no minutes in "${language}" yet: draft them first.`);
}

/** The edition that was seen. NOT_FOUND, or STALE_VERSION with how it stands. */
export async function requireEdition(
  ctx: EventCtx,
  seen: { readonly editionId: string; readonly version: number },
): Promise<Edition> {
  const edition = await findEdition(ctx, seen.editionId);
  if (edition === null) throw notFound('Edition');
  if (edition.version === seen.version) return edition;
  throw staleVersion('The edition', seen.version, { version: edition.version, state: edition.state });
}

/** The edition that the public sees in this language; null if there is none. */
export async function findPublishedEdition(ctx: EventCtx, language: string): Promise<EditionSummary | null> {
  if (!languageCode.safeParse(language).success) return null;
  const visible = await findVisibleEdition(ctx, language, null);
  const edition = visible === null ? null : await findEdition(ctx, visible.id);
  return edition === null ? null : summaryOf(edition);
}

export async function listAllEditions(ctx: EventCtx): Promise<EditionSummary[]> {
  return (await listEditions(ctx, null)).map(summaryOf);
}

/** The words of an edition, session by session: all for its editors, for others what they may read. */
export async function listEditionSections(
  ctx: EventCtx,
  { id, language }: Pick<Edition, 'id' | 'language'>,
): Promise<readonly Section[]> {
  const sections = await listSections(ctx, id);
  if (ctx.viewer.permissions.includes('minutes.edit')) return sections;
  return sectionsFor(sections, await listRules(ctx), ctx.viewer, language);
}
