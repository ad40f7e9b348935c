import { checkMinutes } from '@plenary/minutes';
import { roles, type Actor } from '@plenary/platform/access';
import { Prisma } from '@plenary/platform/database';
import { anEvent, pdfText } from '@plenary/testing';
import { aPart, headersOf, startTestApi, type TestApi } from '@plenary/testing/api';
import { pages } from '@plenary/testing/nouns';
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import {
  aMarkedEvent,
  askInEach,
  draftMarkedMinutes,
  publishMarkedMinutes,
  ruled,
  type MarkedEvent,
} from './visibility-event.js';

/**
 * The matrix of the rule for what a session lets be seen (libs/program/src/domain/policy.ts): visibility × attribution ×
 * viewer × every field and file below a session. Each is asked for as each viewer, and what it holds of each session
 * has to be what the rule says. A new field or file fails until it stands in a table here.
 */

let api: TestApi;
let event: MarkedEvent;
let slug: string;
let callers: readonly Caller[];
let cells = 0;

interface Caller {
  readonly name: string;
  readonly kind: 'STRANGER' | 'PARTICIPANT' | 'STAFF';
  /** The session in which they have a part; null without one. */
  readonly part: number | null;
  readonly cookie: string | undefined;
}

const participants = new Set<string>();
const participates = (actor: Actor) =>
  actor.kind === 'account' && participants.has(actor.accountId) ? Prisma.sql`true` : Prisma.sql`false`;

/** Under what a place of a session is shown; `quoted` and `said` are of the speaker, who may refuse. */
const sights = ['seen', 'details', 'people', 'words', 'speakers', 'said', 'quoted'] as const;
type Sight = (typeof sights)[number];

/** The rule once more, in other words than in the code. */
function sightsOf(session: number, { kind, part }: Pick<Caller, 'kind' | 'part'>): ReadonlySet<Sight> {
  const { visibility, attribution, refuses } = ruled[session] ?? { refuses: true };
  const isInside = kind === 'STAFF' || part === session;
  const isSeen = visibility === 'PUBLIC' || (visibility === 'PARTICIPANTS' && kind === 'PARTICIPANT');
  const shown: Sight[] = isInside
    ? [...sights]
    : !isSeen
      ? []
      : attribution === 'CLOSED'
        ? ['seen']
        : attribution === 'ON_RECORD'
          ? [...sights]
          : ['seen', 'details', 'words', 'said', ...(visibility === 'PUBLIC' ? (['people'] as const) : [])];
  const isKept = refuses && kind !== 'STAFF';
  return new Set(shown.filter((sight) => !isKept || (sight !== 'said' && sight !== 'quoted')));
}

const everybody = { kind: 'STRANGER', part: null } as const;

/** What a field or file holds: places, each under a sight, such as `seen St`; nothing where there is no text of it. */
type Holds = string;

function expected(holds: Holds, viewer: Pick<Caller, 'kind' | 'part'>, only: string | null = null): string[] {
  const parts = holds === '' ? [] : holds.split(', ').map((part) => part.split(' '));
  return [...ruled.keys()].flatMap((session) => {
    const shown = sightsOf(session, viewer);
    return parts.flatMap(([sight = '', places = '']) =>
      sights.some((one) => one === sight && shown.has(one))
        ? [...places]
            .filter((place) => only?.includes(place) ?? true)
            .map((place) => `${String(session)}${place}`)
        : [],
    );
  });
}

/** Whose words and ids stand in a text. */
function found(text: string): string[] {
  return [...event.needles].flatMap(([needle, [place, session]]) =>
    text.includes(needle) ? [`${String(session)}${place}`] : [],
  );
}

/** Compares what a text holds with what it is to hold. */
function check(what: string, { name }: Pick<Caller, 'name'>, text: string, wanted: readonly string[]): void {
  cells += ruled.length;
  expect([what, name, found(text).sort()]).toEqual([what, name, [...new Set(wanted)].sort()]);
}

