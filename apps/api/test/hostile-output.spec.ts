import { randomUUID } from 'node:crypto';
import { unsubscribeUrl } from '@plenary/event';
import { eventNoun } from '@plenary/event/noun';
import { minutesNoun } from '@plenary/minutes/noun';
import type { Services } from '@plenary/platform';
import { registrationNoun } from '@plenary/registration/noun';
import { eventually, startApiProcess, startMailServer, withWorker } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { z } from 'zod';
import { aWordedEvent, renameKeynote, type WordedEvent } from './hostile-event.js';
import { attacks } from './hostile-texts.js';
import {
  onPaper,
  readCells,
  readHtml,
  readIcs,
  readJson,
  readMail,
  readPdf,
  readWorkbook,
  readXml,
  type Reading,
} from './readings.js';

/**
 * Hostile text comes out as text wherever it is shown (design: safety.md 5): what is made of it has the same parts as
 * what is made of plain words, and gives the same texts back.
 */

let api: TestApi;
let harmless: WordedEvent;
let hostile: WordedEvent[];

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
  harmless = await aWordedEvent(api, 'Plain words');
  hostile = [];
  for (const words of attacks) hostile.push(await aWordedEvent(api, words));
  await work(api.services);
});
afterAll(async () => {
  const files = Object.keys(outputs).length;
  console.log(
    `hostile output: ${String(places.length)} texts × ${String(attacks.length)} attacks in ${String(files)} pages and files, mail and log`,
  );
  await api.close();
});

/** Does all the work that was asked for. */
async function work(services: Services): Promise<void> {
  const { database, operator } = api;
  const handlers = [...eventNoun.handlers, ...minutesNoun.handlers, ...registrationNoun.handlers];
  await withWorker({ services, database }, handlers, () =>
    eventually(async () => (await operator.db.outbox.count({ where: { doneAt: null } })) === 0),
  );
}

/** A page or file, of the event unless it is the installation's. */
async function get(
  { ctx, staff, registered }: WordedEvent,
  path: string,
  as: 'public' | 'staff' | 'registered' = 'public',
) {
  const isOfEvent = !/^\/$|^\/(?:mailbox|unsubscribe)/.test(path);
  const url = isOfEvent ? `/events/${ctx.event.slug}${path}` : path;
  const headers = as === 'public' ? {} : { cookie: as === 'staff' ? staff : registered };
  const { body, rawPayload, statusCode } = await api.api.server.inject({ url, headers });
  expect([url, statusCode]).toEqual([url, 200]);
  return { body, file: rawPayload };
}

const names = ['rank', 'family', 'given'];
const frame = ['title', 'theme', 'organiser', 'venue', 'city', 'notice'];
const program = ['hall', 'annex', 'keynote', 'panel'];
const calendar = [...names, ...program, 'title', 'venue', 'city', 'notice', 'abstract'];
const schedule = [...names, ...program, 'title', 'notice', 'track', 'abstract'];
const paper = [...frame, ...names, 'post', 'organisation', ...program, 'item'];
const minutes = [
  ...[...frame, 'disclaimer', 'quoting rule', ...names, 'post', 'organisation'],
  ...['keynote', 'words', 'asker', 'affiliation'],
];
/** People are named by their keys there, for their names have signs that part them. */
const table = [...program, 'track', 'abstract', 'item', 'notes', 'equipment'];
const registrations = [
  ...['category', 'description', 'label', 'hint', 'choice'],
  ...['registrant', 'their post', 'their organisation', 'answer'],
];
const everything = [
  ...new Set([...paper, ...table, ...registrations, 'disclaimer', 'quoting rule', 'cue', 'responsible']),
];

interface Output {
  /** The places whose texts are in it. */
  readonly shows: readonly string[];
  readonly read: (event: WordedEvent) => Promise<Reading>;
}

const html = (path: string) => async (of: WordedEvent) => readHtml((await get(of, path)).body);
const pdf = (path: string) => async (of: WordedEvent) => readPdf((await get(of, path, 'staff')).file);

