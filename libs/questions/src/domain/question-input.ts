import { country, key } from '@plenary/event';
import { clientKey, id, version, wantedId, type FieldProblem } from '@plenary/platform';
import { languageCode, plainText } from '@plenary/platform/texts';
import { z } from 'zod';

export const channel = z.enum(['ROOM', 'ONLINE']);
export const displayPolicy = z.enum(['NAME', 'AFFILIATION', 'ANONYMOUS']);

const askerInput = z.strictObject({
  name: plainText(100).optional(),
  affiliation: plainText(200).optional(),
  description: plainText(200)
    .optional()
    .meta({ description: 'What they are, where it neither names nor places them.' }),
  country: country.optional(),
});

/** A question on record, as an import file has it: who asked it where, who read it out, who answered. */
const recordedQuestion = z.strictObject({
  key,
  session: key,
  channel,
  language: languageCode.optional().meta({ description: 'Else the first of the event.' }),
  text: plainText(1_000, { multiline: true })
    .optional()
    .meta({ description: 'Else its words are in the minutes.' }),
  asker: askerInput.default({}),
  displayPolicy: displayPolicy.meta({ description: 'What may be shown of the asker.' }),
  supplementaryTo: key.optional().meta({ description: 'The question that it follows; it gets no number.' }),
  readBy: key.optional().meta({ description: 'The person who read it out.' }),
  addressees: z.array(key).max(20).default([]),
  answers: z
    .array(z.strictObject({ person: key, session: key }))
    .max(50)
    .default([])
    .meta({ description: 'Who answered, in which session, in order.' }),
});

/** The part of an import file that has the questions on record, in the order of asking. */
export const questionsInput = {
  questions: z
    .array(recordedQuestion)
    .max(2_000)
    .default([])
    .meta({ description: 'In the order of asking.' }),
};

export type QuestionsInput = readonly z.output<typeof recordedQuestion>[];

/** The sessions and people whom questions name, by key. */
export function keysIn(questions: QuestionsInput): {
  readonly sessions: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
} {
  const answers = questions.flatMap((question) => question.answers);
  return {
    sessions: new Set([...questions, ...answers].map(({ session }) => session)),
    people: new Set([
      ...questions.flatMap(({ readBy = [], addressees }) => [readBy, addressees].flat()),
      ...answers.map(({ person }) => person),
    ]),
  };
}

/** Keys that name nothing, with their places. */
export function problemsOfQuestions(
  questions: QuestionsInput,
  sessionKeys: ReadonlySet<string>,
  peopleKeys: ReadonlySet<string>,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const earlier = new Set<string>();
  const known = (path: string, keys: ReadonlySet<string>, value: string | undefined, what: string): void => {
    if (value !== undefined && !keys.has(value))
      problems.push({ path, message: `names no ${what}: ${value}` });
  };
  questions.forEach((question, index) => {
    const path = `questions[${String(index)}]`;
    if (earlier.has(question.key))
      problems.push({ path: `${path}.key`, message: `stands twice: ${question.key}` });
    known(`${path}.session`, sessionKeys, question.session, 'session');
    known(`${path}.readBy`, peopleKeys, question.readBy, 'person');
    known(`${path}.supplementaryTo`, earlier, question.supplementaryTo, 'earlier question');
    question.addressees.forEach((person, place) => {
      known(`${path}.addressees[${String(place)}]`, peopleKeys, person, 'person');
    });
    question.answers.forEach((answer, place) => {
      known(`${path}.answers[${String(place)}].person`, peopleKeys, answer.person, 'person');
      known(`${path}.answers[${String(place)}].session`, sessionKeys, answer.session, 'session');
    });
    earlier.add(question.key);
  });
  return problems;
}

export const questionEditInput = z
  .object({ questionId: wantedId.meta({ description: 'The question.' }), version })
  .meta({ description: 'A question to move on, as it was seen.' });

export const recordAnswerInput = z
  .object({
    ...questionEditInput.shape,
    personId: wantedId.meta({ description: 'Who answered.' }),
    sessionId: wantedId.nullish().meta({ description: 'Where, if not in the session in which it was put.' }),
  })
  .meta({ description: 'Who answered a question.' });

export const submitQuestionInput = z
  .object({
    sessionId: id.meta({ description: 'The session to put it in.' }),
    clientKey,
    channel: channel.meta({ description: 'Where it is put.' }),
    text: plainText(1_000, { multiline: true }).meta({
      description: 'Plain text of 1 to 1,000 characters.',
    }),
    language: languageCode.meta({ description: 'Its language, a BCP 47 code.' }),
    displayPolicy: displayPolicy.meta({ description: 'What may be shown of the asker.' }),
    askerName: plainText(100).nullish().meta({ description: "The asker's name." }),
    askerAffiliation: plainText(200).nullish().meta({ description: 'Where the asker comes from.' }),
  })
  .meta({ description: 'A question to put.' });
