/** What of a field decides whether it is shown. */
interface Conditional {
  readonly key: string;
  readonly when: readonly { readonly field: string; readonly isOneOf: readonly string[] }[];
}

/**
 * The fields that are shown, in order: each of which every condition holds. What is hidden has no value for others. It is
 * the one evaluator, which the page of the form runs as well: it imports nothing.
 * @param valuesOf of a field, as they are just now
 */
export function shownFields<Field extends Conditional>(
  fields: readonly Field[],
  valuesOf: (key: string) => readonly string[],
): Field[] {
  const shown = new Set<string>();
  return fields.filter(({ key, when }) => {
    const holds = when.every(
      ({ field, isOneOf }) => shown.has(field) && valuesOf(field).some((value) => isOneOf.includes(value)),
    );
    if (holds) shown.add(key);
    return holds;
  });
}
