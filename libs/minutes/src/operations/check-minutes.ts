import type { EventCtx } from '@plenary/platform';
import { listSections } from '../data/turns.js';
import { checkMinutesDocument } from '../domain/checks.js';
import type { Edition } from '../domain/edition.js';
import type { MinutesFinding } from '../domain/finding.js';
import { findLatest } from './find-edition.js';
import { loadFacts } from './sources.js';

/**
 * What the checks find in the last edition in this language.
 * @throws {Refusal} NOT_FOUND if nothing was drafted yet
 */
export async function checkMinutes(
  ctx: EventCtx,
  { language }: { readonly language: string },
): Promise<MinutesFinding[]> {
  return checkEdition(ctx, await findLatest(ctx, language));
}

export async function checkEdition(ctx: EventCtx, edition: Edition): Promise<MinutesFinding[]> {
  const facts = await loadFacts(ctx);
  const sections = await listSections(ctx, edition.id);
  return checkMinutesDocument({ ...facts, language: edition.language, sections });
}
