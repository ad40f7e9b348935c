import {
  AnswerWordsResolver,
  EditionResolver,
  EventMinutesResolver,
  QuestionWordsResolver,
  TurnResolver,
} from './minutes.resolver.js';

export const minutesResolvers = [
  EventMinutesResolver,
  EditionResolver,
  TurnResolver,
  QuestionWordsResolver,
  AnswerWordsResolver,
];
