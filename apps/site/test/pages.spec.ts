import {
  colours,
  findBarriers,
  findBeyondKeyboard,
  findMarkupErrors,
  startBrowser,
  widths,
  type TestBrowser,
  type View,
} from '@plenary/testing/browser';
import { openMeeting, type Meeting } from './meeting.js';

/** Every page for everybody: telephone and desk, light and dark, by eye, by ear and by keys (WCAG 2.2 AA). */

let meeting: Meeting;
let browser: TestBrowser;

beforeAll(async () => {
  [meeting, browser] = await Promise.all([openMeeting(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await meeting.close();
});

interface PublicPage {
  /** Its address; the language is asked for besides. */
  readonly path: (meeting: Meeting) => string;
  readonly status?: number;
  /** The cookie of who asks for it; a stranger else. */
  readonly caller?: (meeting: Meeting) => string;
}

const event = ({ ctx }: Meeting): string => `/events/${ctx.event.slug}`;

const pages: Readonly<Record<string, PublicPage>> = {
  'the list of events': { path: () => '/' },
  'an event': { path: event },
  'an event, for its staff': { path: event, caller: ({ organiser }) => organiser },
  'a session': { path: (meeting) => `${event(meeting)}/sessions/${meeting.session}` },
  'a person': { path: (meeting) => `${event(meeting)}/people/${meeting.person}` },
  minutes: { path: (meeting) => `${event(meeting)}/minutes/en` },
  'the page to sign in': { path: () => '/sign-in' },
  'the page behind a sign-in link': { path: () => '/sign-in#a-secret' },
  'the page behind another link': { path: () => '/link#part.a-secret' },
  'the page of a part': { path: (meeting) => `${event(meeting)}/part`, caller: ({ speaker }) => speaker },
  'the page of a part, without its link': { path: (meeting) => `${event(meeting)}/part`, status: 401 },
  'how to take part': { path: (meeting) => `${event(meeting)}/register` },
  'the form of a category': { path: (meeting) => `${event(meeting)}/register?category=delegates` },
  'the page of a registration': {
    path: (meeting) => `${event(meeting)}/me`,
    caller: ({ registered }) => registered,
  },
  'the page that ends notices': { path: ({ unsubscribe }) => unsubscribe },
  'what is not there': { path: () => '/never-was', status: 404 },
  'the mailbox': { path: () => '/mailbox' },
};

const languages = ['en', 'ja'] as const;

describe.each(Object.entries(pages))('%s', (_name, { path, status = 200, caller }) => {
  const addressIn = (language: string): string => {
    const url = new URL(path(meeting), meeting.site.url);
    url.searchParams.set('language', language);
    return url.href;
  };
  const viewIn = (language: string): Partial<View> => ({
    language,
    caller: caller?.(meeting) ?? null,
  });

  test.each(languages)('is valid HTML, in %s', async (language) => {
    const cookie = caller?.(meeting) ?? '';
    const answer = await fetch(addressIn(language), {
      headers: { accept: 'text/html', 'accept-language': language, cookie },
    });
    expect(answer.status).toBe(status);
    expect(await findMarkupErrors(await answer.text())).toEqual([]);
  });

  test.each(languages.flatMap((language) => widths.map((width) => [language, width] as const)))(
    'serves everybody, in %s on %i pixels',
    async (language, width) => {
      const opened = await browser.open(addressIn(language), { ...viewIn(language), width });
      const { page, problems } = opened;
      const found: Record<string, unknown> = { status: opened.status };
      for (const colorScheme of colours) {
        await page.emulateMedia({ colorScheme });
        found[colorScheme] = await findBarriers(page, colorScheme === 'light' ? [] : ['color-contrast']);
      }
      found['width'] = await page.evaluate('document.documentElement.scrollWidth');
      found['beyond the keyboard'] = await findBeyondKeyboard(page);
      await opened.close();
      expect({ ...found, problems }).toEqual({
        status,
        light: [],
        dark: [],
        width,
        'beyond the keyboard': [],
        problems: [],
      });
    },
  );
});
