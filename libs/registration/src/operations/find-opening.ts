import { notFound, type SqlEventCtx } from '@plenary/platform';
import { findOpening, type Opening } from '../data/categories.js';

/** @throws {Refusal} NOT_FOUND for a category of no or another event */
export async function requireOpening(ctx: SqlEventCtx, categoryId: string): Promise<Opening> {
  const opening = await findOpening(ctx, categoryId);
  if (opening === null) throw notFound('Category');
  return opening;
}
