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
  const { event, questions, people } = await loadFacts(ctx);
  const turns = (await listSections(ctx, edition.id)).flatMap((section) => section.turns);
  return checkMinutesDocument({ event, language: edition.language, turns, questions, people });
}
