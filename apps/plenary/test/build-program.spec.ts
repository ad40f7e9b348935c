import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import { createTestBench, startApiProcess, type ApiProcess, type TestBench } from '@plenary/testing';
import { conferenceFile } from '../src/demo/conference.js';
import { eventFile, importEvent, type EventFile } from '@plenary/nouns/files';

let bench: TestBench;
let api: ApiProcess;
let admin: string;

beforeAll(async () => {
  bench = await createTestBench();
  api = await startApiProcess(bench);
  admin = await signedIn('ADMIN', null);
}, 60_000);
afterAll(async () => {
  api.child.process.kill('SIGTERM');
  await api.child.ended;
  await bench.close();
});

/** An account with this role, signed in: its cookie. */
async function signedIn(role: 'ADMIN' | 'ORGANISER', eventId: string | null): Promise<string> {
  const email = `${role.toLowerCase()}-${randomUUID()}@example.org`;
  await grantRole(bench.operator, { email, role, eventId });
  const link = await createSignInLinkFor(bench.operator, email);
  return `plenary=${await signIn(bench.operator, new URL(link).hash.slice(1))}`;
}

/** Runs one mutation with its input, and gives what it answers with. */
async function mutate(name: string, input: Record<string, unknown>, selection: string, who = admin) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const document = `mutation Do($input: ${type}) { ${name}(input: $input) ${selection} }`;
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', cookie: who },
    body: JSON.stringify({ query: document, variables: { input } }),
  });
  const body = await response.text();
  const answer = JSON.parse(body).data?.[name];
  if (typeof answer !== 'object' || answer === null) throw new Error(`${name}: ${body}`);
  return answer;
}

type File = ReturnType<typeof eventFile.parse>;

/** Builds what a file has by the API's own operations, from nothing to a release. */
async function build(file: File, slug: string): Promise<void> {
  const { series, ordinal, title, startsOn, endsOn, timeZone, languages, mode, ...rest } = file.event;
  const created = await mutate(
    'createEvent',
    {
      ...localTextsOf(rest),
      slug,
      title: localTextsOf({ title })['title'],
      startsOn,
      endsOn,
      timeZone,
      languages,
      mode,
      ordinal: ordinal ?? null,
      series: series === undefined ? null : localTextsOf({ series })['series'],
    },
    '{ id }',
  );
  const organiser = await signedIn('ORGANISER', String(created.id));
  const edit = (name: string, input: object, selection: string) =>
    mutate(name, { ...localTextsOf(input), event: slug }, selection, organiser);
  const people = new Map<string, string>();
  for (const { ...person } of file.people) {
    const { id } = await edit('createPerson', { ...person, clientKey: randomUUID() }, '{ id }');
    people.set(person.key, String(id));
  }
  const rooms = new Map<string, string>();
  for (const { windows: _windows, ...room } of file.rooms) {
    const made = await edit('createRoom', { ...room, clientKey: randomUUID() }, '{ rooms { id } }');
    rooms.set(room.key, String(made.rooms[0].id));
  }
  const tracks = new Map<string, string>();
  for (const { members: _members, notedIn: _notedIn, ...track } of file.tracks) {
    const made = await edit('createTrack', { ...track, clientKey: randomUUID() }, '{ tracks { id } }');
    tracks.set(track.key, String(made.tracks[0].id));
  }
  for (const session of file.sessions) {
    const {
      room,
      track,
      items,
      appearances,
      cues: _cues,
      actualStartsAt: _start,
      actualEndsAt: _end,
      ...values
    } = session;
    const made = await edit(
      'createSession',
      {
        ...values,
        joinLinks: [],
        clientKey: randomUUID(),
        roomId: rooms.get(room ?? '') ?? null,
        trackId: tracks.get(track ?? '') ?? null,
      },
      '{ sessions { id version } }',
    );
    const { id: sessionId } = made.sessions[0];
    let { version } = made.sessions[0];
    let itemIds: string[] = [];
    if (items.length > 0) {
      const plain = items.map(({ title: itemTitle, minutes }) => ({ title: itemTitle, minutes }));
      const set = await edit(
        'setItems',
        { sessionId, version, items: plain },
        '{ sessions { version items { id } } }',
      );
      version = set.sessions[0].version;
      itemIds = set.sessions[0].items.map(({ id }: { id: string }) => id);
    }
    const parts = [
      ...appearances.map((part) => ({ part, itemId: null })),
      ...items.flatMap((item, index) =>
        item.appearances.map((part) => ({ part, itemId: itemIds[index] ?? null })),
      ),
    ].map(({ part, itemId }) => ({
      itemId,
      personId: people.get(part.person) ?? '',
      role: part.role,
      state: part.state,
      languages: part.languages,
    }));
    if (parts.length > 0)
      await edit('setAppearances', { sessionId, version, appearances: parts }, '{ edit }');
  }
  const released = await mutate('releaseProgram', { event: slug }, '{ program { release } }', organiser);
  expect(released).toEqual({ program: { release: 1 } });
}

/** The released program, with names in the place of ids. */
async function released(slug: string) {
  const response = await fetch(`${api.url}/events/${slug}/program.json`);
  const program = JSON.parse(await response.text());
  const names = new Map<string, string>(
    [...program.rooms, ...program.tracks]
      .map(({ id, name }) => [id, JSON.stringify(name)] as [string, string])
      .concat(
        program.people.map(({ id, displayName }: { id: string; displayName: object }) => [
          id,
          JSON.stringify(displayName),
        ]),
      ),
  );
  const named = JSON.stringify({
    ...program,
    releasedAt: null,
    event: { ...program.event, slug: '' },
  }).replaceAll(/"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/g, (_, id: string) =>
    JSON.stringify(names.get(id) ?? 'its own'),
  );
  return JSON.parse(named);
}

const symposium: EventFile = JSON.parse(
  readFileSync(new URL('../../plenary/examples/symposium-2023.json', import.meta.url), 'utf8'),
);

test.each<[string, EventFile]>([
  ['the symposium of 2023', symposium],
  ['a conference of five days', conferenceFile(new Date('2026-12-08T03:00:00Z'))],
])(
  '%s, built by the API alone, is released as from a file',
  async (_what, content) => {
    const parsed = eventFile.parse(content);
    const { slug } = parsed.event;
    const imported = await importEvent(bench.operator, content);
    const organiser = await signedIn('ORGANISER', imported.id);
    await mutate('releaseProgram', { event: slug }, '{ program { release } }', organiser);
    await build(parsed, `${slug}-built`);
    expect(await released(`${slug}-built`)).toEqual(await released(slug));
  },
  180_000,
);

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).length > 0 &&
    Object.entries(value).every(([code, text]) => /^[a-z]{2}$/.test(code) && typeof text === 'string')
  );
}

/** Values as GraphQL's inputs have them: maps of texts as lists, instants as they are. */
function localTextsOf(values: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, localTextOf(value)]));
}

function localTextOf(value: unknown): unknown {
  if (isTexts(value)) return Object.entries(value).map(([language, text]) => ({ language, text }));
  if (Array.isArray(value)) return value.map(localTextOf);
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  return localTextsOf(value);
}