const outputs: Readonly<Record<string, Output>> = {
  'the list of events': { shows: ['title', 'city', 'notice'], read: html('/') },
  'the page of an event': { shows: [...frame, ...names, ...program], read: html('') },
  'how to take part': { shows: ['title', 'notice', 'category', 'description'], read: html('/register') },
  'the form of a category': {
    shows: ['title', 'notice', 'category', 'description', 'label', 'hint', 'choice'],
    read: html('/register?category=delegates'),
  },
  'the page of a registration': {
    shows: [
      ...['title', 'notice', 'category', 'label', 'hint', 'choice'],
      ...['registrant', 'their post', 'their organisation', 'answer'],
    ],
    read: async (of) => readHtml((await get(of, '/me', 'registered')).body),
  },
  'the minutes': { shows: minutes, read: html('/minutes/en') },
  'the page that ends notices': {
    shows: ['title'],
    read: async (of) => {
      const { pathname, search } = new URL(unsubscribeUrl(of.ctx, of.address, 'en'));
      return readHtml((await get(of, pathname + search)).body);
    },
  },
  'the mailbox': { shows: ['title', 'keynote', 'panel', 'category', 'registrant'], read: html('/mailbox') },
  'a kept mail as HTML': {
    shows: ['title', 'keynote', 'panel'],
    read: async ({ ctx, address }) =>
      readHtml((await ctx.db.keptMail.findFirstOrThrow({ where: { recipient: address } })).html),
  },
  'program.ics': { shows: calendar, read: async (of) => readIcs((await get(of, '/program.ics')).body) },
  'schedule.xml': { shows: schedule, read: async (of) => readXml((await get(of, '/schedule.xml')).body) },
  'schedule.json': { shows: schedule, read: async (of) => readJson((await get(of, '/schedule.json')).body) },
  'program.json': {
    shows: [...paper, 'track', 'abstract'],
    read: async (of) => readJson((await get(of, '/program.json')).body),
  },
  'minutes.json': {
    shows: minutes,
    read: async (of) => readJson((await get(of, '/minutes/en/1/minutes.json')).body),
  },
  'draft.csv': {
    shows: table,
    read: async (of) => readCells((await get(of, '/draft.csv', 'staff')).body),
  },
  'draft.xlsx': {
    shows: table,
    read: async (of) => readWorkbook((await get(of, '/draft.xlsx', 'staff')).file),
  },
  'export.json': {
    shows: everything,
    read: async (of) => readJson((await get(of, '/export.json', 'staff')).body),
  },
  'program.pdf': { shows: paper, read: pdf('/program.pdf') },
  'booklet.pdf': { shows: [...paper, 'track', 'abstract'], read: pdf('/booklet.pdf') },
  'run-book.pdf': {
    shows: ['title', 'notice', ...names, ...program, 'cue', 'responsible', 'notes', 'equipment'],
    read: pdf('/run-book.pdf'),
  },
  'minutes.pdf': { shows: minutes, read: pdf('/minutes/en/1/minutes.pdf') },
};

const places = [
  ...new Set([...Object.values(outputs).flatMap(({ shows }) => shows), 'question', 'renamed']),
].sort();

/** The places whose texts can be read in it, as they were written. */
function shownIn({ texts }: Reading, { words }: WordedEvent, as = (text: string): string => text): string[] {
  return places.filter((place) => texts.some((text) => text.includes(as(`${words} [${place}]`))));
}

/** What it is made of, but for what is each event's own. */
function partsOf({ parts }: Reading, { words, address }: WordedEvent): string[] {
  return parts.map((part) =>
    part
      .replaceAll(words, 'words')
      .replaceAll(address, 'address')
      .replaceAll(/guest-\d+@/g, 'guest@')
      .replaceAll(/meeting-\d+/g, 'slug')
      .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
      .replaceAll(/token=[\w.-]+/g, 'token'),
  );
}

