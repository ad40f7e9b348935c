import { eventLifecycle, noticeLifecycle } from '@plenary/event';
import { editionLifecycle } from '@plenary/minutes';
import type { Lifecycle, Move } from '@plenary/platform';
import { questionLifecycle } from '@plenary/questions';
import { messageLifecycle, webhookLifecycle } from '@plenary/webhooks';

const lifecycles: readonly (readonly [name: string, lifecycle: Lifecycle<string>])[] = [
  ['Event', eventLifecycle],
  ['Notice', noticeLifecycle],
  ['Webhook', webhookLifecycle],
  ['Message to a webhook', messageLifecycle],
  ['Question', questionLifecycle],
  ['Edition', editionLifecycle],
];

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
