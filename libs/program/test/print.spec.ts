import { editProgram, printProgram, publicRelease, releaseProgram } from '@plenary/program';
import { aProgram, aReleasedEvent, anEvent, pdfFonts, pdfText } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import type { InjectOptions } from 'fastify';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
});
afterAll(() => api.close());

const inject = (options: string | InjectOptions) => api.api.server.inject(options);

/** What stands on the pages of a PDF, in its order, without the spaces at which lines break. */
async function textIn(pdf: Buffer): Promise<string> {
  return (await pdfText(pdf)).replaceAll(/\s/g, '');
}

async function readPdf(url: string, cookie = ''): Promise<string> {
  const response = await inject({ url, headers: { cookie } });
  expect([url, response.statusCode, response.headers['content-type']]).toEqual([url, 200, 'application/pdf']);
  return textIn(response.rawPayload);
}

describe('the program and the booklet', () => {
  test('are the release in both languages, with names in the order of their owners and the notice on each page', async () => {
    const { event } = await aReleasedEvent(api.operator, {
      event: { notice: { en: 'Demonstration: invented persons and words' } },
    });
    for (const name of ['program.pdf', 'booklet.pdf']) {
      const both = await readPdf(`/events/${event.slug}/${name}`);
      for (const said of ['ColonelAlexSmith', 'Dr.TANAKAHana', '田中花博士', '基調講演', 'プログラム'])
        expect(both).toContain(said);
      const pages = Number(/1\/(\d+)/.exec(both)?.[1]);
      expect(both.split('Demonstration:inventedpersonsandwords')).toHaveLength(pages + 1);
    }
    const [en, ja] = [
      await readPdf(`/events/${event.slug}/program.pdf?language=en`),
      await readPdf(`/events/${event.slug}/program.pdf?language=ja`),
    ];
    expect([en.includes('田中'), ja.includes('田中'), ja.includes('TANAKA')]).toEqual([false, true, false]);
    const refused = await inject(`/events/${event.slug}/program.pdf?language=fr`);
    expect([refused.statusCode, refused.json()]).toMatchObject([
      400,
      { errors: [{ message: 'language: must be one of en, ja' }] },
    ]);
  });

  test('have Latin letters in a Latin face and the signs of Japanese in a Japanese one, in every layout', async () => {
    const title = { en: 'Škoda’s Łódź — 1990', ja: '「Łódź」――“対話”' };
    const ctx = await aReleasedEvent(api.operator, { event: { title } });
    const cookie = await api.signedIn('VIEWER', ctx);
    for (const name of ['program.pdf', 'booklet.pdf', 'run-book.pdf']) {
      const url = (language: string): string => `/events/${ctx.event.slug}/${name}?language=${language}`;
      const [en, ja] = await Promise.all(
        ['en', 'ja'].map(async (language) =>
          pdfFonts((await inject({ url: url(language), headers: { cookie } })).rawPayload),
        ),
      );
      const inJapaneseFace = (pieces: typeof ja, words: string) =>
        new Set(pieces?.filter(({ text }) => text.includes(words)).map(({ font }) => font.includes('JP')));
      expect([name, inJapaneseFace(en, title.en)]).toEqual([name, new Set([false])]);
      expect([name, inJapaneseFace(ja, 'Łódź')]).toEqual([name, new Set([false])]);
      expect([name, inJapaneseFace(ja, '」――“対話”')]).toEqual([name, new Set([true])]);
    }
  });

  test('are the same bytes for everybody, with a strong ETag, until the next release', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const url = `/events/${ctx.event.slug}/program.pdf`;
    const [first, second] = await Promise.all([inject(url), inject(url)]);
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
    expect(first.headers.etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers['cache-control']).toBe('no-cache');
    const headers = { 'if-none-match': String(first.headers.etag) };
    expect((await inject({ url, headers })).statusCode).toBe(304);
    const session = await ctx.db.session.findFirstOrThrow({ where: { eventId: ctx.event.id, key: 'panel' } });
    await editProgram(ctx, 'updateSession', {
      sessionId: session.id,
      version: 1,
      title: { en: 'Late Title' },
    });
    expect((await inject({ url, headers })).statusCode).toBe(304);
    await releaseProgram(ctx, { waivers: [], waiveAll: null });
    const changed = await publicRelease(api.services, ctx.event, 2);
    expect(changed?.number).toBe(2);
    if (changed === null) return;
    expect(await textIn((await printProgram(api.services, changed, 'page', null)).body)).toContain(
      'LateTitle',
    );
  });

  test('are found by nobody who may not see the event, nor before the first release', async () => {
    const ctx = await anEvent(api.operator);
    const url = `/events/${ctx.event.slug}/program.pdf`;
    const never = await inject('/events/never-was/program.pdf');
    const hidden = await inject(url);
    expect([hidden.statusCode, hidden.body]).toEqual([404, never.body]);
    expect((await inject({ url, headers: { cookie: await api.signedIn('VIEWER', ctx) } })).json()).toEqual({
      errors: [{ message: 'Release not found.', extensions: { code: 'NOT_FOUND' } }],
    });
  });

  test('that take too long are refused for now, and there for who asks again', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const release = await publicRelease(api.services, ctx.event, null);
    if (release === null) throw new Error('not released');
    await expect(printProgram(api.services, release, 'booklet', null, 0)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
    expect((await printProgram(api.services, release, 'booklet', null)).mediaType).toBe('application/pdf');
  });

  test('of a program that is too large are refused', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const release = await publicRelease(api.services, ctx.event, null);
    if (release === null) throw new Error('not released');
    const [session] = release.program.sessions;
    if (session === undefined) throw new Error('no session');
    const many = { ...release.program, sessions: Array.from({ length: 10_000 }, () => session) };
    const long = [{ ...session, abstract: { en: 'x'.repeat(1_000_000) } }];
    for (const [number, program] of [
      [11, many],
      [12, { ...release.program, sessions: long }],
    ] as const)
      await expect(
        printProgram(api.services, { ...release, number, program }, 'booklet', null),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('the run book', () => {
  test("is for the event's staff alone, and kept by nobody", async () => {
    const ctx = await anEvent(api.operator);
    const other = await anEvent(api.operator);
    const url = `/events/${ctx.event.slug}/run-book.pdf`;
    const as = async (cookie: string, address = url) => inject({ url: address, headers: { cookie } });
    const staff = await as(await api.signedIn('VIEWER', ctx));
    expect([staff.statusCode, staff.headers['cache-control'], staff.headers.vary]).toEqual([
      200,
      'no-store',
      'Cookie',
    ]);
    const foreign = await api.signedIn('ORGANISER', other);
    const [theirs, never] = [await as(foreign), await as(foreign, '/events/never-was/run-book.pdf')];
    expect([theirs.statusCode, theirs.body]).toEqual([404, never.body]);
    const stranger = await inject(url);
    const nowhere = await inject('/events/never-was/run-book.pdf');
    expect([stranger.statusCode, stranger.body]).toEqual([401, nowhere.body]);
  });

  test('has what is not public: internal sessions, cues, notes, equipment and interpreters', async () => {
    const [keynote, panel] = aProgram().sessions ?? [];
    if (keynote === undefined || panel === undefined) throw new Error('no sessions');
    const ctx = await anEvent(api.operator, {
      program: {
        ...aProgram(),
        sessions: [
          {
            ...keynote,
            visibility: 'INTERNAL',
            notes: 'Water without ice',
            equipment: ['Two booths'],
            setUp: 'theatre',
            appearances: [
              { person: 'tanaka', role: 'INTERPRETER', languages: ['en', 'ja'], state: 'INVITED' },
            ],
            cues: [
              { kind: 'CUE', minute: -10, text: 'Doors close', responsible: 'Stage manager' },
              { kind: 'NOTE', text: 'No slides yet' },
            ],
          },
          panel,
        ],
      },
    });
    await releaseProgram(ctx, { waivers: [], waiveAll: null });
    const cookie = await api.signedIn('MODERATOR', ctx);
    const book = await readPdf(`/events/${ctx.event.slug}/run-book.pdf`, cookie);
    const own = [
      'Keynoteinternal',
      'Waterwithoutice',
      'Twobooths',
      '09:50−10CueDoorscloseStagemanager',
      'Noslidesyet',
    ];
    const said = [...own, 'InterpretersDr.TANAKAHana(EnglishandJapanese,tobeconfirmed)', 'Forstaffonly'];
    expect(said.filter((words) => !book.includes(words))).toEqual([]);
    for (const name of ['program.pdf', 'booklet.pdf']) {
      const open = await readPdf(`/events/${ctx.event.slug}/${name}`);
      expect([...own, 'Keynote'].filter((words) => open.includes(words))).toEqual([]);
    }
    const ja = await readPdf(`/events/${ctx.event.slug}/run-book.pdf?language=ja`, cookie);
    expect(ja).toContain('通訳田中花博士（英語、日本語、予定）');
    const page = async (headers: Record<string, string>): Promise<boolean> =>
      (await inject({ url: `/events/${ctx.event.slug}`, headers })).body.includes('run-book.pdf');
    expect([await page({ cookie }), await page({})]).toEqual([true, false]);
  });
});
