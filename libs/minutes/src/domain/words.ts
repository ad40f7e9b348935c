/** The fixed words of the minutes, in the languages that we print them in. */
interface Words {
  readonly minutes: string;
  readonly contents: string;
  readonly participants: string;
  readonly questionsAndAnswers: string;
  readonly question: (number: number) => string;
  readonly supplementary: (to: string) => string;
  readonly answerTo: (question: string) => string;
  readonly answeredBy: string;
  readonly readBy: (name: string) => string;
  readonly online: string;
  readonly anonymous: string;
  readonly unknownSpeaker: string;
  readonly announcer: string;
  readonly questioner: string;
  readonly chair: string;
  readonly participant: string;
  readonly keptBack: string;
  readonly interpreted: (language: string) => string;
  readonly spokenIn: (language: string) => string;
  readonly otherWords: string;
  readonly disclaimer: string;
  readonly quoting: string;
  readonly edition: (number: number) => string;
  readonly published: string;
  readonly program: string;
  readonly paragraph: string;
  readonly comma: string;
  readonly toAnswers: string;
  readonly symbol: string;
  readonly dates: string;
  readonly venue: string;
  readonly theme: string;
  readonly section: string;
  readonly askedBy: string;
  readonly questionHeading: string;
  readonly name: string;
  readonly post: string;
  readonly end: string;
  readonly skip: string;
  readonly files: string;
  readonly page: (page: string, of: string) => string;
  readonly counts: (turns: string, paragraphs: string, words: string, questions: string) => string;
  readonly verify: string;
}

const en: Words = {
  minutes: 'Minutes',
  contents: 'Contents',
  participants: 'Speakers',
  questionsAndAnswers: 'Questions and answers',
  question: (number) => `Question ${String(number)}`,
  supplementary: (to) => `${to}, supplementary`,
  answerTo: (question) => `Answer to ${question}`,
  answeredBy: 'Answered by',
  readBy: (name) => `read out by ${name}`,
  online: 'put online',
  anonymous: 'name withheld',
  unknownSpeaker: 'Speaker not identified',
  announcer: 'Announcer',
  questioner: 'Questioner',
  chair: 'The chair',
  participant: 'A participant',
  keptBack: '[words withheld]',
  interpreted: (language) => `spoken in ${language}, from the interpretation`,
  spokenIn: (language) => `spoken in ${language}`,
  otherWords: 'Outside the sessions',
  disclaimer: 'Disclaimer',
  quoting: 'Quoting',
  edition: (number) => `Edition ${String(number)}`,
  published: 'Published',
  program: 'Program',
  paragraph: 'paragraph',
  comma: ', ',
  toAnswers: 'to the answers',
  symbol: 'Symbol',
  dates: 'Date',
  venue: 'Venue',
  theme: 'Theme',
  section: 'Session',
  askedBy: 'Asked by',
  questionHeading: 'Question',
  name: 'Name',
  post: 'Post and organisation',
  end: '(End of the minutes)',
  skip: 'Skip to the record',
  files: 'Files',
  page: (page, of) => `${page} / ${of}`,
  counts: (turns, paragraphs, words, questions) =>
    `${turns} turns, ${paragraphs} paragraphs, ${words} words, ${questions} numbered questions.`,
  verify: 'The manifest lists every file of this edition with its SHA-256, and is signed (Ed25519).',
};

const ja: Words = {
  minutes: '議事録',
  contents: '目次',
  participants: '発言者',
  questionsAndAnswers: '質疑応答',
  question: (number) => `質問${String(number)}`,
  supplementary: (to) => `${to}（追加質問）`,
  answerTo: (question) => `${question}への回答`,
  answeredBy: '回答者',
  readBy: (name) => `${name}が読み上げ`,
  online: 'オンライン',
  anonymous: '氏名非公表',
  unknownSpeaker: '発言者不詳',
  announcer: '司会',
  questioner: '質問者',
  chair: '議長',
  participant: '参加者',
  keptBack: '［発言非公表］',
  interpreted: (language) => `${language}で発言、同時通訳による`,
  spokenIn: (language) => `${language}で発言`,
  otherWords: 'セッション外',
  disclaimer: '免責事項',
  quoting: '引用について',
  edition: (number) => `第${String(number)}版`,
  published: '公表',
  program: 'プログラム',
  paragraph: '段落',
  comma: '、',
  toAnswers: '回答へ',
  symbol: '文書記号',
  dates: '開催日',
  venue: '会場',
  theme: 'テーマ',
  section: 'セッション',
  askedBy: '質問者',
  questionHeading: '質問',
  name: '氏名',
  post: '役職・所属',
  end: '（以上）',
  skip: '本文へ',
  files: 'ファイル',
  page: (page, of) => `${page} / ${of}`,
  counts: (turns, paragraphs, words, questions) =>
    `発言 ${turns} 件、段落 ${paragraphs}、${words} 語、番号付き質問 ${questions} 件。`,
  verify:
    'マニフェストには、この版のすべてのファイルとその SHA-256 が記載され、署名（Ed25519）されています。',
};

/** The fixed words in this language, or in English where we have none. */
export function wordsIn(language: string): Words {
  return language === 'ja' ? ja : en;
}
