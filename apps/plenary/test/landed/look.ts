import { createHash } from 'node:crypto';

/** What people and scripts of an installation hold: cookies, links and tokens as they were given out. */
export interface Holdings {
  /** Signed in by each role of the demonstration. */
  readonly cookies: Readonly<Record<string, string>>;
  /** Whoever has opened the link of their part. */
  readonly partCookie: string;
  /** A link to a part that nobody opened yet. */
  readonly partLink: string;
  /** A sign-in link that nobody used yet: it works once. */
  readonly signInLink: string;
  readonly token: string;
  readonly revokedToken: string;
  /** Where mail that is not essential is ended. */
  readonly unsubscribe: string;
}

/** What an installation shows, by what was asked. */
export type Look = Readonly<Record<string, unknown>>;

const files = [
  '/events/harbour-2027/program.json',
  '/events/harbour-2027/program.json?release=1',
  '/events/harbour-2027/program.ics',
  '/events/harbour-2027/schedule.json',
  '/events/harbour-2027/schedule.xml',
  '/events/iaptc-2026/program.json',
  '/events/ipss-2023/program.json',
  '/events/ipss-2023/minutes/en/1/manifest.json',
  '/events/ipss-2023/minutes/en/1/minutes.html',
  '/events/ipss-2023/minutes/en/1/minutes.json',
  '/events/ipss-2023/minutes/en/1/minutes.pdf',
] as const;

/** Short enough to be read where it is not the same. */
const readable = 10_000;

const content = `id version kind title { text } startsAt endsAt attribution visibility joinLinks { channel url } notes
  items { id title { text } minutes } cues { id kind minute text responsible }
  appearances { id itemId role state languages mayQuote mayRecord mayShow person { id } }`;

const questions: Readonly<Record<string, readonly [holder: string, document: string]>> = {
  'the draft': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { draft { limits { changeover version } rooms { id key version } tracks { id key version }
      availability { personId version windows { startsAt endsAt } } sessions { ${content} } } } }`,
  ],
  'the findings': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { findings { id rule severity } scheduledRelease { at failure } } }`,
  ],
  'the edits': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { programEdits(first: 100) { nodes {
      number operation at accountId personId undoes undoneBy changes { kind id fields title { text } } } } } }`,
  ],
  'the difference of two releases': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { programDifference(from: 1, to: 2) { kind sessionId title { text } } } }`,
  ],
  'the changes of the last release': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { program { release changes { kind sessionId title { text } } } } }`,
  ],
  'the notices': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { notices { id personId language subject body calendar state } } }`,
  ],
  'the links to parts': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { partLinks { id personId expiresAt } } }`,
  ],
  'the webhooks': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { webhooks { id url description kinds state messages { id kind } } } }`,
  ],
  'the audit log': [
    'ORGANISER',
    `{ event(slug: "harbour-2027") { auditLog(first: 100) { nodes { at action subjectKind subjectId accountId } } } }`,
  ],
  'the questions': [
    'MODERATOR',
    `{ event(slug: "harbour-2027") { questions { id sessionId text state channel displayPolicy asker version
      answers { person { id } sessionId } } } }`,
  ],
  'the minutes': [
    'MINUTES_EDITOR',
    `{ event(slug: "ipss-2023") { editions { number state symbol version publishedAt findings { rule }
      artifacts { name bytes sha256 } sections { sessionId turns { number kind sourceLabel paragraphs questionIds } } } } }`,
  ],
  'a program editor': ['PROGRAM_EDITOR', '{ viewer { email roles { role event } } }'],
  'an administrator': ['ADMIN', '{ viewer { email roles { role event } } }'],
  'the part of who has opened its link': [
    'PART',
    `{ part(event: "harbour-2027") { profile { version displayName needs mayPublish } materials { id title }
      sessions { id version appearances { id state mayQuote mayRecord mayShow } } } }`,
  ],
  'the part of an account that has claimed it': [
    'VIEWER',
    `{ part(event: "harbour-2027") { profile { displayName } sessions { id } } }`,
  ],
  'what a token reads': ['TOKEN', `{ event(slug: "harbour-2027") { draft { sessions { id version } } } }`],
  'what a revoked token reads': ['REVOKED_TOKEN', `{ viewer { email } }`],
};

/** Asks an installation for everything that it has to serve as it did. The links in hand are used. */
export async function look(address: string, holdings: Holdings): Promise<Look> {
  const found: Record<string, unknown> = {};
  const callers: Readonly<Record<string, string | undefined>> = {
    ...holdings.cookies,
    PART: holdings.partCookie,
    TOKEN: `Bearer ${holdings.token}`,
    REVOKED_TOKEN: `Bearer ${holdings.revokedToken}`,
  };
  for (const path of files) {
    const response = await fetch(`${address}${path}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.length <= readable && !path.endsWith('.pdf') ? { text: bytes.toString('utf8') } : {};
    found[path] = {
      status: response.status,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      ...text,
    };
  }
  for (const [name, [holder, document]] of Object.entries(questions))
    found[name] = await ask(address, callers[holder], document);
  const part = await signIn(address, holdings.partLink);
  found['a link to a part, opened'] = [part.status, await ask(address, part.cookie, ownProfile)];
  const account = await signIn(address, holdings.signInLink);
  found['a sign-in link, used'] = [
    account.status,
    await ask(address, account.cookie, '{ viewer { email } }'),
  ];
  found['a sign-in link, used again'] = (await signIn(address, holdings.signInLink)).status;
  found['a way out of mail'] = (await fetch(`${address}/${holdings.unsubscribe}`)).status;
  return found;
}

const ownProfile = '{ part(event: "harbour-2027") { profile { displayName version } } }';

async function ask(address: string, caller: string | undefined, query: string): Promise<unknown> {
  const [name, value] =
    caller?.startsWith('Bearer ') === true ? ['authorization', caller] : ['cookie', caller];
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      [name]: value ?? '',
      // What was opened before links had cookies of their own acts without being named.
      ...(caller?.startsWith('plenary-part-') === true ? { 'plenary-link': 'PART/harbour-2027' } : {}),
    },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

async function signIn(
  address: string,
  token: string,
): Promise<{ status: number; cookie: string | undefined }> {
  const response = await fetch(`${address}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return { status: response.status, cookie: response.headers.get('set-cookie')?.split(';')[0] };
}
