import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { unpackedChromium } from './chromium.js';

/** A telephone and a desk. */
export const widths = [360, 1440] as const;
export const colours = ['light', 'dark'] as const;

export interface View {
  readonly width: (typeof widths)[number];
  readonly colours: (typeof colours)[number];
  /** What the browser asks pages for. */
  readonly language: string;
  readonly timeZone: string;
  /** Whether pages may run their scripts. */
  readonly script: boolean;
  /** A cookie, as `name=value`. */
  readonly caller: string | null;
}

export interface OpenPage {
  readonly page: Page;
  readonly status: number;
  /** What the page wrote to the console as an error, or failed to load. */
  readonly problems: readonly string[];
  readonly close: () => Promise<void>;
}

export interface TestBrowser {
  /** Opens a page in a profile of its own. */
  open(url: string, view?: Partial<View>): Promise<OpenPage>;
  readonly close: () => Promise<void>;
}

const usual: View = {
  width: 1440,
  colours: 'light',
  language: 'en',
  timeZone: 'Asia/Tokyo',
  script: true,
  caller: null,
};
const heights = { 360: 740, 1440: 900 } as const;

/** A browser for the tests of a file. */
export async function startBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: unpackedChromium(),
    env: { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)) },
  });
  return {
    async open(url, view = {}) {
      const { width, colours, language, timeZone, script, caller } = { ...usual, ...view };
      const context = await browser.newContext({
        viewport: { width, height: heights[width] },
        isMobile: width === 360,
        hasTouch: width === 360,
        colorScheme: colours,
        locale: language,
        timezoneId: timeZone,
        javaScriptEnabled: script,
      });
      const [name = '', value = ''] = caller?.split('=') ?? [];
      if (caller !== null) await context.addCookies([{ name, value, url }]);
      const page = await context.newPage();
      const problems = problemsOf(page);
      const response = await page.goto(url);
      return { page, status: response?.status() ?? 0, problems, close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

function problemsOf(page: Page): readonly string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('requestfailed', (request) => problems.push(`${request.url()} did not load`));
  page.on('console', (message) => {
    // An answer that is an error is shown as a page, and tested as one.
    const isAnswer = message.location().url === page.url() && message.text().startsWith('Failed to load');
    if (message.type() === 'error' && !isAnswer) problems.push(message.text());
  });
  return problems;
}
