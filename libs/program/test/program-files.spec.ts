import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EventCtx } from '@plenary/platform';
import { readCsv, readXlsx } from '@plenary/formats/tables';
import { aProgram, aReleasedEvent, anEvent, eventually, statementsOf } from '@plenary/testing';
import { type Answer, startTestApi, type TestApi } from '@plenary/testing/api';
import { validateXML } from 'xmllint-wasm';
import { z } from 'zod';

const schemaFile = join(
  fileURLToPath(new URL('../../..', import.meta.url)),
  '../shared/data/schemas/schedule.xml.xsd',
);
// Reads ../shared: skipped, and said so, where that folder is missing.
const withSchema = existsSync(schemaFile) ? test : test.skip;

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

function get(url: string, headers: Record<string, string> = {}) {
  return api.api.server.inject({ url, headers });
}

const csvType = 'text/csv';

/** Sends a file for a program, and returns its id. */
async function send(cookie: string, file: string | Buffer, type = csvType): Promise<string> {
  const response = await api.api.server.inject({
    method: 'POST',
    url: '/uploads?purpose=program',
    headers: { 'content-type': type, cookie },
    payload: file,
  });
  return z.object({ id: z.string() }).parse(response.json()).id;
}

const importProgram = `mutation ($input: ImportProgramInput!) {
  importProgram(input: $input) {
    edit peopleAdded notes changes { kind title { text } } findingsCome { rule } findingsGone { rule }
  }
}`;

async function take(ctx: EventCtx, cookie: string, file: string, options: object = {}): Promise<Answer> {
  const uploadId = await send(cookie, file);
  return api.graphql(importProgram, { input: { event: ctx.event.slug, uploadId, ...options } }, cookie);
}

/** All that an import may change. */
async function stateOf({ db, event }: EventCtx) {
  const where = { eventId: event.id };
  return {
    sessions: await db.session.findMany({ where, orderBy: { id: 'asc' } }),
    rooms: await db.room.count({ where }),
    people: await db.person.count({ where }),
    edits: await db.programEdit.count({ where }),
    audit: await db.auditEntry.count({ where }),
  };
}

const lunch = 'key,kind,title,room,start,end,people\nlunch,BREAK,Lunch,Garden,2026-11-24 12:00,13:00,\n';

describe('the feeds of other software', () => {
  const secret = {
    key: 'dinner',
    kind: 'SOCIAL' as const,
    visibility: 'PARTICIPANTS' as const,
    title: { en: 'Secret dinner' },
    startsAt: '2026-11-24T18:00:00+09:00',
    endsAt: '2026-11-24T20:00:00+09:00',
    appearances: [{ person: 'tanaka', role: 'CHAIR' as const }],
  };

  test.each(['schedule.xml', 'schedule.json'])(
    '%s has what is public of the release alone, from memory, with a strong tag',
    async (name) => {
      const sessions = [...(aProgram().sessions ?? []).slice(0, 1), secret];
      const ctx = await aReleasedEvent(api.operator, { program: { ...aProgram(), sessions } });
      const url = `/events/${ctx.event.slug}/${name}`;
      const first = await get(url);
      expect([first.statusCode, first.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect([first.body.includes('Keynote'), first.body.includes('Alex Smith')]).toEqual([true, true]);
      expect([first.body.includes('Secret'), first.body.includes('TANAKA')]).toEqual([false, false]);
      const etag = first.headers.etag ?? '';
      expect(etag).toMatch(/^"[\w-]+"$/);
      const again = (): ReturnType<typeof get> => get(url, { 'if-none-match': etag });
      // News of the release may still be on its way.
      await eventually(async () => (await statementsOf(again)).length === 0);
      expect(await again()).toMatchObject({ statusCode: 304, body: '' });
    },
  );

  test('are not found before a release, in the same words as for an event that never was', async () => {
    const ctx = await anEvent(api.operator);
    for (const name of ['schedule.xml', 'schedule.json', 'program.json', 'program.ics']) {
      const answers = await Promise.all(
        [ctx.event.slug, 'never-was'].map((slug) => get(`/events/${slug}/${name}`)),
      );
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404]);
      expect(answers[0]?.json()).toEqual(answers[1]?.json());
    }
  });

  withSchema('schedule.xml is valid by its published schema', async () => {
    const notice = { en: 'A <demonstration> & more' };
    const untimed = { key: 'later', kind: 'OTHER' as const, title: { en: 'Later' } };
    const roomless = { ...secret, visibility: 'PUBLIC' as const, title: { en: 'Walk "by" night & day' } };
    const program = { ...aProgram(), sessions: [...(aProgram().sessions ?? []), roomless, untimed] };
    const event = { notice, endsOn: '2026-11-26' };
    const ctx = await aReleasedEvent(api.operator, { event, program });
    const { body } = await get(`/events/${ctx.event.slug}/schedule.xml`);
    const { errors } = await validateXML({
      xml: [{ fileName: 'schedule.xml', contents: body }],
      schema: readFileSync(schemaFile, 'utf8'),
    });
    expect(errors).toEqual([]);
  });
});

