import { isId, type EventCtx } from '@plenary/platform';
import { lock, type Prisma } from '@plenary/platform/database';
import { v7 as uuid } from 'uuid';
import type { QuestionState } from '../domain/lifecycle.js';
import type { QuestionsInput } from '../domain/question-input.js';
import type { DisplayPolicy, Question } from '../domain/question.js';

const withPeople = {
  asker: { select: { name: true, affiliation: true, description: true, country: true } },
  addressees: { select: { personId: true }, orderBy: { position: 'asc' } },
  answers: { select: { id: true, personId: true, sessionId: true }, orderBy: { position: 'asc' } },
} as const;

function questionOf(row: Prisma.QuestionGetPayload<{ include: typeof withPeople }>): Question {
  return {
    id: row.id,
    sessionId: row.sessionId,
    supplementaryToId: row.supplementaryToId,
    channel: row.channel,
    text: row.text,
    language: row.language,
    displayPolicy: row.displayPolicy,
    state: row.state,
    askedOrder: row.askedOrder,
    number: row.number,
    readById: row.readById,
    addresseeIds: row.addressees.map(({ personId }) => personId),
    answers: row.answers,
    asker: row.asker,
    version: row.version,
  };
}

interface QuestionFilter {
  readonly sessionId?: string;
  readonly state?: QuestionState | { readonly in: QuestionState[] };
}

/** The questions of the event: those asked first, in the order of asking, then by when they came. */
export async function listQuestions(ctx: EventCtx, filter: QuestionFilter = {}): Promise<Question[]> {
  const rows = await ctx.db.question.findMany({
    where: { eventId: ctx.event.id, ...filter },
    include: withPeople,
    orderBy: [{ askedOrder: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: 2_000,
  });
  return rows.map(questionOf);
}

export async function findQuestion(ctx: EventCtx, id: string): Promise<Question | null> {
  if (!isId(id)) return null;
  const row = await ctx.db.question.findUnique({
    where: { eventId_id: { eventId: ctx.event.id, id } },
    include: withPeople,
  });
  return row === null ? null : questionOf(row);
}

interface NewQuestion {
  readonly sessionId: string;
  readonly channel: 'ROOM' | 'ONLINE';
  readonly text: string;
  readonly language: string;
  readonly displayPolicy: DisplayPolicy;
  readonly state: QuestionState;
  readonly askerName: string | null;
  readonly askerAffiliation: string | null;
}

export async function insertQuestion(ctx: EventCtx, question: NewQuestion): Promise<string> {
  const { askerName, askerAffiliation, ...columns } = question;
  const eventId = ctx.event.id;
  const asker = await ctx.db.asker.create({
    data: { eventId, name: askerName, affiliation: askerAffiliation },
    select: { id: true },
  });
  const row = await ctx.db.question.create({
    data: { ...columns, eventId, askerId: asker.id, createdAt: ctx.services.clock.now() },
    select: { id: true },
  });
  return row.id;
}

/** Lets one question of the event be asked at a time, so that the order of asking has no gap and no double. */
export async function nextAskedOrder(ctx: EventCtx): Promise<number> {
  await lock(ctx, 'questions');
  const { _max } = await ctx.db.question.aggregate({
    where: { eventId: ctx.event.id },
    _max: { askedOrder: true },
  });
  return (_max.askedOrder ?? 0) + 1;
}

/** Moves a question on if it is still as it was seen. */
export async function moveQuestion(
  ctx: EventCtx,
  seen: Pick<Question, 'id' | 'state' | 'version'>,
  to: QuestionState,
  asked: { readonly askedOrder: number; readonly askedAt: Date } | null = null,
): Promise<boolean> {
  const { count } = await ctx.db.question.updateMany({
    where: { eventId: ctx.event.id, id: seen.id, state: seen.state, version: seen.version },
    data: { state: to, version: { increment: 1 }, ...asked },
  });
  return count === 1;
}

export async function insertAnswer(
  ctx: EventCtx,
  questionId: string,
  personId: string,
  sessionId: string,
): Promise<void> {
  const eventId = ctx.event.id;
  const position = await ctx.db.answer.count({ where: { eventId, questionId } });
  await ctx.db.answer.create({ data: { eventId, questionId, personId, sessionId, position } });
}

/** Gives the questions their numbers on record. */
export async function setNumbers(ctx: EventCtx, numbers: ReadonlyMap<string, number>): Promise<void> {
  const eventId = ctx.event.id;
  // Freed first: two questions may have to change places.
  await ctx.db.question.updateMany({ where: { eventId }, data: { number: null } });
  for (const [id, number] of numbers) {
    await ctx.db.question.update({ where: { eventId_id: { eventId, id } }, data: { number } });
  }
}

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
