// Made by `npm run generate` from the messages beside it.
import { wordsOf } from '@plenary/platform/words';
import en from './en.json' with { type: 'json' };
import ja from './ja.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

interface Messages {
  'link.part': null;
}

export const wordsIn = wordsOf<Messages>({ en, ja, fr });
