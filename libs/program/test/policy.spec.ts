import {
  anonymous,
  roles,
  viewerClass,
  viewerOf,
  type Actor,
  type Credential,
  type Role,
  type Viewer,
} from '@plenary/platform/access';
import { attributions, visibilities } from '../src/domain/content.js';
import {
  partsThatHold,
  sightOf,
  sightOfWords,
  stricter,
  stranger,
  type Sight,
} from '../src/domain/policy.js';

const session = 'session';
const event = 'event';

const browser: Credential = {
  kind: 'session',
  id: 'sign-in',
  method: 'LINK',
  authenticatedAt: new Date(0),
  confirmedAt: null,
};

function account(role: Role, credential: Credential = browser): Actor {
  const roles = [{ role, eventId: role === 'ADMIN' ? null : event }];
  return { kind: 'account', accountId: 'account', roles, credential };
}

const nobody = { personId: null, participates: false, sessionIds: [] };
const others: Readonly<Record<string, Viewer>> = {
  stranger: viewerOf(anonymous, event),
  participant: viewerOf(anonymous, event, { ...nobody, participates: true }),
  'with a part elsewhere': viewerOf(anonymous, event, { ...nobody, personId: 'p', sessionIds: ['other'] }),
};
const inside: Readonly<Record<string, Viewer>> = {
  'with a part': viewerOf(anonymous, event, { ...nobody, personId: 'p', sessionIds: ['a', session] }),
  ...Object.fromEntries(roles.map((role) => [role, viewerOf(account(role), event)])),
  operator: viewerOf({ kind: 'operator' }, event),
  job: viewerOf({ kind: 'job' }, event),
};

/** `seen details people words speakers`, each by its first letter (speakers: n, for named). */
function letters({ seen, details, people, words, speakers }: Sight): string {
  return [seen && 's', details && 'd', people && 'p', words && 'w', speakers && 'n']
    .filter((letter) => letter !== false)
    .join('');
}

/** For whom there is no part and no role: [stranger, participant]. */
const table: Readonly<Record<string, readonly [string, string]>> = {
  'PUBLIC ON_RECORD': ['sdpwn', 'sdpwn'],
  'PUBLIC CHATHAM_HOUSE': ['sdpw', 'sdpw'],
  'PUBLIC CLOSED': ['s', 's'],
  'PARTICIPANTS ON_RECORD': ['', 'sdpwn'],
  'PARTICIPANTS CHATHAM_HOUSE': ['', 'sdw'],
  'PARTICIPANTS CLOSED': ['', 's'],
  'INTERNAL ON_RECORD': ['', ''],
  'INTERNAL CHATHAM_HOUSE': ['', ''],
  'INTERNAL CLOSED': ['', ''],
};

const rules = visibilities.flatMap((visibility) =>
  attributions.map((attribution) => ({ id: session, visibility, attribution })),
);

test.each(rules)('$visibility $attribution shows each viewer what it lets be seen', (rule) => {
  const [forStrangers = '', forParticipants = ''] = table[`${rule.visibility} ${rule.attribution}`] ?? [];
  const shown = (viewers: Readonly<Record<string, Viewer>>) =>
    Object.fromEntries(Object.entries(viewers).map(([name, one]) => [name, letters(sightOf(rule, one))]));
  expect(shown(others)).toEqual({
    stranger: forStrangers,
    participant: forParticipants,
    'with a part elsewhere': forStrangers,
  });
  expect(new Set(Object.values(shown(inside)))).toEqual(new Set(['sdpwn']));
  expect(Object.keys(inside)).toHaveLength(roles.length + 3);
});

test('a role in another event, and a token that may not view, make a stranger', () => {
  const elsewhere = viewerOf(account('ORGANISER'), 'another');
  const script = account('ORGANISER', {
    kind: 'token',
    id: 'token',
    scopes: ['program.edit'],
    eventId: null,
  });
  const token = viewerOf(script, event);
  expect([elsewhere.kind, token.kind, token.permissions]).toEqual(['STRANGER', 'STRANGER', ['program.edit']]);
});

const answers = [null, true, false] as const;
const consents = answers.flatMap((mayRecord) =>
  answers.flatMap((mayQuote) => answers.map((mayShow) => ({ mayRecord, mayQuote, mayShow }))),
);

test.each(consents)('of who says $mayRecord, $mayQuote, $mayShow', (consent) => {
  const refuses = consent.mayQuote === false;
  for (const rule of rules) {
    for (const viewer of [...Object.values(others), ...Object.values(inside)]) {
      const sight = sightOf(rule, viewer);
      const { words, speakers } = sight;
      const keptBack = refuses && viewer.kind !== 'STAFF';
      expect(sightOfWords(sight, [{ mayQuote: null }, consent], viewer)).toEqual(
        keptBack ? { words: false, speakers: false } : { words, speakers },
      );
    }
  }
});

test('consents are those of the session, and of all parts for who has none in it', () => {
  const part = (personId: string, mayQuote: boolean | null) => ({ personId, mayQuote });
  const here = { appearances: [part('a', true)] };
  const there = { appearances: [part('a', false), part('b', false)] };
  expect(partsThatHold('a', here, [here, there])).toEqual([part('a', true)]);
  expect(partsThatHold('b', here, [here, there])).toEqual([part('b', false)]);
  expect(partsThatHold('c', here, [here, there])).toEqual([]);
  expect(partsThatHold('a', null, [here, there])).toEqual([part('a', true), part('a', false)]);
});

test('of two, what keeps back more holds', () => {
  const [open, closed] = [rules[0], rules[8]];
  if (open === undefined || closed === undefined) throw new Error('no rules');
  const mixed = { id: session, visibility: 'PUBLIC', attribution: 'CLOSED' } as const;
  expect([stricter(open, closed), stricter(closed, open), stricter(mixed, open)]).toEqual([
    closed,
    closed,
    mixed,
  ]);
});

test('who see the same are of one class, of one session too', () => {
  const classes = [...Object.values(others), ...Object.values(inside)].map((one) => viewerClass(one));
  // ADMIN may do what no other role may, REGISTRAR sees everybody; DOOR and VIEWER only look on.
  expect(new Set(classes).size).toBe(classes.length - 2);
  expect(viewerClass(others['with a part elsewhere'] ?? stranger, session)).toBe(viewerClass(stranger));
  expect(viewerClass(inside['with a part'] ?? stranger, session)).not.toBe(viewerClass(stranger, session));
});