describe('the draft as a table', () => {
  test('is for staff of the event alone', async () => {
    const ctx = await anEvent(api.operator);
    const own = await api.signedIn('VIEWER', ctx);
    const other = await api.signedIn('ORGANISER', await anEvent(api.operator));
    for (const name of ['draft.csv', 'draft.xlsx', 'template.csv', 'template.xlsx']) {
      const url = `/events/${ctx.event.slug}/${name}`;
      const answers = [
        await get(url, { cookie: own }),
        await get(url, { cookie: other }),
        await get(url),
        await get(`/events/never-was/${name}`, { cookie: other }),
        await get(`/events/never-was/${name}`),
      ];
      expect([name, ...answers.map(({ statusCode }) => statusCode)]).toEqual([name, 200, 404, 401, 404, 401]);
      expect(answers[1]?.json()).toEqual(answers[3]?.json());
      expect(answers[0]?.headers['cache-control']).toBe('no-store');
    }
  });

  test('comes back as it went, and the template has the same columns and no row', async () => {
    const ctx = await anEvent(api.operator);
    const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
    const [csv, xlsx, template, empty] = await Promise.all(
      ['draft.csv', 'draft.xlsx', 'template.csv', 'template.xlsx'].map(
        async (name) => (await get(`/events/${ctx.event.slug}/${name}`, { cookie })).rawPayload,
      ),
    );
    const rows = readCsv(csv ?? Buffer.of()).value;
    expect(rows.rows.map(({ cells }) => cells.slice(0, 3))).toEqual([
      ['keynote', 'KEYNOTE', 'Keynote'],
      ['panel', 'PANEL', 'Panel'],
    ]);
    expect(readXlsx(xlsx ?? Buffer.of()).value).toEqual({
      ...rows,
      rows: rows.rows.map(({ cells }, place) => ({ line: place + 2, cells })),
    });
    expect([readCsv(template ?? Buffer.of()).value, readXlsx(empty ?? Buffer.of()).value]).toEqual([
      { columns: rows.columns, rows: [] },
      { columns: rows.columns, rows: [] },
    ]);
    const answer = await take(ctx, cookie, csv?.toString('utf8') ?? '');
    expect(answer.data).toEqual({
      importProgram: {
        edit: null,
        peopleAdded: [],
        notes: [],
        changes: [],
        findingsCome: [],
        findingsGone: [],
      },
    });
  });
});

