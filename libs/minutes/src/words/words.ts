// Made by `npm run generate` from the messages beside it.
import { wordsOf } from '@plenary/platform/words';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

interface Messages {
  minutes: null;
  contents: null;
  participants: null;
  questionsAndAnswers: null;
  question: {
    number: string | number;
  };
  supplementary: {
    to: string | number;
  };
  answerTo: {
    question: string | number;
  };
  answeredBy: null;
  readBy: {
    name: string | number;
  };
  online: null;
  anonymous: null;
  unknownSpeaker: null;
  announcer: null;
  questioner: null;
  chair: null;
  participant: null;
  keptBack: null;
  interpreted: {
    language: string | number;
  };
  spokenIn: {
    language: string | number;
  };
  otherWords: null;
  disclaimer: null;
  quoting: null;
  edition: {
    number: string | number;
  };
  program: null;
  comma: null;
  toAnswers: null;
  symbol: null;
  dates: null;
  venue: null;
  section: null;
  askedBy: null;
  questionHeading: null;
  name: null;
  post: null;
  end: null;
  skip: null;
  files: null;
  counts: {
    turns: string | number;
    paragraphs: string | number;
    words: string | number;
    questions: string | number;
  };
  verify: null;
}

export const wordsIn = wordsOf<Messages>({ en, ja, fr });
