/** A day written out as a formal program has it: `Tuesday, 24 November 2026`, `2026年11月24日（火）`. */
export function writtenDay(day: string, language: string): string {
  const { year, month, date, weekday } = partsOf(day, language);
  switch (language) {
    case 'en':
      return `${weekday}, ${date} ${month} ${year}`;
    case 'ja':
      return `${year}年${month}${date}日（${weekday}）`;
    default:
      return named(day, language, { dateStyle: 'full' });
  }
}

/** A span of days: `Monday, 7 – Friday, 11 December 2026`, `2026年12月7日（月）～11日（金）`. */
export function writtenDays(from: string, to: string, language: string): string {
  if (from === to) return writtenDay(from, language);
  const [first, last] = [partsOf(from, language), partsOf(to, language)];
  const [sameYear, sameMonth] = [first.year === last.year, from.slice(0, 7) === to.slice(0, 7)];
  if (language === 'en' && sameYear) {
    const month = sameMonth ? '' : ` ${first.month}`;
    return `${first.weekday}, ${first.date}${month} – ${writtenDay(to, language)}`;
  }
  if (language === 'ja' && sameYear) {
    const month = sameMonth ? '' : last.month;
    return `${writtenDay(from, language)}～${month}${last.date}日（${last.weekday}）`;
  }
  return `${writtenDay(from, language)} – ${writtenDay(to, language)}`;
}

/** A day as it stands in small print: `24 November 2026`, `2026年11月24日`. */
export function writtenDate(day: string, language: string): string {
  const { year, month, date } = partsOf(day, language);
  if (language === 'en') return `${date} ${month} ${year}`;
  if (language === 'ja') return `${year}年${month}${date}日`;
  return named(day, language, { dateStyle: 'long' });
}

/** A day among others of the same event: `Tue 24 Nov`, `11月24日（火）`. */
export function writtenShortDay(day: string, language: string): string {
  const { month, date, weekday } = partsOf(day, language);
  if (language === 'en')
    return `${named(day, language, { weekday: 'short' })} ${date} ${named(day, language, { month: 'short' })}`;
  if (language === 'ja') return `${month}${date}日（${weekday}）`;
  return named(day, language, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** What clocks go by there, in summer and winter alike: `Japan Standard Time`, `中央ヨーロッパ時間`. */
export function zoneName(timeZone: string, day: string, language: string): string {
  const options = { timeZone, timeZoneName: 'longGeneric' } as const;
  // A zone may have had another name in other years.
  const parts = new Intl.DateTimeFormat(language, options).formatToParts(new Date(`${day}T00:00:00Z`));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** Year and date as numbers, the month as the language names it (`11月`), the weekday short in Japanese. */
function partsOf(day: string, language: string) {
  const [year = '', , date = ''] = day.split('-');
  return {
    year,
    date: String(Number(date)),
    month: named(day, language, { month: 'long' }),
    weekday: named(day, language, { weekday: language === 'ja' ? 'short' : 'long' }),
  };
}

// Making a formatter takes much longer than using it.
const formatters = new Map<string, Intl.DateTimeFormat>();

function named(day: string, language: string, options: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
  formatters.set(key, known);
  return known.format(new Date(`${day}T00:00:00Z`));
}
