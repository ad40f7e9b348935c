export { importQuestions } from './operations/import-questions.js';
export { submitQuestion } from './operations/submit-question.js';
export { listQuestions, setNumbers } from './data/questions.js';
export { questionsInput, type QuestionsInput } from './domain/question-input.js';
export {
  showQuestion,
  withheldWords,
  type Asker,
  type Question,
  type ShownQuestion,
} from './domain/question.js';
