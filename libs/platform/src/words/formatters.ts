import { LRUCache } from 'lru-cache';

// Making a formatter takes much longer than using it. Languages may come from an address, so that there is a bound.
function keeping<Options, Formatter extends object>(
  make: (locales: string | string[] | undefined, options: Options | undefined) => Formatter,
) {
  const made = new LRUCache<string, Formatter>({ max: 500 });
  return (locales?: string | string[], options?: Options): Formatter => {
    const key = JSON.stringify([locales, options]);
    const formatter = made.get(key) ?? make(locales, options);
    made.set(key, formatter);
    return formatter;
  };
}

/** A date is a day, given as its midnight in UTC. */
export const dayFormat = keeping(
  (locales, options: Intl.DateTimeFormatOptions | undefined) =>
    new Intl.DateTimeFormat(locales, { ...options, timeZone: 'UTC' }),
);

export const numberFormat = keeping(
  (locales, options: Intl.NumberFormatOptions | undefined) => new Intl.NumberFormat(locales, options),
);

export const pluralRules = keeping(
  (locales, options: Intl.PluralRulesOptions | undefined) => new Intl.PluralRules(locales, options),
);
