/** Languages by their names, in a language: `English and French`, `英語、フランス語`. */
export function languageNames(codes: readonly string[], language: string): string {
  const { languages, list } = formattersIn(language);
  return list.format(codes.map((code) => languages.of(code) ?? code));
}

/** A country (ISO 3166-1 alpha-2) by its name in a language. */
export function countryName(code: string, language: string): string {
  return formattersIn(language).countries.of(code) ?? code;
}

interface Formatters {
  readonly languages: Intl.DisplayNames;
  readonly countries: Intl.DisplayNames;
  readonly list: Intl.ListFormat;
}

// Making a formatter takes much longer than using it.
const known = new Map<string, Formatters>();

function formattersIn(language: string): Formatters {
  const formatters = known.get(language) ?? {
    languages: new Intl.DisplayNames([language], { type: 'language' }),
    countries: new Intl.DisplayNames([language], { type: 'region' }),
    list: new Intl.ListFormat(language, { type: 'conjunction' }),
  };
  known.set(language, formatters);
  return formatters;
}
