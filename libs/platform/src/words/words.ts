// Made by `npm run generate` from the messages beside it.
import { wordsOf } from './words-of.js';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

interface Messages {
  'day.written': {
    day: Date;
    date: number;
  };
  'day.date': {
    date: number;
    day: Date;
  };
  'day.short': {
    day: Date;
    date: number;
  };
  'days.sameMonth': {
    from: Date;
    fromDate: number;
    to: Date;
    toDate: number;
  };
  'days.sameYear': {
    from: Date;
    fromDate: number;
    to: Date;
    toDate: number;
  };
  'days.apart': {
    from: Date;
    fromDate: number;
    to: Date;
    toDate: number;
  };
}

export const wordsIn = wordsOf<Messages>({ en, ja, fr });
