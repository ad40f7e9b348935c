const eastAsian = new Set(['ja', 'zh', 'ko']);

/** Whether a language (BCP 47) is written in an East Asian script, which has no capitals and sets a title behind the name. */
export function isEastAsian(language: string): boolean {
  return eastAsian.has(language.split('-')[0] ?? language);
}
