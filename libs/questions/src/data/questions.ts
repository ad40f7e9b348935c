import { isId, keyEnum, type EventCtx, type SqlEventCtx } from '@plenary/platform';
import { Prisma } from '@plenary/platform/database';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { questionLifecycle, type QuestionState } from '../domain/lifecycle.js';
import { channels, displayPolicies, type Answer, type Question } from '../domain/question.js';
import './constraints.js';

const questionRow = z.object({
  id: z.string(),
  sessionId: z.string(),
  supplementaryToId: z.string().nullable(),
  channel: z.enum(channels),
  text: z.string().nullable(),
  language: z.string(),
  displayPolicy: z.enum(displayPolicies),
  state: keyEnum(questionLifecycle),
  askedOrder: z.int().nullable(),
  number: z.int().nullable(),
  readById: z.string().nullable(),
  addresseeIds: z.array(z.string()),
  answers: z.array(z.object({ id: z.string(), personId: z.string(), sessionId: z.string() })),
  asker: z.object({
    name: z.string().nullable(),
    affiliation: z.string().nullable(),
    description: z.string().nullable(),
    country: z.string().nullable(),
  }),
  version: z.int(),
}) satisfies z.ZodType<Question>;

/** One statement, with asker, addressees and answers. */
async function findQuestions({ sql, event }: SqlEventCtx, which: Prisma.Sql): Promise<Question[]> {
  const rows = await sql.rows`
    SELECT question.id, question."sessionId", question."supplementaryToId", question.channel::text, question.text,
      question.language, question."displayPolicy"::text, question.state::text, question."askedOrder", question.number,
      question."readById", question.version,
      (SELECT jsonb_build_object('name', name, 'affiliation', affiliation, 'description', description, 'country', country)
         FROM "Asker" WHERE "eventId" = question."eventId" AND id = question."askerId") AS asker,
      ARRAY(SELECT "personId" FROM "QuestionAddressee"
             WHERE "eventId" = question."eventId" AND "questionId" = question.id ORDER BY position) AS "addresseeIds",
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'personId', "personId", 'sessionId', "sessionId")
                                 ORDER BY position)
                  FROM "Answer" WHERE "eventId" = question."eventId" AND "questionId" = question.id), '[]') AS answers
    FROM "Question" question
    WHERE question."eventId" = ${event.id}::uuid AND ${which}
    ORDER BY question."askedOrder" NULLS LAST, question.id LIMIT 2000`;
  return rows.map((row) => questionRow.parse(row));
}

interface QuestionFilter {
  readonly sessionId?: string;
  readonly state?: QuestionState | { readonly in: readonly QuestionState[] };
}

/** The questions of the event: those asked first, in the order of asking, then by when they came. */
export async function listQuestions(
  ctx: EventCtx,
  { sessionId, state }: QuestionFilter = {},
): Promise<Question[]> {
  const conditions = [
    sessionId === undefined ? [] : Prisma.sql`question."sessionId" = ${sessionId}::uuid`,
    state === undefined
      ? []
      : Prisma.sql`question.state::text = ANY (${typeof state === 'string' ? [state] : [...state.in]})`,
  ].flat();
  return findQuestions(ctx, Prisma.join([Prisma.sql`true`, ...conditions], ' AND '));
}

export async function findQuestion(ctx: SqlEventCtx, id: string): Promise<Question | null> {
  if (!isId(id)) return null;
  return (await findQuestions(ctx, Prisma.sql`question.id = ${id}::uuid`))[0] ?? null;
}

type NewQuestion = Pick<
  Question,
  'sessionId' | 'channel' | 'text' | 'language' | 'displayPolicy' | 'state' | 'asker'
>;

/** Adds a question with its asker, in one statement. */
export async function insertQuestion(
  { sql, event, services }: SqlEventCtx,
  added: NewQuestion,
): Promise<Question> {
  const [id, askerId] = [uuid(), uuid()];
  const { asker, ...columns } = added;
  await sql.count`
    WITH asker AS (
      INSERT INTO "Asker" ("eventId", id, name, affiliation, description, country)
      VALUES (${event.id}::uuid, ${askerId}::uuid, ${asker.name}, ${asker.affiliation}, ${asker.description},
              ${asker.country}))
    INSERT INTO "Question"
      ("eventId", id, "askerId", "sessionId", channel, text, language, "displayPolicy", state, "createdAt")
    VALUES (${event.id}::uuid, ${id}::uuid, ${askerId}::uuid, ${columns.sessionId}::uuid,
            ${columns.channel}::"Channel", ${columns.text}, ${columns.language},
            ${columns.displayPolicy}::"DisplayPolicy", ${columns.state}::"QuestionState", ${services.clock.now()})`;
  return {
    ...columns,
    asker,
    id,
    supplementaryToId: null,
    askedOrder: null,
    number: null,
    readById: null,
    addresseeIds: [],
    answers: [],
    version: 1,
  };
}

/** What is on stage in a session, and the next place in the order of asking of the event. */
export async function readStage(
  ctx: EventCtx,
  sessionId: string,
): Promise<{ readonly onStageId: string | null; readonly nextOrder: number }> {
  const rows = await ctx.sql.rows<{ onStageId: string | null; nextOrder: number }>`
    SELECT coalesce(max("askedOrder"), 0) + 1 AS "nextOrder",
           min(id::text) FILTER (WHERE "sessionId" = ${sessionId}::uuid AND state = 'ASKED') AS "onStageId"
    FROM "Question" WHERE "eventId" = ${ctx.event.id}::uuid`;
  return rows[0] ?? { onStageId: null, nextOrder: 1 };
}

/** What a move makes of a question: see its lifecycle. */
export interface QuestionChange {
  readonly state: QuestionState;
  readonly askedOrder?: number | null | undefined;
  readonly askedAt?: Date | null | undefined;
}

/** Changes a question that is still as it was seen. @returns it as it is then; null if it was changed meanwhile */
export async function changeQuestion(
  ctx: EventCtx,
  seen: Question,
  { state, askedOrder, askedAt }: QuestionChange,
): Promise<Question | null> {
  const { count } = await ctx.db.question.updateMany({
    where: { eventId: ctx.event.id, id: seen.id, version: seen.version },
    data: { state, askedOrder, askedAt, version: { increment: 1 } },
  });
  if (count === 0) return null;
  return {
    ...seen,
    state,
    askedOrder: askedOrder === undefined ? seen.askedOrder : askedOrder,
    version: seen.version + 1,
  };
}

/** Adds an answer behind those that the question has. */
export async function insertAnswer(
  ctx: EventCtx,
  question: Question,
  by: Omit<Answer, 'id'>,
): Promise<Answer> {
  const answer = { id: uuid(), ...by };
  const position = question.answers.length;
  await ctx.db.answer.createMany({
    data: [{ ...answer, eventId: ctx.event.id, questionId: question.id, position }],
  });
  return answer;
}

/** Gives the questions their numbers on record. */
export async function setNumbers(ctx: EventCtx, numbers: ReadonlyMap<string, number>): Promise<void> {
  const eventId = ctx.event.id;
  // Freed first: two questions may have to change places.
  await ctx.db.question.updateMany({ where: { eventId, number: { not: null } }, data: { number: null } });
  const rows = JSON.stringify([...numbers].map(([id, number]) => ({ id, number })));
  await ctx.sql.count`
    UPDATE "Question" question SET number = given.number
    FROM jsonb_to_recordset(${rows}::jsonb) AS given (id uuid, number int)
    WHERE question."eventId" = ${eventId}::uuid AND question.id = given.id`;
}
