import { inputInEvent } from '@plenary/event/graphql';
import { questionEditInput, recordAnswerInput, submitQuestionInput } from '../domain/question-input.js';

export const SubmitQuestionInput = inputInEvent('SubmitQuestionInput', submitQuestionInput);
export const QuestionEditInput = inputInEvent('QuestionEditInput', questionEditInput);
export const RecordAnswerInput = inputInEvent('RecordAnswerInput', recordAnswerInput);
