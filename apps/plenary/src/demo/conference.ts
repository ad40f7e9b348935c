import type { EventFile } from '@plenary/nouns/files';
import { dayIn } from '@plenary/program';
import { categories, forms } from './conference-categories.js';
import { makePeople } from './conference-people.js';
import { makeRegistrations } from './conference-registrations.js';
import { seededRandom } from './seeded-random.js';

type Session = NonNullable<EventFile['sessions']>[number];
type Role = NonNullable<Session['appearances']>[number]['role'];

const timeZone = 'Asia/Tokyo';
const dayCount = 5;
const seed = 20_261_207;

const groups = [
  { key: 'wg-protection', en: 'Protection of Civilians', ja: '文民の保護' },
  { key: 'wg-medicine', en: 'Medical Support', ja: '医療支援' },
  { key: 'wg-information', en: 'Information and Rumour', ja: '情報と流言' },
  { key: 'wg-police', en: 'Police Training', ja: '警察訓練' },
  { key: 'wg-methods', en: 'Methods of Teaching', ja: '教育方法' },
  { key: 'wg-civilians', en: 'The Civilian Side', ja: '文民部門' },
] as const;

/**
 * The conference of the demonstration as an import file, always the same for the same instant: its second day is that of
 * the instant.
 */
export function conferenceFile(now: Date): EventFile {
  const random = seededRandom(seed);
  const everybody = makePeople(random);
  const pool = random.shuffled(everybody.map(({ key }) => key));
  const speakers = new Set<string>();
  const next = (): string => {
    const key = pool.pop() ?? '';
    speakers.add(key);
    return key;
  };
  const days = daysAround(now);
  const [firstDay = ''] = days;
  const sessions = makeSessions(next, days);
  const { people, registrations } = makeRegistrations(everybody, speakers, { now, firstDay, random });
  return {
    format: 'plenary-event/1',
    event: {
      slug: 'iaptc-2026',
      series: { code: 'IAPTC', name: { en: 'IAPTC Annual Conference', ja: 'IAPTC年次会合' } },
      title: { en: 'IAPTC Annual Conference 2026', ja: 'IAPTC年次会合2026' },
      theme: { en: 'What a school can know before the mission does', ja: '現場より先に学校が知りうること' },
      organiser: { en: 'Joint Staff College of Japan', ja: '統合幕僚学校' },
      venue: {
        name: { en: 'Kaede Conference House', ja: '楓会議館' },
        city: { en: 'Tokyo', ja: '東京' },
        country: 'JP',
      },
      startsOn: firstDay,
      endsOn: days.at(-1) ?? '',
      timeZone,
      languages: ['en', 'ja'],
      mode: 'HYBRID',
      disclaimer: {
        en: 'The opinions in this record are those of the speakers alone, and bind no organisation.',
        ja: 'この記録の意見は発言者個人のものであり、いかなる組織の立場を示すものでもありません。',
      },
      notice: {
        en: 'Demonstration: invented persons, words and program',
        ja: '実演用：人物、発言、プログラムは架空のものです',
      },
    },
    people,
    rooms: [
      { key: 'plenary', name: { en: 'Plenary Hall', ja: '大会議場' }, capacity: 400 },
      { key: 'foyer', name: { en: 'Foyer', ja: 'ホワイエ' }, capacity: 350 },
      ...groups.map((_, index) => ({
        key: `room-${String(index + 1)}`,
        name: { en: `Room ${String(index + 1)}`, ja: `第${String(index + 1)}会議室` },
        capacity: 60,
      })),
    ],
    tracks: groups.map(({ key, en, ja }) => ({ key, kind: 'WORKING_GROUP' as const, name: { en, ja } })),
    sessions,
    forms,
    categories,
    registrations,
  };
}

/** The days of the conference: the second is that of the instant in its time zone. */
function daysAround(now: Date): string[] {
  const today = Date.parse(dayIn(now, timeZone));
  return Array.from({ length: dayCount }, (_, index) =>
    new Date(today + (index - 1) * 86_400_000).toISOString().slice(0, 10),
  );
}

