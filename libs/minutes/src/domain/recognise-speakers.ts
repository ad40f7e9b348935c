import type { Person } from '@plenary/event';
import type { Texts } from '@plenary/platform/texts';
import { z } from 'zod';

export const labelKind = z.enum(['PERSON', 'QUESTIONER', 'ANNOUNCER', 'DEVICE', 'UNKNOWN']);
export type LabelKind = z.output<typeof labelKind>;

/** Whom a label of a transcript means. */
export interface Recognised {
  readonly label: string;
  readonly kind: LabelKind;
  /** Of a PERSON. */
  readonly personId: string | null;
}

const questioner =
  /^(?:q(?:uestion(?:er)?)?\.?\s*\d*|audience(?: member)?|participant|質問(?:者)?\s*\d*|参加者)$/i;
const announcer = /^(?:announce(?:r|ment)?|emcee|m\.?c\.?|master of ceremonies|司会(?:者)?|アナウンス)$/i;
const device =
  /^(?:(?:main |conference |meeting )?(?:hall|room|floor|podium|lectern|table|mic(?:rophone)?|mix|camera|booth|channel|venue|stage|console)|zoom|webex|teams|ipad|iphone|laptop|pc|interpreter|interpretation|recording)\b.*$|^(?:会場|マイク|演台|通訳).*$/i;
const bracketed = /^[\s([{（［【]+|(?<![\s)\]}）］】])[\s)\]}）］】]+$/g;
/** Words before a name that say nothing of whose it is. */
const roleWords = new Set([
  'moderator',
  'chair',
  'chairperson',
  'chairman',
  'chairwoman',
  'answer',
  'speaker',
  'panelist',
  'panellist',
  'keynote',
  'rapporteur',
  'discussant',
  'the',
]);
const titles = new Set(
  (
    'mr mrs ms miss mx dr prof professor sir dame gen general lt lieutenant maj major col colonel capt captain brig brigadier ' +
    'cdr commander cmdr adm admiral rear vice sgt sergeant amb ambassador hon honourable honorable excellency he she h e ' +
    'ret rtd retired minister president director'
  ).split(' '),
);
const honorificAfterName = /(?:-san|-sama|-sensei| san| sama| sensei)$/i;
const japaneseTitle =
  /(?:教授|准教授|博士|先生|氏|さん|様|大使|大臣|学校長|校長|所長|[陸海空]将補?|[陸海空]佐|[一二三1-3]等?[陸海空]佐|大佐|中佐|少佐|大将|中将|少将|准将)$/u;

/** Letters that compare: without case, accents and width. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function tokensOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}

function textsIn(map: Texts | null): string[] {
  return map === null ? [] : Object.values(map);
}

/**
 * Who a label means. `Dr. SHINODA`, `Prof. SHINODA` and `Professor Shinoda Hideaki` are one person; a label that fits
 * nobody, or two, is UNKNOWN: it is asked about, never guessed. One that names a room or a device is no person.
 */
export function recognise(label: string, people: readonly Person[], rooms: readonly Texts[]): Recognised {
  const bare = label
    .normalize('NFKC')
    .replace(bracketed, '')
    .replace(/[:：]\s*$/, '')
    .trim();
  const of = (kind: Recognised['kind'], personId: string | null = null): Recognised => ({
    label,
    kind,
    personId,
  });
  if (questioner.test(bare)) return of('QUESTIONER');
  if (announcer.test(bare)) return of('ANNOUNCER');
  if (rooms.some((room) => textsIn(room).some((name) => fold(name) === fold(bare))) || device.test(bare))
    return of('DEVICE');
  const meant = new Set(bare.split(/[,:;、，：]/).flatMap((part) => peopleCalled(part.trim(), people)));
  const [personId] = meant;
  return meant.size === 1 && personId !== undefined ? of('PERSON', personId) : of('UNKNOWN');
}

/** The number in `Question 4`; null where a questioner has none. */
export function questionNumber(label: string): number | null {
  const number = /\d+/.exec(label.normalize('NFKC'))?.[0];
  return number === undefined ? null : Number(number);
}

/** The people whom a name can mean, by the whole of it; several only where their titles do not tell them apart. */
function peopleCalled(name: string, people: readonly Person[]): string[] {
  const fitting = people.filter((person) => isCalled(name, person));
  if (fitting.length < 2) return fitting.map(({ id }) => id);
  const words = tokensOf(name);
  const byTitle = fitting.filter(({ title }) =>
    textsIn(title).some((text) =>
      tokensOf(text).some((token) => words.some((word) => isTitleLike(word, token))),
    ),
  );
  return (byTitle.length === 1 ? byTitle : fitting).map(({ id }) => id);
}

/** `prof` is `professor`, `gen` is `general`. */
function isTitleLike(word: string, title: string): boolean {
  return word.length >= 2 && title.startsWith(word);
}

function isCalled(name: string, person: Person): boolean {
  return Object.keys(person.familyName).some((language) => {
    const family = person.familyName[language] ?? '';
    const given = person.givenName?.[language] ?? '';
    return isCalledInLetters(name, family, given, person) || isCalledInCharacters(name, family, given);
  });
}

/** Every word of the name is the family name, a given name or its initial, or a title; the family name is there. */
function isCalledInLetters(name: string, family: string, given: string, person: Person): boolean {
  const familyTokens = tokensOf(family);
  const givenTokens = tokensOf(given);
  const ownTitles = new Set(textsIn(person.title).flatMap(tokensOf));
  const left = tokensOf(name.replace(honorificAfterName, ''));
  if (familyTokens.length === 0 || !familyTokens.every((token) => take(left, token))) return false;
  return left.every(
    (token) =>
      titles.has(token) ||
      roleWords.has(token) ||
      ownTitles.has(token) ||
      givenTokens.some((part) => part === token || (token.length === 1 && part.startsWith(token))),
  );
}

function take(tokens: string[], token: string): boolean {
  const place = tokens.indexOf(token);
  if (place < 0) return false;
  tokens.splice(place, 1);
  return true;
}

/** Japanese and Chinese names stand without spaces, with the title behind: 篠田英朗教授, 篠田氏. */
function isCalledInCharacters(name: string, family: string, given: string): boolean {
  if (!/\p{Script=Han}|\p{Script=Katakana}/u.test(family)) return false;
  const bare = name.replace(/[\s・]/gu, '').replace(japaneseTitle, '');
  const whole = (family + given).replace(/[\s・]/gu, '');
  return bare === family || bare === whole || bare === (given + family).replace(/[\s・]/gu, '');
}