describe.each(Object.entries(outputs))('%s', (name, { shows, read }) => {
  const isPaper = name.endsWith('.pdf');
  const as = isPaper ? onPaper : undefined;

  test('has the same parts and all the texts, whatever they are', async () => {
    const plain = await read(harmless);
    expect(shownIn(plain, harmless, as)).toEqual([...shows].sort());
    for (const event of hostile) {
      const reading = await read(event);
      expect([event.words, ...partsOf(reading, event)]).toEqual([event.words, ...partsOf(plain, harmless)]);
      // What a page gives of text from right to left is in another order.
      if (isPaper && /[\u0590-\u06FF]/.test(event.words)) continue;
      expect([event.words, ...shownIn(reading, event, as)]).toEqual([event.words, ...[...shows].sort()]);
    }
  });
});

const imported = z.object({
  importProgram: z.object({
    edit: z.null(),
    peopleAdded: z.array(z.string()),
    changes: z.array(z.unknown()),
  }),
});

test.each([
  ['draft.csv', 'text/csv'],
  ['draft.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
])('%s restores every text when it is imported', async (name, type) => {
  for (const event of hostile) {
    const { file } = await get(event, `/${name}`, 'staff');
    const headers = { 'content-type': type, cookie: event.staff };
    const url = '/uploads?purpose=program';
    const sent = await api.api.server.inject({ method: 'POST', url, headers, payload: file });
    const { id: uploadId }: { id: string } = sent.json();
    const { data } = await api.graphql(
      'mutation ($input: ImportProgramInput!) { importProgram(input: $input) { edit peopleAdded changes { id } } }',
      { input: { event: event.ctx.event.slug, uploadId } },
      event.staff,
    );
    expect(imported.parse(data).importProgram).toEqual({ edit: null, peopleAdded: [], changes: [] });
  }
});

test('a mail has its own headers alone, one recipient, and the words in its text, HTML and calendar', async () => {
  const server = await startMailServer();
  for (const event of [harmless, ...hostile]) await renameKeynote(event);
  await work({ ...api.services, settings: { ...api.services.settings, smtpUrl: server.url } });
  await server.close();
  const mailTo = async (event: WordedEvent) => {
    const mails = server.received.filter(({ recipients }) => recipients.includes(event.address));
    expect(mails.map(({ recipients }) => recipients)).toEqual([[event.address]]);
    return readMail(mails[0]?.text ?? '');
  };
  const plain = await mailTo(harmless);
  const shows = shownIn(plain, harmless);
  expect(shows).toEqual(expect.arrayContaining(['title', 'renamed', 'abstract', 'hall']));
  for (const event of hostile) {
    const mail = await mailTo(event);
    expect([event.words, ...partsOf(mail, event)]).toEqual([event.words, ...partsOf(plain, harmless)]);
    expect([event.words, ...shownIn(mail, event)]).toEqual([event.words, ...shows]);
  }
});

test('no line of the log has the words, though the errors of the database repeat them', async () => {
  const { prisma } = api.services;
  const server = await startApiProcess(api, { LOG_LEVEL: 'info' });
  await prisma.$executeRawUnsafe('ALTER TABLE "Room" ADD CONSTRAINT "none" CHECK (name IS NULL) NOT VALID');
  for (const { words, staff, ctx } of hostile) {
    const name = [{ language: 'en', text: words }];
    await fetch(`${server.url}/events/${encodeURIComponent(`${words}\n`)}`);
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: staff },
      body: JSON.stringify({
        query: 'mutation ($input: CreateRoomInput!) { createRoom(input: $input) { edit } }',
        variables: { input: { event: ctx.event.slug, clientKey: randomUUID(), name } },
      }),
    });
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
  }
  await prisma.$executeRawUnsafe('ALTER TABLE "Room" DROP CONSTRAINT "none"');
  server.child.process.kill('SIGTERM');
  await server.child.ended;
  const lines = server.child
    .output()
    .split('\n')
    .filter((line) => line !== '');
  const logged = lines.map((line) => z.object({ msg: z.string() }).loose().parse(JSON.parse(line)));
  expect(logged.map(({ msg }) => msg)).toEqual(hostile.map(() => 'a request failed'));
  const said = JSON.stringify(logged);
  expect(hostile.filter(({ words }) => said.includes(JSON.stringify(words).slice(1, 20)))).toEqual([]);
});
