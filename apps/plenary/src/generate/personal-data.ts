const headings = ['| table | class | columns |', '|---|---|---|'];

/**
 * The text with its table of columns made anew, from what stands above each model: `/// @CLASS column column`.
 * @param schemas of Prisma
 */
export function personalDataIn(text: string, schemas: readonly string[]): string {
  const lines = text.split('\n');
  const start = lines.indexOf(headings[0] ?? '');
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  const rows = schemas.flatMap(rowsOf);
  return [...lines.slice(0, start), ...headings, ...rows, ...lines.slice(start + length)].join('\n');
}

function rowsOf(schema: string): string[] {
  return [...schema.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{/gm)].flatMap(
    ([, comments = '', model = '']) =>
      [...comments.matchAll(/^\/\/\/ @(\w+) (.+)$/gm)].map(
        ([, kind = '', columns = '']) => `| ${model} | ${kind} | ${columns} |`,
      ),
  );
}
