import type { Person } from '@plenary/event';
import { stranger, type RuledSession } from '@plenary/program';
import type { Section, Turn } from '../src/domain/edition.js';
import { findKeptBack } from '../src/domain/kept-back.js';
import { sectionsFor } from '../src/domain/shown-sections.js';

const sessionId = 'session';

const aPerson = (id: string, family: string): Person => ({
  id,
  key: id,
  familyName: { en: family },
  givenName: { en: 'Alex' },
  nameOrder: 'GIVEN_FIRST',
  title: { en: 'Colonel' },
  post: null,
  organisation: null,
  country: null,
});

const aTurn = (number: number, personId: string | null, text: string): Turn => ({
  id: String(number),
  number,
  kind: 'SPEECH',
  personId,
  sourceLabel: 'a label',
  language: 'en',
  interpreted: false,
  paragraphs: [text],
  firstCue: number,
  lastCue: number,
  version: 1,
  passages: [],
});

const ruledBy = (rules: Partial<RuledSession>, mayQuote: boolean | null = null): RuledSession => ({
  id: sessionId,
  visibility: 'PUBLIC',
  attribution: 'ON_RECORD',
  appearances: [
    { personId: 'chair', role: 'MODERATOR', mayQuote: null },
    { personId: 'frost', role: 'PANELIST', mayQuote },
  ],
  ...rules,
});

const people = [aPerson('chair', 'Marsh'), aPerson('frost', 'Frost'), aPerson('absent', 'Lake')];
const words = ['Good morning.', 'We thank Colonel Frost.', 'There was frost, and a Lake.'];
const turns = [aTurn(1, 'chair', 'Good morning.'), aTurn(2, 'chair', ''), aTurn(3, 'frost', '')].map(
  (turn, index) => ({ ...turn, paragraphs: [words[index] ?? ''] }),
);
const sections: Section[] = [{ id: 'section', sessionId, turns }];

/** What is found: the turn and the words of each finding. */
function found(rule: RuledSession, spoken = sections) {
  return findKeptBack({ sections: spoken, rules: [rule], questions: [], people }).map(({ turn, quote }) => [
    turn,
    quote,
  ]);
}

test.each([
  ['a public session on record', ruledBy({}), []],
  ['who was not asked, or agrees', ruledBy({}, true), []],
  ['one who does not agree to be quoted, and is spoken of', ruledBy({}, false), [[3, null]]],
  ['a closed session', ruledBy({ attribution: 'CLOSED' }), [1, 2, 3].map((turn) => [turn, null])],
  ['one for participants', ruledBy({ visibility: 'PARTICIPANTS' }), [1, 2, 3].map((turn) => [turn, null])],
  ['an internal one', ruledBy({ visibility: 'INTERNAL' }), [1, 2, 3].map((turn) => [turn, null])],
  [
    'names of its own people alone, where nobody is to be named',
    ruledBy({ attribution: 'CHATHAM_HOUSE' }),
    [[2, 'Frost']],
  ],
])('%s', (_what, rule, findings) => {
  expect(found(rule)).toEqual(findings);
});

test('what was said outside of all sessions is on record', () => {
  expect(found(ruledBy({ visibility: 'INTERNAL' }), [{ id: 'section', sessionId: null, turns }])).toEqual([]);
});

test('who may not be named is the chair or a participant, and kept words are told of', () => {
  const shown = (rule: RuledSession) =>
    sectionsFor(sections, [rule], stranger, 'en').map((section) =>
      section.turns.map(({ personId, namedAs, paragraphs }) => [personId, namedAs, paragraphs[0]]),
    );
  expect(shown(ruledBy({ attribution: 'CHATHAM_HOUSE' }))).toEqual([
    [
      [null, 'CHAIR', words[0]],
      [null, 'CHAIR', words[1]],
      [null, 'PARTICIPANT', words[2]],
    ],
  ]);
  expect(shown(ruledBy({}, false))).toEqual([
    [
      ['chair', null, words[0]],
      ['chair', null, words[1]],
      [null, null, '[words withheld]'],
    ],
  ]);
  expect(shown(ruledBy({ attribution: 'CLOSED' }))).toEqual([[]]);
  expect(shown(ruledBy({ visibility: 'INTERNAL' }))).toEqual([]);
});