beforeAll(async () => {
  api = await startTestApi({ clock: true, participates });
  event = await aMarkedEvent(api);
  const { ctx } = event;
  slug = ctx.event.slug;
  const elsewhere = await anEvent(api.operator);
  const participant = await api.signedIn('VIEWER', elsewhere);
  const { accountId } = await ctx.db.roleGrant.findFirstOrThrow({ where: { eventId: elsewhere.event.id } });
  participants.add(accountId);
  callers = [
    { name: 'a stranger', ...everybody, cookie: undefined },
    { name: 'an account', ...everybody, cookie: await api.signedIn('VIEWER', await anEvent(api.operator)) },
    { name: 'a participant', kind: 'PARTICIPANT', part: null, cookie: participant },
    ...(await Promise.all(
      [...ruled.keys()].map(async (part) => ({
        name: `who has a part in session ${String(part)}`,
        kind: 'STRANGER' as const,
        part,
        cookie: await aPart(ctx, `s${String(part)}`),
      })),
    )),
    ...(await Promise.all(
      roles.map(async (role) => ({
        name: role,
        kind: 'STAFF' as const,
        part: null,
        cookie: await api.signedIn(role, role === 'ADMIN' ? null : ctx),
      })),
    )),
  ];
});
afterAll(async () => {
  const rules = String(ruled.length);
  console.log(
    `visibility: ${rules} rules × ${String(callers.length)} viewers × ${String(Object.keys(fields).length)} fields and ` +
      `${String(Object.keys(files).length)} files: ${String(cells)} cells`,
  );
  await api.close();
});

test('the checks of the minutes name every turn that is kept back, and nothing else', async () => {
  const edition = await draftMarkedMinutes(event);
  const findings = (await checkMinutes(event.ctx, { language: 'en' })).filter(
    ({ rule }) => rule === 'words-kept-back',
  );
  const wanted = [...ruled.keys()].flatMap((session) => {
    const shown = sightsOf(session, everybody);
    const turns = [1, 2, 3, 4].map((turn) => session * 4 + turn);
    if (!shown.has('words')) return turns;
    return shown.has('said') ? [] : [turns[1], turns[3]];
  });
  expect(findings.map(({ turn }) => turn)).toEqual(wanted);
  expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['BLOCKER']));
  await publishMarkedMinutes(api, event, edition);
  const moderator = callers.find(({ name }) => name === 'MODERATOR');
  await askInEach(api, event, moderator?.cookie ?? '');
}, 60_000);

/** Types that are one value: a name, a place. Each of their fields counts with the field that they are the value of. */
const values: Readonly<Record<string, readonly string[]>> = {
  LocalText: ['language', 'text'],
  Person: ['country', 'displayName', 'id', 'organisation', 'post'],
  Room: ['id', 'name', 'virtual'],
  Track: ['id', 'kind', 'name'],
};

/** Every field below an event that has no permission of its own, but for lists and objects: see `access.spec.ts`. */
const fields: Readonly<Record<string, Holds>> = {
  'Program.release': '',
  'Program.releasedAt': '',
  'ProgramChange.kind': '',
  'ProgramChange.sessionId': 'seen S',
  'ProgramChange.title': 'seen t',
  'ProgramSession.id': 'seen S',
  'ProgramSession.kind': '',
  'ProgramSession.plenary': '',
  'ProgramSession.visibility': '',
  'ProgramSession.title': 'seen t',
  'ProgramSession.abstract': 'details a',
  'ProgramSession.room': 'details rR',
  'ProgramSession.track': 'details kK',
  'ProgramSession.startsAt': '',
  'ProgramSession.endsAt': '',
  'ProgramSession.languages': '',
  'ProgramSession.interpretation': '',
  'ProgramSession.takesQuestions': '',
  'SessionItem.id': '',
  'SessionItem.title': 'details i',
  'SessionItem.minutes': '',
  'Appearance.person': 'people nNocC',
  'Appearance.itemId': '',
  'Appearance.role': '',
  'Appearance.confirmed': '',
  'Appearance.biography': 'people b',
  'Appearance.photographUrl': 'people N',
  'RunningSession.sessionId': 'seen S',
  'RunningSession.state': '',
  'RunningSession.startsAt': '',
  'RunningSession.endsAt': '',
  'RunningSession.lateMinutes': '',
  'Question.id': '',
  'Question.sessionId': 'words S',
  'Question.number': '',
  'Question.channel': '',
  'Question.text': 'words ql',
  'Question.language': '',
  'Question.asker': 'speakers sfg',
  'Question.displayPolicy': '',
  'Question.state': '',
  'Question.version': '',
  'Question.addressees': 'quoted nNo',
  'Question.readBy': '',
  'Answer.id': '',
  'Answer.sessionId': 'words S',
  'Answer.person': 'quoted nNo',
  'Words.symbol': '',
  'Words.language': '',
  'Words.turn': '',
  'Words.quote': '',
  'Words.url': '',
  'Edition.id': '',
  'Edition.language': '',
  'Edition.number': '',
  'Edition.symbol': '',
  'Edition.state': '',
  'Edition.publishedAt': '',
  'Edition.url': '',
  'Edition.version': '',
  'Section.id': '',
  'Section.sessionId': 'seen S',
  'Turn.id': '',
  'Turn.number': '',
  'Turn.kind': '',
  'Turn.language': '',
  'Turn.interpreted': '',
  'Turn.paragraphs': 'words vz, said wy',
  'Turn.questionIds': '',
  'Turn.answerIds': '',
  'Turn.version': '',
  'Turn.person': 'speakers cC, quoted nNo',
  'Artifact.name': '',
  'Artifact.bytes': '',
  'Artifact.sha256': '',
};

