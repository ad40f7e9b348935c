import type { Noun } from '@plenary/platform/noun';
import { questionLifecycle } from './domain/lifecycle.js';

export const questionsNoun = {
  lifecycles: { Question: questionLifecycle },
} satisfies Noun;
