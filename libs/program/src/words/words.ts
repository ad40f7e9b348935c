// Made by `npm run generate` from the messages beside it.
import { wordsOf } from '@plenary/platform/words';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

interface Messages {
  program: null;
  time: null;
  session: null;
  room: null;
  rooms: null;
  online: null;
  held: null;
  date: null;
  zone: null;
  venue: null;
  place: {
    name: string | number;
    city: string | number;
  };
  organiser: null;
  release: {
    number: string | number;
    date: string | number;
  };
  contents: null;
  timetable: null;
  sessions: null;
  speakers: null;
  name: null;
  affiliation: null;
  country: null;
  index: null;
  minutes: {
    minutes: string | number;
  };
  toBeConfirmed: null;
  noSessions: null;
  noTimes: null;
  runBook: null;
  asOf: {
    date: string | number;
    time: string | number;
  };
  staffOnly: null;
  noRoom: null;
  offset: null;
  kind: null;
  what: null;
  responsible: null;
  people: null;
  interpreters: null;
  setUp: null;
  equipment: null;
  notes: null;
  comma: null;
  inParentheses: {
    text: string | number;
  };
  visibility: {
    visibility: string | number;
  };
  cueKind: {
    kind: string | number;
  };
  spoken: {
    from: string | number;
    into: string | number;
  };
  role: {
    role: string | number;
  };
  'notice.subject': {
    title: string | number;
  };
  'notice.opening': {
    title: string | number;
    release: string | number;
  };
  'notice.change': {
    title: string | number;
    change: string | number;
  };
  'notice.closing': null;
}

export const wordsIn = wordsOf<Messages>({ en, ja, fr });