const roots: Readonly<Record<string, string>> = {
  program: 'program',
  programDifference: 'programDifference(from: 1, to: 2)',
  runningOrder: 'runningOrder',
  questions: 'questions',
  minutes: 'minutes(language: "en")',
};

const subscriptions: Readonly<Record<string, string>> = {
  programReleased: '(event: $slug)',
  runningOrderChanged: '(event: $slug)',
  sessionLive: '(sessionId: $session)',
};

/** The fields of a type that everybody who sees its object sees. */
function openFields(type: GraphQLObjectType) {
  const kept = new Set(
    api.api.declarations
      .filter((one) => one.type === type.name && one.access.kind === 'permission')
      .map(({ field }) => field),
  );
  return Object.values(type.getFields()).filter(({ name }) => !kept.has(name));
}

function typeOf(name: string): GraphQLObjectType {
  const type = api.api.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no type`);
  return type;
}

/** The object behind a field, where it is not one value. */
function objectBehind(field: {
  readonly type: Parameters<typeof getNamedType>[0];
}): GraphQLObjectType | null {
  const type = getNamedType(field.type);
  return isObjectType(type) && values[type.name] === undefined ? type : null;
}

function selectionOf(type: GraphQLObjectType): string {
  const selected = openFields(type).map((field) => {
    const behind = getNamedType(field.type);
    return isObjectType(behind) ? `${field.name} ${selectionOf(behind)}` : field.name;
  });
  return `{ ${selected.join(' ')} }`;
}

/** What stands in each field of an answer, as text. */
function textsOf(
  type: GraphQLObjectType,
  value: unknown,
  into = new Map<string, string>(),
): Map<string, string> {
  if (Array.isArray(value)) value.forEach((one) => textsOf(type, one, into));
  else if (typeof value === 'object' && value !== null)
    for (const field of openFields(type)) {
      const inner: unknown = Reflect.get(value, field.name);
      const behind = objectBehind(field);
      const key = `${type.name}.${field.name}`;
      if (behind === null) into.set(key, `${into.get(key) ?? ''} ${JSON.stringify(inner ?? null)}`);
      else textsOf(behind, inner, into);
    }
  return into;
}

/** The leaves below some types. */
function leavesBelow(types: readonly GraphQLObjectType[], leaves = new Set<string>()): Set<string> {
  for (const type of types) {
    for (const field of openFields(type)) {
      const behind = objectBehind(field);
      if (behind === null) leaves.add(`${type.name}.${field.name}`);
      else leavesBelow([behind], leaves);
    }
  }
  return leaves;
}

/** Fields of an event that have nothing of a session. */
const besides = ['venue', 'categories', 'countries'];

test('every field below a session stands in the table', () => {
  const ofEvent = openFields(typeOf('Event')).filter(
    (field) => objectBehind(field) !== null && !besides.includes(field.name),
  );
  expect(ofEvent.map(({ name }) => name).sort()).toEqual(Object.keys(roots).sort());
  const live = openFields(typeOf('Subscription'));
  expect(live.map(({ name }) => name).sort()).toEqual(Object.keys(subscriptions).sort());
  const reached = leavesBelow([...ofEvent, ...live].flatMap((field) => objectBehind(field) ?? []));
  expect([...reached].sort()).toEqual(Object.keys(fields).sort());
  for (const [name, known] of Object.entries(values))
    expect([name, Object.keys(typeOf(name).getFields()).sort()]).toEqual([name, known]);
});

function checkFields(
  what: string,
  type: GraphQLObjectType,
  caller: Caller,
  value: unknown,
  only: string | null,
): void {
  const texts = textsOf(type, value);
  for (const [field, holds] of Object.entries(fields)) {
    const text = texts.get(field);
    if (text === undefined) continue;
    check(`${what}: ${field}`, caller, text, expected(holds, caller, only));
  }
}

test('every field shows each viewer what the rule lets them see', async () => {
  for (const caller of callers) {
    for (const [root, call] of Object.entries(roots)) {
      const behind = openFields(typeOf('Event')).flatMap((field) =>
        field.name === root ? (objectBehind(field) ?? []) : [],
      )[0];
      if (behind === undefined) throw new Error(root);
      const document = `query ($slug: String!) { event(slug: $slug) { ${call} ${selectionOf(behind)} } }`;
      const { data, body } = await api.graphql(document, { slug }, caller.cookie);
      const shown: unknown = Reflect.get(Object(data?.['event']), root);
      if (data === null || shown === undefined) throw new Error(`${root} for ${caller.name}: ${body}`);
      checkFields(root, behind, caller, shown, null);
    }
  }
}, 60_000);

test('every subscription shows each viewer what the rule lets them see', async () => {
  for (const caller of callers) {
    for (const [name, call] of Object.entries(subscriptions)) {
      const field = openFields(typeOf('Subscription')).find((one) => one.name === name);
      const type = field === undefined ? null : objectBehind(field);
      if (type === null) throw new Error(name);
      const isOfSession = call.includes('session');
      const document = `subscription (${isOfSession ? '$session: ID!' : '$slug: String!'}) { ${name}${call} ${selectionOf(type)} }`;
      const sessions = isOfSession ? event.sessionIds : [''];
      await Promise.all(
        sessions.map(async (session, n) => {
          const variables = isOfSession ? { session } : { slug };
          const following = await api.subscribe(document, variables, caller.cookie);
          const { data, errors } = await following.next();
          await following.close();
          if (isOfSession && !sightsOf(n, caller).has('seen')) {
            expect([name, caller.name, n, errors?.[0]?.extensions?.code]).toEqual([
              name,
              caller.name,
              n,
              'NOT_FOUND',
            ]);
            return;
          }
          const shown: unknown = Reflect.get(Object(data), name);
          if (isOfSession) {
            const wanted = expected('words Sl, speakers g', caller).filter((one) =>
              one.startsWith(String(n)),
            );
            check(`${name} ${String(n)}`, caller, JSON.stringify(shown), wanted);
          } else checkFields(name, type, caller, shown, null);
        }),
      );
    }
  }
}, 60_000);

const onPaper = 'seen t, words vz, said wy, speakers csf, quoted no';
const minutes = `${onPaper}, seen S`;

/** Every file and page of an event that everybody may ask for. Files are the same for all; a page is each viewer's. */
const files: Readonly<
  Record<string, { readonly holds: Holds; readonly path?: string; readonly isOwn?: true }>
> = {
  '/events/:slug': { holds: 'seen St, details r, people nc', isOwn: true },
  '/events/:slug/program.json': { holds: 'seen St, details airRkK, people nNocC' },
  '/events/:slug/program.ics': { holds: 'seen St, details ar, people nc' },
  '/events/:slug/program.pdf': { holds: 'seen t, details ir, people noc' },
  '/events/:slug/booklet.pdf': { holds: 'seen t, details airk, people noc' },
  '/events/:slug/schedule.xml': { holds: 'seen St, details arkR, people nNcC' },
  '/events/:slug/schedule.json': { holds: 'seen St, details arkR, people nNcC' },
  '/events/:slug/minutes/:language': { holds: minutes, path: '/minutes/en' },
  ...Object.fromEntries([...pages].map(([url, holds]) => [url, { holds, isOwn: true }])),
};

const artifacts: Readonly<Record<string, Holds>> = {
  'manifest.json': '',
  'minutes.html': minutes,
  'minutes.json': `${minutes}, speakers C, quoted N`,
  'minutes.pdf': onPaper,
};

const paper = new Map<string, Promise<string>>();

async function read(path: string, cookie: string | undefined): Promise<string> {
  const url = `/events/${slug}${path}`;
  const { statusCode, headers, rawPayload } = await api.api.server.inject({
    url,
    headers: headersOf(cookie),
  });
  if (statusCode !== 200) return '';
  if (headers['content-type'] !== 'application/pdf')
    return rawPayload.toString('utf8').replaceAll(/\r?\n[ \t]/g, '');
  const key = String(headers['etag']);
  const text = paper.get(key) ?? pdfText(rawPayload);
  paper.set(key, text);
  return text;
}

test('every file and page stands in the table', () => {
  const open = api.api.routes
    .filter(
      ({ method, url, access }) => method === 'GET' && url.startsWith('/events/:slug') && 'public' in access,
    )
    .map(({ url }) => url);
  const others = [
    '/events/:slug/minutes/:language/:number/:name',
    '/events/:slug/people/:id',
    '/events/:slug/people/:id/photograph',
    // They have nothing of a session.
    '/events/:slug/register',
    '/events/:slug/register/sent',
    '/events/:slug/sessions/:id',
  ];
  expect(open.sort()).toEqual([...Object.keys(files), ...others].sort());
});

test('every file and page shows each viewer what the rule lets them see', async () => {
  for (const caller of callers) {
    for (const [url, { holds, path, isOwn }] of Object.entries(files)) {
      const text = await read(path ?? url.replace('/events/:slug', ''), caller.cookie);
      check(url, caller, text, expected(holds, isOwn === true ? caller : everybody));
    }
    for (const [name, holds] of Object.entries(artifacts))
      check(name, caller, await read(`/minutes/en/1/${name}`, caller.cookie), expected(holds, everybody));
    for (const [n, id] of event.sessionIds.entries()) {
      const holds = 'seen St, details airk, people nNocC';
      const wanted = expected(holds, caller).filter((one) => one.startsWith(String(n)));
      check('the page of a session', caller, await read(`/sessions/${id}`, caller.cookie), wanted);
    }
    for (const [n, id] of event.speakerIds.entries()) {
      const own = expected('people nNobSt', caller).filter((one) => one.startsWith(String(n)));
      check('the page of a person', caller, await read(`/people/${id}`, caller.cookie), own);
      const wanted = expected('people p', caller).filter((one) => one.startsWith(String(n)));
      check(
        'photograph',
        caller,
        await read(`/people/${id}/photograph`, caller.cookie),
        caller.part === n ? [`${String(n)}p`] : wanted,
      );
    }
    for (const [n, id] of event.materialIds.entries()) {
      const isTheirs = caller.kind === 'STAFF' || caller.part === n;
      check(
        'material',
        caller,
        await read(`/materials/${id}`, caller.cookie),
        isTheirs ? [`${String(n)}m`] : [],
      );
    }
  }
  const manifest: { artifacts: { name: string }[] } = JSON.parse(
    await read('/minutes/en/1/manifest.json', undefined),
  );
  expect(['manifest.json', ...manifest.artifacts.map(({ name }) => name)].sort()).toEqual(
    Object.keys(artifacts).sort(),
  );
}, 60_000);

test('mails tell those with a part of their own sessions, and that one which left the program takes place', async () => {
  const { db, event: of } = event.ctx;
  for (const [n, personId] of event.speakerIds.entries()) {
    const notice = await db.notice.findFirstOrThrow({
      where: { eventId: of.id, personId },
      orderBy: { id: 'desc' },
    });
    const calendar = (notice.calendar ?? '').replaceAll(/\r?\n[ \t]/g, '');
    const own = ['S', 't', 'a', 'r', 'n', 'c'].map((place) => `${String(n)}${place}`);
    const name = `the speaker of session ${String(n)}`;
    check('a mail', { name }, `${notice.subject} ${notice.body.join(' ')} ${calendar}`, own);
    expect([name, calendar.includes('CANCELLED')]).toEqual([name, false]);
    const left = ruled[n]?.visibility === 'INTERNAL';
    expect([name, notice.body.join(' ').includes('takes place')]).toEqual([name, left]);
  }
});
