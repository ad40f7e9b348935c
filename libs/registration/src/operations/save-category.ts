import { changed, unchanged, verb } from '@plenary/audit';
import { eventTopic } from '@plenary/event';
import { badInput, holds, staleVersion, type EventCtx } from '@plenary/platform';
import { changeCategory, insertCategory, lockQuotas, saveQuotas } from '../data/categories.js';
import { findForm } from '../data/forms.js';
import type { Category } from '../domain/category.js';
import { saveCategoryInput } from '../domain/register-input.js';
import { requireOpening } from './find-opening.js';
import { giveFreePlaces } from './give-places.js';

/**
 * Makes a category of registrations, or changes one. Places become fewer only as far as they are free, and more by
 * `raiseQuota`, which asks for a reason, where anything limits them.
 * @throws {Refusal} BAD_INPUT; NOT_FOUND; STALE_VERSION with the category as it stands; CONFLICT for a key that is taken,
 * for fewer places than are held, or to take away a way to attend that somebody has
 */
export const saveCategory = verb('saveCategory', {
  input: saveCategoryInput,
  async run(tx: EventCtx, { categoryId, version, quotas, ...values }) {
    if (values.formId !== null && (await findForm(tx, values.formId)) === null)
      throw badInput([{ path: 'formId', message: 'must be a form of this event' }]);
    if (categoryId == null) {
      const id = await insertCategory(tx, values);
      await saveQuotas(tx, id, quotas);
      return saved(tx, id, {});
    }
    const { category } = await requireOpening(tx, categoryId);
    if (category.version !== version) throw staleCategory(version ?? 0, category);
    await lockQuotas(
      tx,
      category.quotas.map(({ mode }) => ({ categoryId, mode })),
    );
    refuseMore(category, quotas);
    const stands = category.quotas.map(({ mode, places }) => ({ mode, places }));
    const isSame = holds(category, values) && holds({ quotas: stands }, { quotas });
    if (isSame) return unchanged(category);
    if (!(await changeCategory(tx, categoryId, version, values)))
      throw staleCategory(version, (await requireOpening(tx, categoryId)).category);
    await saveQuotas(tx, categoryId, quotas);
    for (const { mode } of quotas) await giveFreePlaces(tx, { categoryId, mode });
    return saved(tx, categoryId, { version });
  },
});

/** @throws {Refusal} BAD_INPUT for more places than there are, of which a reason must be given */
function refuseMore(
  category: Category,
  quotas: readonly { readonly mode: string; readonly places: number | null }[],
): void {
  const problems = quotas.flatMap(({ mode, places }, index) => {
    const stands = category.quotas.find((quota) => quota.mode === mode);
    if (stands === undefined || stands.places === null) return [];
    if (places !== null && places <= stands.places) return [];
    return { path: `quotas[${String(index)}].places`, message: 'become more by raiseQuota, with a reason' };
  });
  if (problems.length > 0) throw badInput(problems);
}

function staleCategory(seen: number, category: Category) {
  return staleVersion('The category', seen, { ...category });
}

async function saved(tx: EventCtx, id: string, before: Readonly<Record<string, unknown>>) {
  const { category } = await requireOpening(tx, id);
  return changed({
    audit: { subject: { kind: 'RegistrationCategory', id }, before, after: { version: category.version } },
    topics: [eventTopic(tx.event.slug)],
    result: category,
  });
}
