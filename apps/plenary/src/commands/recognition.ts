import type { Recognition } from '@plenary/minutes';
import { table } from './session.js';

/** What was recognised in a transcript, for people. */
export function describeRecognition(recognition: Recognition): string[] {
  const { speakers, doubtful, turns, words, coverage, questionsLinked } = recognition;
  return [
    ...table(
      speakers.map(({ label, kind, person }) => [`  ${label || '(no label)'}`, person ?? kind.toLowerCase()]),
    ),
    ...(doubtful.length === 0 ? [] : [`Who is this? ${doubtful.join(', ')}: their turns are not assigned.`]),
    `${String(turns)} turns, ${String(words)} words, coverage ${(coverage * 100).toFixed(2)} %, ` +
      `${String(questionsLinked)} questions linked to their answers.`,
  ];
}

/** The same as data. */
export function recognitionJson(recognition: Recognition) {
  const { speakers, doubtful, turns, words, coverage, questionsLinked } = recognition;
  return { speakers, doubtful, turns, words, coverage, questionsLinked };
}
