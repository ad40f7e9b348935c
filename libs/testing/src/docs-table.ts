import { readFileSync } from 'node:fs';

/**
 * A table of the documentation, cell by cell, its headings first.
 * @param file in `docs`
 * @param heading that of its first column, which no other table there has
 */
export function readDocsTable(file: string, heading: string): string[][] {
  const lines = readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  const rows = lines.slice(start, length < 0 ? undefined : start + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.filter((_row, place) => place !== 1);
}
