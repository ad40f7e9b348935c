import { lifecycles } from '@plenary/nouns/jobs';
import type { Move } from '@plenary/platform';

/** How each thing moves, as diagrams made from the tables that the code moves by. */
export function lifecyclePage(): string {
  const diagrams = lifecycles.map(([name, lifecycle]) => {
    const moves = Object.entries(lifecycle).flatMap(([from, tos]) =>
      Object.entries(tos).map(([to, columns]) => `  ${from} --> ${to}${effectOf(columns ?? {})}`),
    );
    return `## ${name}\n\n\`\`\`mermaid\nstateDiagram-v2\n${moves.join('\n')}\n\`\`\`\n`;
  });
  return `# Lifecycles\n\nMade from the code by \`npm run generate\`.\n\n${diagrams.join('\n')}`;
}

/** What the move sets and clears, as the words beside its arrow. */
function effectOf(columns: Move): string {
  const parts = (['set', 'cleared'] as const).flatMap((kind) => {
    const names = Object.keys(columns).filter((name) => columns[name] === kind);
    return names.length === 0 ? [] : [`${kind === 'set' ? 'sets' : 'clears'} ${names.join(', ')}`];
  });
  return parts.length === 0 ? '' : `: ${parts.join('; ')}`;
}
