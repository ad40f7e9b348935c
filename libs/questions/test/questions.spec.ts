import { randomUUID } from 'node:crypto';
import { Refusal, type EventCtx } from '@plenary/platform';
import { aReleasedEvent, createTestBench, eventually, type TestBench } from '@plenary/testing';
import { listQuestions } from '@plenary/questions';
import { approveQuestion, putOnStage, queueQuestion } from '../src/operations/move-question.js';
import { recordAnswer } from '../src/operations/record-answer.js';
import { submitQuestion } from '../src/operations/submit-question.js';
import { sessionTopic } from '../src/operations/watch-session.js';

let bench: TestBench;
let ctx: EventCtx;
let sessionId: string;
let personIds: string[];

beforeAll(async () => {
  bench = await createTestBench();
});
beforeEach(async () => {
  ctx = await aReleasedEvent(bench.operator);
  const where = { eventId: ctx.event.id };
  sessionId = (await ctx.db.session.findFirstOrThrow({ where: { ...where, key: 'panel' } })).id;
  personIds = (await ctx.db.person.findMany({ where })).map(({ id }) => id);
});
afterAll(() => bench.close());

function question(values: object = {}) {
  return {
    sessionId,
    clientKey: randomUUID(),
    channel: 'ROOM',
    text: 'Why?',
    language: 'en',
    displayPolicy: 'NAME',
    askerName: 'Mr Inoue',
    ...values,
  };
}

async function put(values: object = {}) {
  const { id, version } = await submitQuestion(ctx, question(values));
  return { questionId: id, version };
}

async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  const thrown: unknown = await attempt.then(
    () => 'nobody refused',
    (error: unknown) => error,
  );
  return thrown instanceof Refusal ? thrown.code : String(thrown);
}

/** All that must not change where something is refused. */
async function everything() {
  const where = { eventId: ctx.event.id };
  return [
    await listQuestions(ctx),
    await ctx.db.question.findMany({ where }),
    await ctx.db.auditEntry.count({ where }),
  ];
}

const audited = (action: string) => ctx.db.auditEntry.count({ where: { eventId: ctx.event.id, action } });

test('what an operation gives is what is read afterwards', async () => {
  const [personId = ''] = personIds;
  const online = await put({ channel: 'ONLINE', askerAffiliation: 'Embassy' });
  let last = await approveQuestion(ctx, online);
  expect(await listQuestions(ctx)).toEqual([last]);
  last = await queueQuestion(ctx, { ...online, version: last.version });
  last = await putOnStage(ctx, { ...online, version: last.version });
  expect(await listQuestions(ctx)).toEqual([last]);
  last = await recordAnswer(ctx, { ...online, version: last.version, personId, sessionId: null });
  expect(await listQuestions(ctx)).toEqual([last]);
  expect(last).toMatchObject({ state: 'ANSWERED', askedOrder: 1, answers: [{ personId, sessionId }] });
});

test('each further answer is a change of its own, and a repeat adds none', async () => {
  const edit = await put();
  await putOnStage(ctx, edit);
  const answers = personIds.map((personId, index) => ({ ...edit, version: 2 + index, personId }));
  for (const answer of answers) {
    let told = 0;
    const stop = ctx.services.live.onChange(sessionTopic(sessionId), () => (told += 1));
    await recordAnswer(ctx, answer);
    await eventually(() => Promise.resolve(told > 0));
    stop();
  }
  expect(await Promise.all(answers.map((answer) => refusalOf(recordAnswer(ctx, answer))))).toEqual(
    answers.map(() => 'STALE_VERSION'),
  );
  const [answered] = await listQuestions(ctx);
  expect(answered?.answers.map(({ personId }) => personId)).toEqual(personIds);
  expect([answered?.version, await audited('recordAnswer')]).toEqual([2 + answers.length, answers.length]);
});

test('of two answers to what was seen at once, one goes in', async () => {
  const edit = await put();
  await putOnStage(ctx, edit);
  const answers = personIds.map((personId) => ({ ...edit, version: 2, personId }));
  const codes = await Promise.all(answers.map((answer) => refusalOf(recordAnswer(ctx, answer))));
  expect(codes.toSorted()).toEqual(['STALE_VERSION', 'nobody refused']);
  expect((await listQuestions(ctx))[0]?.answers.length).toBe(1);
});

test('a question that goes back from the stage has no place in the order until it is asked again', async () => {
  const [first, second] = [await put(), await put()];
  await putOnStage(ctx, first);
  const back = await queueQuestion(ctx, { ...first, version: 2 });
  expect([back.state, back.askedOrder]).toEqual(['QUEUED', null]);
  const { askedAt } = await ctx.db.question.findFirstOrThrow({ where: { id: first.questionId } });
  expect(askedAt).toBeNull();
  expect((await putOnStage(ctx, second)).askedOrder).toBe(1);
  await recordAnswer(ctx, { ...second, version: 2, personId: personIds[0] });
  expect((await putOnStage(ctx, { ...first, version: 3 })).askedOrder).toBe(2);
});

test('questions that are asked at once, each in its session, take different places', async () => {
  const where = { eventId: ctx.event.id };
  const sessions = await ctx.db.session.findMany({ where });
  const edits = [];
  for (const session of sessions) edits.push(await put({ sessionId: session.id }));
  const asked = await Promise.all(edits.map((edit) => putOnStage(ctx, edit)));
  expect(asked.map(({ askedOrder }) => askedOrder).toSorted()).toEqual(
    sessions.map((_one, place) => place + 1),
  );
});

test.each<[string, (edit: { questionId: string; version: number }) => Promise<unknown>, string]>([
  [
    'a question for no session',
    () => submitQuestion(ctx, question({ sessionId: randomUUID() })),
    'NOT_FOUND',
  ],
  [
    'an answer before it was asked',
    (edit) => recordAnswer(ctx, { ...edit, personId: personIds[0] }),
    'CONFLICT',
  ],
  ['an answer of nobody', (edit) => recordAnswer(ctx, { ...edit, personId: randomUUID() }), 'NOT_FOUND'],
  [
    'an answer nowhere',
    (edit) => recordAnswer(ctx, { ...edit, personId: personIds[0], sessionId: randomUUID() }),
    'NOT_FOUND',
  ],
  ['an older version', (edit) => putOnStage(ctx, { ...edit, version: 0 }), 'STALE_VERSION'],
  ['no question', (edit) => putOnStage(ctx, { ...edit, questionId: 'nothing' }), 'NOT_FOUND'],
  ['a move that there is not', (edit) => queueQuestion(ctx, edit), 'CONFLICT'],
])('refused: %s', async (_what, attempt, code) => {
  const edit = await put();
  const before = await everything();
  expect(await refusalOf(attempt(edit))).toBe(code);
  expect(await everything()).toEqual(before);
});

test('bad input is told by the promise, as every other refusal', async () => {
  const refused = submitQuestion(await aReleasedEvent(bench.operator), {});
  await expect(refused).rejects.toMatchObject({ code: 'BAD_INPUT' });
});
