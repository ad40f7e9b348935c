import { AnswerResolver, EventQuestionsResolver, QuestionResolver } from './questions.resolver.js';

export const questionsResolvers = [EventQuestionsResolver, AnswerResolver, QuestionResolver];
export { AnswerType, QuestionType } from './question.type.js';
