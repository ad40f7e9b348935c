import type { EventCtx } from '@plenary/platform';
import { v7 as uuid } from 'uuid';
import type { QuestionsInput } from '../domain/question-input.js';
import './constraints.js';

interface Ids {
  readonly sessions: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

/** A key that the input's own check has found. */
function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`No row has the key ${key}`);
  return id;
}

/** Questions on record, in the order of asking. */
export async function insertRecordedQuestions(
  ctx: EventCtx,
  questions: QuestionsInput,
  ids: Ids,
): Promise<void> {
  const eventId = ctx.event.id;
  const language = ctx.event.languages[0] ?? 'en';
  const rows = questions.map((question, index) => ({
    question,
    id: uuid(),
    askerId: uuid(),
    askedOrder: index + 1,
  }));
  const byKey = new Map(rows.map(({ question, id }) => [question.key, id]));
  await ctx.db.asker.createMany({
    data: rows.map(({ question, askerId }) => ({ ...question.asker, eventId, id: askerId })),
  });
  await ctx.db.question.createMany({
    data: rows.map(({ question, id, askerId, askedOrder }) => ({
      eventId,
      id,
      askerId,
      askedOrder,
      sessionId: idOf(ids.sessions, question.session),
      supplementaryToId:
        question.supplementaryTo === undefined ? null : idOf(byKey, question.supplementaryTo),
      channel: question.channel,
      text: question.text ?? null,
      language: question.language ?? language,
      displayPolicy: question.displayPolicy,
      // Asked, and nobody on record who answered: it is on stage no more.
      state: question.answers.length > 0 ? ('ANSWERED' as const) : ('DEFERRED' as const),
      readById: question.readBy === undefined ? null : idOf(ids.people, question.readBy),
    })),
  });
  await ctx.db.questionAddressee.createMany({
    data: rows.flatMap(({ question, id }) =>
      question.addressees.map((person, position) => ({
        eventId,
        questionId: id,
        personId: idOf(ids.people, person),
        position,
      })),
    ),
  });
  await ctx.db.answer.createMany({
    data: rows.flatMap(({ question, id }) =>
      question.answers.map(({ person, session }, position) => ({
        eventId,
        questionId: id,
        personId: idOf(ids.people, person),
        sessionId: idOf(ids.sessions, session),
        position,
      })),
    ),
  });
}
