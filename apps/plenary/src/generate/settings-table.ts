import { describeSettings } from '@plenary/platform/settings';

const begin = '<!-- settings -->';
const end = '<!-- /settings -->';

/** The README with its table of settings made anew. */
export function settingsTableIn(readme: string): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) return readme;
  const rows = describeSettings().map(
    ({ name, fallback, allowed, what }) =>
      `| \`${name}\` | ${fallback === '' ? '' : `\`${fallback}\``} | ${allowed} | ${what} |`,
  );
  const table = ['| name | default | allowed | what it does |', '|---|---|---|---|', ...rows].join('\n');
  return `${readme.slice(0, from)}${begin}\n${table}\n${readme.slice(to)}`;
}
