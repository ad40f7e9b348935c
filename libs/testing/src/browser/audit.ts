import axe, { type AxeResults, type RunOptions } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds on the page as it stands (WCAG 2.2 AA, and what its authors hold for good practice).
 * @param rules these alone, such as `color-contrast`, where only the colours have changed
 */
export async function findBarriers(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const options: RunOptions = {
    runOnly: rules.length === 0 ? { type: 'tag', values: wcag } : { type: 'rule', values: [...rules] },
    resultTypes: ['violations'],
  };
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary.split('\n').slice(1).join('; ').trim();
      return `${id}: ${help}: ${target.join(' ')}: ${why}`;
    }),
  );
}

const validator = new HtmlValidate({
  // What the standard says, not how some like it written: React writes the HTML.
  extends: ['html-validate:document', 'html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Ours come from our own server, which says in its policy that no others are loaded.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
});

/** What is wrong with a page as it was served. */
export async function findMarkupErrors(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, column, ruleId, message, selector }) => {
      const place = selector ?? `${String(line)}:${String(column)}`;
      return `${ruleId}: ${message} (${place})`;
    }),
  );
}