describe('importProgram', () => {
  test('tells first what it would do, then does that as one edit, which can be undone', async () => {
    const ctx = await anEvent(api.operator);
    const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
    const before = await stateOf(ctx);
    const file = lunch.replace(',\n', ',SPEAKER: Jane Doe\n').replace(/12:00,13:00/, '11:30,12:30');
    const uploadId = await send(cookie, file.replace('Garden', 'Hall'));
    const input = { event: ctx.event.slug, uploadId };
    const tried = await api.graphql(importProgram, { input: { ...input, dryRun: true } }, cookie);
    expect(tried.data).toEqual({
      importProgram: {
        edit: null,
        peopleAdded: ['jane-doe'],
        notes: [],
        changes: [{ kind: 'SESSION', title: { text: 'Lunch' } }],
        findingsCome: [{ rule: 'room-overlap' }],
        findingsGone: [],
      },
    });
    expect(await stateOf(ctx)).toEqual(before);
    const done = await api.graphql(importProgram, { input }, cookie);
    expect(done.data).toEqual({ importProgram: { ...Object(tried.data?.['importProgram']), edit: 2 } });
    const after = await stateOf(ctx);
    expect([after.sessions.length, after.people, after.edits]).toEqual([3, 3, 2]);
    const undo = 'mutation ($input: UndoProgramEditInput!) { undoProgramEdit(input: $input) { removed } }';
    await api.graphql(undo, { input: { event: ctx.event.slug, edit: 2 } }, cookie);
    const undone = (await stateOf(ctx)).sessions.filter(({ removed }) => !removed);
    expect(undone).toEqual(before.sessions);
  });

  test('takes those sessions out that a file does not have, where that is asked for', async () => {
    const ctx = await anEvent(api.operator);
    const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
    const { data } = await take(ctx, cookie, lunch, { replace: true });
    expect(data).toMatchObject({ importProgram: { edit: 2, changes: { length: 4 } } });
    const left = await ctx.db.session.findMany({ where: { eventId: ctx.event.id, removed: false } });
    expect(left.map(({ key }) => key)).toEqual(['lunch']);
  });

  const wrong = (cells: string): string => `key,kind,title,start,end,people,capacity\n${cells}\n`;
  const good = 'a,OTHER,A,2026-11-24 15:00,16:00,,\n';

  test.each<[what: string, file: string, path: string]>([
    ['a wrong column', 'key,kind,title,Titel\na,OTHER,A,B\n', 'columns.Titel'],
    ['a wrong last row', wrong(`${good}b,OTHER,B,soon,,,`), 'rows.3.start'],
    ['a time that does not exist', wrong('a,OTHER,A,2026-11-24 24:30,25:00,,'), 'rows.2.start'],
    ['0 minutes', wrong('a,OTHER,A,2026-11-24 15:00,15:00,,'), 'rows.2.end'],
    ['an end over midnight', wrong('a,OTHER,A,2026-11-24 23:00,01:00,,'), 'rows.2.end'],
    ['a key twice', wrong(`${good}${good.trim()}`), 'rows.3.key'],
    ['an unknown person', wrong('a,OTHER,A,,,SPEAKER: nobody,'), 'rows.2.people'],
    ['a new person beside a fault', wrong('a,OTHER,A,,,SPEAKER: Jane Doe,x'), 'rows.2.capacity'],
    ['a control character', wrong('a,OTHER,A\u0007,,,,'), 'rows.2.title en'],
    ['direction marks alone', wrong('a,OTHER,\u202e,,,,'), 'rows.2.title en'],
    ['a formula for a number', wrong('a,OTHER,A,,,,=1+1'), 'rows.2.capacity'],
    ['a title of 201 letters', wrong(`a,OTHER,${'x'.repeat(201)},,,,`), 'rows.2.title en'],
    ['half a quotation', wrong('a,OTHER,"A,,,,'), 'rows.2'],
    ['nothing but headings that are none', 'a,b\n', 'columns.a'],
  ])('of %s refuses all of the file, and saves nothing', async (_what, file, path) => {
    const ctx = await anEvent(api.operator);
    const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
    const before = await stateOf(ctx);
    const answer = await take(ctx, cookie, file);
    const { fields } = z.object({ fields: z.array(z.object({ path: z.string() })) }).parse(answer.extensions);
    expect([answer.codes, fields[0]?.path]).toEqual([['BAD_INPUT'], path]);
    expect(await stateOf(ctx)).toEqual(before);
  });

  test.each<[what: string, type: string, file: string, path: string]>([
    ['JSON with an unknown part', 'application/json', '{"format":"plenary-event/1","x":1}', '(whole input)'],
    [
      'JSON with half a character',
      'application/json',
      '{"format":"plenary-event/1","sessions":[{"key":"a","kind":"OTHER","title":{"en":"\\ud800"}}]}',
      'sessions[0].title.en',
    ],
    ['XML with a document type', 'application/xml', '<!DOCTYPE s [<!ENTITY a "b">]><schedule/>', 'lines.1'],
    ['XML without a conference', 'text/xml', '<schedule/>', 'lines.1'],
    [
      'a schedule without days',
      'application/json',
      '{"schedule":{"conference":{"acronym":"a","title":"A","days":[]}}}',
      'schedule.conference.days',
    ],
  ])('of %s refuses it, and saves nothing', async (_what, type, file, path) => {
    const ctx = await anEvent(api.operator);
    const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
    const before = await stateOf(ctx);
    const uploadId = await send(cookie, file, type);
    const answer = await api.graphql(importProgram, { input: { event: ctx.event.slug, uploadId } }, cookie);
    const { fields } = z.object({ fields: z.array(z.object({ path: z.string() })) }).parse(answer.extensions);
    expect([answer.codes, fields[0]?.path]).toEqual([['BAD_INPUT'], path]);
    expect(await stateOf(ctx)).toEqual(before);
  });

  test('of a file that is another’s, of another purpose, or used, finds none', async () => {
    const ctx = await anEvent(api.operator);
    const [cookie, colleague] = [
      await api.signedIn('PROGRAM_EDITOR', ctx),
      await api.signedIn('PROGRAM_EDITOR', ctx),
    ];
    const uploadId = await send(colleague, lunch);
    const attempt = async (who: string, id: string, dryRun = false) =>
      (await api.graphql(importProgram, { input: { event: ctx.event.slug, uploadId: id, dryRun } }, who))
        .codes;
    expect(await attempt(cookie, uploadId)).toEqual(['NOT_FOUND']);
    expect(await attempt(cookie, uploadId, true)).toEqual(['NOT_FOUND']);
    expect(await attempt(cookie, 'no-id')).toEqual(['NOT_FOUND']);
    expect(await attempt(colleague, uploadId)).toEqual([]);
    expect(await attempt(colleague, uploadId)).toEqual(['NOT_FOUND']);
  });

  test.each<[what: string, type: string, file: Buffer]>([
    [
      'CSV that is declared as a workbook',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      Buffer.from('a,b'),
    ],
    ['a program of this machine', 'text/csv', Buffer.from('\u007fELF\u0000\u0001', 'latin1')],
    ['a ZIP that is declared as CSV', 'text/csv', Buffer.from('PK\u0003\u0004')],
    ['a transcript', 'text/vtt', Buffer.from('WEBVTT\n')],
  ])('is not sent %s', async (_what, type, payload) => {
    const cookie = await api.signedIn('PROGRAM_EDITOR', await anEvent(api.operator));
    const headers = { 'content-type': type, cookie };
    const url = '/uploads?purpose=program';
    const { statusCode } = await api.api.server.inject({ method: 'POST', url, headers, payload });
    expect(statusCode).toBe(400);
  });

  test('costs the same statements for one session and for three', async () => {
    const costs: number[] = [];
    for (const sessions of [1, 3]) {
      const ctx = await anEvent(api.operator);
      const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
      const rows = Array.from({ length: sessions }, (_v, n) =>
        [
          `s-${String(n)},OTHER,S ${String(n)},Room ${String(n)},2026-11-24 1${String(n + 3)}:00,,,SPEAKER: New P${String(n)}`,
          `,ITEM,Item,,,,10,SPEAKER: smith`,
        ]
          .join('\n')
          .replace(',,,SPEAKER: New', `,1${String(n + 3)}:45,,SPEAKER: New`),
      );
      const file = ['key,kind,title,room,start,end,minutes,people', ...rows].join('\n');
      const uploadId = await send(cookie, file);
      const input = { event: ctx.event.slug, uploadId };
      for (const dryRun of [true, false]) {
        const ask = () => api.graphql(importProgram, { input: { ...input, dryRun } }, cookie);
        let codes: string[] = ['none'];
        costs.push(
          (
            await statementsOf(async () => {
              ({ codes } = await ask());
            })
          ).length,
        );
        expect(codes).toEqual([]);
      }
    }
    expect(costs.slice(0, 2)).toEqual(costs.slice(2));
  });
});
