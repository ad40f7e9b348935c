import type { Person } from '@plenary/event';
import { recognise } from '../src/domain/recognise-speakers.js';

function person(id: string, family: string, given: string, title: string, ja?: [string, string]): Person {
  return {
    id,
    key: id,
    familyName: { en: family, ...(ja === undefined ? {} : { ja: ja[0] }) },
    givenName: { en: given, ...(ja === undefined ? {} : { ja: ja[1] }) },
    nameOrder: 'FAMILY_FIRST',
    title: { en: title },
    post: null,
    organisation: null,
    country: null,
  };
}

const people = [
  person('tanaka', 'Tanaka', 'Hana', 'Dr.', ['田中', '花']),
  person('mueller', 'Müller', 'Jean-Pierre', 'Major General (Ret.)'),
  person('suzuki-a', 'Suzuki', 'Akira', 'Colonel'),
  person('suzuki-b', 'Suzuki', 'Botan', 'Professor'),
  person('hall', 'Hall', 'Ruth', 'Ms.'),
  person('silva', 'da Silva', 'Rui', 'Mr.'),
];
const rooms = [{ en: 'Blue Lounge', ja: '青の間' }];

test.each([
  ['Dr. TANAKA', 'PERSON', 'tanaka'],
  ['Prof. Tanaka', 'PERSON', 'tanaka'],
  ['Professor TANAKA Hana', 'PERSON', 'tanaka'],
  ['Hana Tanaka', 'PERSON', 'tanaka'],
  ['H. Tanaka', 'PERSON', 'tanaka'],
  ['Tanaka-san', 'PERSON', 'tanaka'],
  ['(Moderator, Prof. TANAKA)', 'PERSON', 'tanaka'],
  ['Dr. TANAKA Hana, University of the Lake', 'PERSON', 'tanaka'],
  ['田中 花', 'PERSON', 'tanaka'],
  ['田中花教授', 'PERSON', 'tanaka'],
  ['田中氏', 'PERSON', 'tanaka'],
  ['ＴＡＮＡＫＡ', 'PERSON', 'tanaka'],
  ['Gen. Muller', 'PERSON', 'mueller'],
  ['Major General (Ret.) Jean-Pierre Müller', 'PERSON', 'mueller'],
  ['Col. Suzuki', 'PERSON', 'suzuki-a'],
  ['Prof. Suzuki', 'PERSON', 'suzuki-b'],
  ['SUZUKI Botan', 'PERSON', 'suzuki-b'],
  ['Mr. da Silva', 'PERSON', 'silva'],
  ['Ms. Hall', 'PERSON', 'hall'],
  // Two may be meant, or nobody: it is asked about.
  ['Suzuki', 'UNKNOWN', null],
  ['Hana', 'UNKNOWN', null],
  ['Dr. Tanabe', 'UNKNOWN', null],
  ['Dr. Tanaka Ichiro', 'UNKNOWN', null],
  ['Dr. Tanaka, Col. Suzuki', 'UNKNOWN', null],
  ['Silva', 'UNKNOWN', null],
  ['', 'UNKNOWN', null],
  ['Speaker 1', 'UNKNOWN', null],
  // Places and things are no people.
  ['Hall A', 'DEVICE', null],
  ['Main Hall', 'DEVICE', null],
  ['Mic 3', 'DEVICE', null],
  ['Zoom', 'DEVICE', null],
  ['Blue Lounge', 'DEVICE', null],
  ['青の間', 'DEVICE', null],
  ['会場', 'DEVICE', null],
  // Roles without a name.
  ['Question 4', 'QUESTIONER', null],
  ['(Questioner)', 'QUESTIONER', null],
  ['Q2', 'QUESTIONER', null],
  ['質問者1', 'QUESTIONER', null],
  ['Announce', 'ANNOUNCER', null],
  ['MC', 'ANNOUNCER', null],
  ['司会', 'ANNOUNCER', null],
])('%s is %s %s', (label, kind, personId) => {
  expect(recognise(label, people, rooms)).toEqual({ label, kind, personId });
});
