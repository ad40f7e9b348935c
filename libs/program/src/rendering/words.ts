/** The fixed words of what is printed of a program, in the languages that we print them in. */
export interface Words {
  readonly program: string;
  readonly time: string;
  readonly session: string;
  readonly room: string;
  readonly rooms: string;
  readonly online: string;
  readonly held: string;
  readonly date: string;
  readonly zone: string;
  readonly venue: string;
  readonly place: (name: string, city: string) => string;
  readonly organiser: string;
  readonly release: (number: string, date: string) => string;
  readonly contents: string;
  readonly timetable: string;
  readonly sessions: string;
  readonly speakers: string;
  readonly name: string;
  readonly affiliation: string;
  /** Post and organisation in the order in which the language says them. */
  readonly country: string;
  readonly index: string;
  readonly minutes: (minutes: string) => string;
  readonly toBeConfirmed: string;
  readonly noSessions: string;
  /** That no session has a time yet. */
  readonly noTimes: string;
  readonly runBook: string;
  readonly asOf: (date: string, time: string) => string;
  /** That it is for staff alone. */
  readonly staffOnly: string;
  readonly noRoom: string;
  readonly offset: string;
  readonly kind: string;
  readonly what: string;
  readonly responsible: string;
  readonly people: string;
  readonly interpreters: string;
  readonly setUp: string;
  readonly equipment: string;
  readonly notes: string;
  /** Between what stands in parentheses. */
  readonly comma: string;
  /** Where something is said of a name behind it. */
  readonly inParentheses: (text: string) => string;
  readonly visibilities: Readonly<Record<'PUBLIC' | 'PARTICIPANTS' | 'INTERNAL', string>>;
  readonly cueKinds: Readonly<Record<'CUE' | 'NOTE', string>>;
}

const en: Words = {
  program: 'Program',
  time: 'Time',
  session: 'Session',
  room: 'Room',
  rooms: 'Rooms',
  online: 'online',
  held: 'Held there',
  date: 'Date',
  zone: 'Times',
  venue: 'Venue',
  place: (name, city) => `${name}, ${city}`,
  organiser: 'Organiser',
  release: (number, date) => `Release ${number}, ${date}`,
  contents: 'Contents',
  timetable: 'Timetable',
  sessions: 'Sessions',
  speakers: 'Speakers',
  name: 'Name',
  affiliation: 'Post and organisation',
  country: 'Country',
  index: 'Index of people',
  minutes: (minutes) => `${minutes} min`,
  toBeConfirmed: 'to be confirmed',
  noSessions: 'No session is announced yet.',
  noTimes: 'No session has a time yet.',
  runBook: 'Run book',
  asOf: (date, time) => `As of ${date}, ${time}`,
  staffOnly: 'For staff only',
  noRoom: 'Without a room',
  offset: '± min',
  kind: 'Kind',
  what: 'What',
  responsible: 'Who',
  people: 'People',
  interpreters: 'Interpreters',
  setUp: 'Set-up',
  equipment: 'Equipment',
  notes: 'Notes',
  comma: ', ',
  inParentheses: (text) => ` (${text})`,
  visibilities: { PUBLIC: 'public', PARTICIPANTS: 'participants only', INTERNAL: 'internal' },
  cueKinds: { CUE: 'Cue', NOTE: 'Note' },
};

const ja: Words = {
  program: 'プログラム',
  time: '時刻',
  session: 'セッション',
  room: '会場',
  rooms: '会場一覧',
  online: 'オンライン',
  held: '内容',
  date: '日程',
  zone: '時刻',
  venue: '開催場所',
  place: (name, city) => `${name}（${city}）`,
  organiser: '主催',
  release: (number, date) => `第${number}版　${date}`,
  contents: '目次',
  timetable: '日程表',
  sessions: 'セッション一覧',
  speakers: '登壇者一覧',
  name: '氏名',
  affiliation: '所属・役職',
  country: '国',
  index: '人名索引',
  minutes: (minutes) => `${minutes}分`,
  toBeConfirmed: '予定',
  noSessions: '公表されたセッションはまだありません。',
  noTimes: '時刻の決まったセッションはまだありません。',
  runBook: '進行表',
  asOf: (date, time) => `${date} ${time}現在`,
  staffOnly: '関係者限り',
  noRoom: '会場未定',
  offset: '±分',
  kind: '区分',
  what: '内容',
  responsible: '担当',
  people: '登壇者',
  interpreters: '通訳',
  setUp: '設営',
  equipment: '機材',
  notes: '備考',
  comma: '、',
  inParentheses: (text) => `（${text}）`,
  visibilities: { PUBLIC: '公開', PARTICIPANTS: '参加者限定', INTERNAL: '内部' },
  cueKinds: { CUE: '進行', NOTE: '備考' },
};

/** The fixed words in this language, or in English where we have none; with the language that they are in. */
export function wordsIn(language: string): { readonly words: Words; readonly language: string } {
  return language === 'ja' ? { words: ja, language } : { words: en, language: 'en' };
}
