import { affiliation, displayName, shortName } from '@plenary/event';

const visitor = {
  familyName: { en: 'Visser', ja: 'フィッセル' },
  givenName: { en: 'Anneke', ja: 'アンネケ' },
  nameOrder: 'GIVEN_FIRST' as const,
  title: { en: 'Colonel', ja: '大佐' },
};
const host = {
  familyName: { en: 'Mori', ja: '森' },
  givenName: { en: 'Haruka', ja: '遥' },
  nameOrder: 'FAMILY_FIRST' as const,
  title: { en: 'Professor', ja: '教授' },
};

test.each([
  ['a visitor in English', visitor, 'en', 'Colonel Anneke Visser', 'Colonel Visser'],
  ['a visitor in Japanese', visitor, 'ja', 'アンネケ・フィッセル大佐', 'フィッセル大佐'],
  ['without a title', { ...visitor, title: null }, 'ja', 'アンネケ・フィッセル', 'フィッセル'],
  ['with one name', { ...visitor, givenName: null }, 'ja', 'フィッセル大佐', 'フィッセル大佐'],
  [
    'in Latin letters among Japanese',
    { ...visitor, familyName: { ja: 'Visser' }, givenName: { ja: 'Anneke' } },
    'ja',
    'Anneke Visser 大佐',
    'Visser 大佐',
  ],
  [
    'in Chinese',
    { ...visitor, familyName: { zh: '菲瑟' }, givenName: { zh: '安内克' }, title: { zh: '上校' } },
    'zh',
    '安内克·菲瑟上校',
    '菲瑟上校',
  ],
  ['a host in English', host, 'en', 'Professor MORI Haruka', 'Professor MORI'],
  ['a host in Japanese', host, 'ja', '森 遥 教授', '森 教授'],
  [
    'who writes a Japanese name given name first',
    { ...host, nameOrder: 'GIVEN_FIRST' as const },
    'en',
    'Professor Haruka Mori',
    'Professor Mori',
  ],
  ['in a language that is not there', visitor, 'fr', 'Colonel Anneke Visser', 'Colonel Visser'],
])('%s', (_who, person, language, whole, short) => {
  expect([displayName(person, language), shortName(person, language)]).toEqual([whole, short]);
});

const post = { en: 'Director', ja: '所長' };
const organisation = { en: 'Institute of Peace', ja: '平和研究所' };

test.each([
  [{ post, organisation }, 'en', 'Director, Institute of Peace'],
  [{ post, organisation }, 'ja', '平和研究所 所長'],
  [{ post, organisation: { en: 'Institute of Peace' } }, 'ja', '所長, Institute of Peace'],
  [{ post, organisation: null }, 'ja', '所長'],
  [{ post: null, organisation }, 'en', 'Institute of Peace'],
  [{ post: null, organisation: null }, 'ja', ''],
])('the body stands before the post in Japanese, without a comma: %j in %s', (person, language, printed) => {
  expect(affiliation(person, language)).toBe(printed);
});
