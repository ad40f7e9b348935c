import type { EventCtx } from '@plenary/platform';
import { openPart } from '../operations/open-part.js';
import { toPartType } from './mapping.js';
import type { PartType } from './part.type.js';

/** The actor's part in the event, as it stands. */
export async function ownPart(ctx: EventCtx, language: string | null = null): Promise<PartType> {
  return toPartType(await openPart(ctx), ctx.viewer, language);
}