interface Slot {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

function makeSessions(next: () => string, days: readonly string[]): Session[] {
  const parts = (...roles: Role[]) => roles.map((role) => ({ person: next(), role }));
  const at = ({ day, from, to }: Slot) => ({
    startsAt: `${days[day] ?? ''}T${from}:00+09:00`,
    endsAt: `${days[day] ?? ''}T${to}:00+09:00`,
  });
  const session = (
    key: string,
    kind: Session['kind'],
    en: string,
    ja: string,
    slot: Slot,
    rest: Partial<Session> = {},
  ): Session => ({
    key,
    kind,
    title: { en, ja },
    room: 'plenary',
    ...at(slot),
    ...rest,
  });
  const plenary = (
    key: string,
    kind: Session['kind'],
    en: string,
    ja: string,
    slot: Slot,
    ...roles: Role[]
  ): Session =>
    session(key, kind, en, ja, slot, {
      plenary: true,
      languages: ['en'],
      interpretation: ['ja'],
      takesQuestions: kind !== 'CEREMONY' && kind !== 'CLOSING',
      appearances: parts(...roles),
    });
  const pause = (key: string, en: string, ja: string, slot: Slot): Session =>
    session(key, 'BREAK', en, ja, slot, { room: 'foyer' });
  const leaders = groups.map(() => ({ chair: next(), rapporteur: next() }));
  const sittings = (number: number, slot: Slot): Session[] =>
    groups.map(({ key, en, ja }, index) =>
      session(
        `${key}-${String(number)}`,
        'WORKING_GROUP',
        `${en}: sitting ${String(number)}`,
        `${ja}：第${String(number)}回`,
        slot,
        {
          room: `room-${String(index + 1)}`,
          track: key,
          languages: ['en'],
          appearances: [
            { person: leaders[index]?.chair ?? '', role: 'CHAIR' },
            { person: leaders[index]?.rapporteur ?? '', role: 'RAPPORTEUR' },
            ...parts('SPEAKER', 'SPEAKER'),
          ],
        },
      ),
    );
  const workingDay = (day: number, first: number, opening: Session): Session[] => [
    opening,
    pause(`coffee-${String(day)}-1`, 'Coffee', '休憩', { day, from: '10:00', to: '10:30' }),
    ...sittings(first, { day, from: '10:30', to: '12:00' }),
    pause(`lunch-${String(day)}`, 'Lunch', '昼食', { day, from: '12:00', to: '13:30' }),
    ...sittings(first + 1, { day, from: '13:30', to: '15:00' }),
    pause(`coffee-${String(day)}-2`, 'Coffee', '休憩', { day, from: '15:00', to: '15:30' }),
    ...sittings(first + 2, { day, from: '15:30', to: '17:00' }),
  ];
  const visit = (key: string, en: string, ja: string, room: string): Session =>
    session(key, 'VISIT', en, ja, { day: 3, from: '14:00', to: '17:30' }, { room });

  return [
    session(
      'registration',
      'OTHER',
      'Registration',
      '受付',
      { day: 0, from: '08:30', to: '09:50' },
      { room: 'foyer' },
    ),
    plenary(
      'opening',
      'CEREMONY',
      'Opening Ceremony',
      '開会式',
      { day: 0, from: '10:00', to: '10:45' },
      'CHAIR',
      'SPEAKER',
      'SPEAKER',
    ),
    pause('coffee-0-1', 'Coffee', '休憩', { day: 0, from: '10:45', to: '11:15' }),
    plenary(
      'keynote',
      'KEYNOTE',
      'Keynote: The Map and the Ground',
      '基調講演：地図と現場',
      { day: 0, from: '11:15', to: '12:15' },
      'MODERATOR',
      'KEYNOTE',
    ),
    pause('lunch-0', 'Lunch', '昼食', { day: 0, from: '12:15', to: '13:30' }),
    plenary(
      'panel-promises',
      'PANEL',
      'Panel: Promises Made in the Field',
      'パネル：現場での約束',
      { day: 0, from: '13:30', to: '15:00' },
      'MODERATOR',
      'PANELIST',
      'PANELIST',
      'PANELIST',
    ),
    pause('coffee-0-2', 'Coffee', '休憩', { day: 0, from: '15:00', to: '15:30' }),
    plenary(
      'panel-schools',
      'PANEL',
      'Panel: Schools That Learn',
      'パネル：学ぶ学校',
      { day: 0, from: '15:30', to: '17:00' },
      'MODERATOR',
      'PANELIST',
      'PANELIST',
      'PANELIST',
    ),
    session(
      'reception',
      'SOCIAL',
      'Reception by the Host',
      '歓迎レセプション',
      { day: 0, from: '18:30', to: '20:30' },
      { room: 'foyer' },
    ),
    ...workingDay(
      1,
      1,
      plenary(
        'presentation-medicine',
        'PRESENTATION',
        'The First Hour',
        '最初の一時間',
        { day: 1, from: '09:00', to: '10:00' },
        'CHAIR',
        'SPEAKER',
      ),
    ),
    ...workingDay(
      2,
      4,
      plenary(
        'presentation-rumour',
        'PRESENTATION',
        'How a Rumour Travels',
        '流言の伝わり方',
        { day: 2, from: '09:00', to: '10:00' },
        'CHAIR',
        'SPEAKER',
      ),
    ),
    ...sittings(7, { day: 3, from: '09:00', to: '10:30' }),
    pause('coffee-3', 'Coffee', '休憩', { day: 3, from: '10:30', to: '11:00' }),
    plenary(
      'panel-hosts',
      'PANEL',
      'Panel: What Hosts Would Tell Us',
      'パネル：受入国の声',
      { day: 3, from: '11:00', to: '12:30' },
      'MODERATOR',
      'PANELIST',
      'PANELIST',
      'PANELIST',
    ),
    pause('lunch-3', 'Lunch', '昼食', { day: 3, from: '12:30', to: '14:00' }),
    visit('visit-museum', 'Visit: Museum of the Harbour', '見学：港の博物館', 'foyer'),
    visit('visit-college', 'Visit: The College', '見学：学校', 'plenary'),
    plenary(
      'reports',
      'DISCUSSION',
      'Reports of the Working Groups',
      '作業部会の報告',
      { day: 4, from: '09:00', to: '10:30' },
      'CHAIR',
    ),
    pause('coffee-4', 'Coffee', '休憩', { day: 4, from: '10:30', to: '11:00' }),
    plenary(
      'discussion',
      'DISCUSSION',
      'General Discussion',
      '全体討議',
      { day: 4, from: '11:00', to: '12:00' },
      'MODERATOR',
      'DISCUSSANT',
      'DISCUSSANT',
    ),
    pause('lunch-4', 'Lunch', '昼食', { day: 4, from: '12:00', to: '13:30' }),
    plenary(
      'closing',
      'CLOSING',
      'Closing',
      '閉会',
      { day: 4, from: '13:30', to: '14:30' },
      'CHAIR',
      'SPEAKER',
    ),
  ];
}
