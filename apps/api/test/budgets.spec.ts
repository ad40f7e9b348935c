import { randomUUID } from 'node:crypto';
import { draftMinutes } from '@plenary/minutes';
import type { EventCtx } from '@plenary/platform';
import { inTransaction } from '@plenary/platform/database';
import { aReleasedEvent, statementsOf } from '@plenary/testing';
import { aDraft, startTestApi, type TestApi } from '@plenary/testing/api';

let api: TestApi;
let event: EventCtx;
let moderator: string;
let programEditor: string;
let minutesEditor: string;

beforeAll(async () => {
  api = await startTestApi();
  event = await aReleasedEvent(api.operator);
  moderator = await api.signedIn('MODERATOR', event);
  programEditor = await api.signedIn('PROGRAM_EDITOR', event);
  minutesEditor = await api.signedIn('MINUTES_EDITOR', event);
});
afterAll(() => api.close());

/** @returns what the mutation gives */
async function done(mutation: string, input: object, caller: string): Promise<Record<string, unknown>> {
  const { data, codes } = await api.graphql(
    mutation,
    { input: { event: event.event.slug, ...input } },
    caller,
  );
  expect(codes).toEqual([]);
  return Object.fromEntries(Object.values(data ?? {}).flatMap((value) => Object.entries(Object(value))));
}

/** The statements of the second of two, with sign-in and event, with BEGIN and COMMIT. */
async function costOf(mutation: string, inputs: readonly [object, object], caller: string): Promise<number> {
  await done(mutation, inputs[0], caller);
  return (await statementsOf(() => done(mutation, inputs[1], caller))).length;
}

async function sessionIn(key: string): Promise<string> {
  const where = { eventId: event.event.id, key };
  return (await event.db.session.findFirstOrThrow({ where, select: { id: true } })).id;
}

const shown = '{ id state version asker answers { id } askerRecord { name } }';
const submit = `mutation ($input: SubmitQuestionInput!) { submitQuestion(input: $input) ${shown} }`;
const stage = `mutation ($input: QuestionEditInput!) { putOnStage(input: $input) ${shown} }`;

function put(sessionId: string) {
  return {
    sessionId,
    clientKey: randomUUID(),
    channel: 'ROOM',
    text: 'Why?',
    language: 'en',
    displayPolicy: 'NAME',
    askerName: 'Mr Inoue',
  };
}

async function aQuestion(session: string) {
  const { id, version } = await done(submit, put(await sessionIn(session)), moderator);
  return { questionId: id, version };
}

/** As the issue that set them has them; a later one may raise one, with its reason. */
const budgets = { submitQuestion: 8, putOnStage: 9, recordAnswer: 10, moveSession: 10, updateTurn: 9 };

test('a question costs what it may, from the hall to its answer', async () => {
  const sessionId = await sessionIn('panel');
  const submitted = await costOf(submit, [put(sessionId), put(sessionId)], moderator);
  expect(submitted).toBeLessThanOrEqual(budgets.submitQuestion);

  const staged = await costOf(stage, [await aQuestion('keynote'), await aQuestion('panel')], moderator);
  expect(staged).toBeLessThanOrEqual(budgets.putOnStage);

  const smith = await event.db.person.findFirstOrThrow({ where: { eventId: event.event.id, key: 'smith' } });
  const asked = await event.db.question.findMany({
    where: { eventId: event.event.id, state: 'ASKED' },
    orderBy: { askedOrder: 'asc' },
  });
  const [first, second] = asked.map(({ id, version }) => ({
    questionId: id,
    version,
    personId: smith.id,
    sessionId,
  }));
  if (first === undefined || second === undefined) throw new Error('no question is on stage');
  const answer = `mutation ($input: RecordAnswerInput!) { recordAnswer(input: $input) ${shown} }`;
  expect(await costOf(answer, [first, second], moderator)).toBeLessThanOrEqual(budgets.recordAnswer);
  // A further answer costs the same.
  const further = await costOf(
    answer,
    [
      { ...first, version: first.version + 1 },
      { ...second, version: second.version + 1 },
    ],
    moderator,
  );
  expect(further).toBeLessThanOrEqual(budgets.recordAnswer);
});

test('moving a session costs what it may', async () => {
  const sessionId = await sessionIn('panel');
  const move = `mutation ($input: MoveSessionInput!) {
    moveSession(input: $input) { edit sessions { id version } findingsCome { id } findingsGone { id } } }`;
  const to = (version: number, time: string) => ({
    sessionId,
    version,
    startsAt: `2026-11-24T${time}:00+09:00`,
  });
  const cost = await costOf(move, [to(1, '13:00'), to(2, '14:00')], programEditor);
  expect(cost).toBeLessThanOrEqual(budgets.moveSession);
});

test('giving a turn other words costs what it may', async () => {
  await aDraft(event, [
    ['Colonel Smith', 'Good morning.'],
    ['Dr. Tanaka', 'Thank you.'],
  ]);
  const [first, second] = await event.db.turn.findMany({ where: { eventId: event.event.id } });
  const to = (turnId = '') => ({ turnId, version: 1, paragraphs: ['Good evening.'] });
  const update = `mutation ($input: UpdateTurnInput!) { updateTurn(input: $input) { id version paragraphs } }`;
  const cost = await costOf(update, [to(first?.id), to(second?.id)], minutesEditor);
  expect(cost).toBeLessThanOrEqual(budgets.updateTurn);
});

test('200 questions go in while an editor holds the minutes: none waits for it', async () => {
  const held = await aReleasedEvent(api.operator);
  await aDraft(held);
  const where = { eventId: held.event.id };
  const { id: sessionId } = await held.db.session.findFirstOrThrow({ where });
  const caller = await api.signedIn('MODERATOR', held);
  const waiting = Array.from({ length: 200 }, () => put(sessionId));
  const ask = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { codes } = await api.graphql(submit, { input: { event: held.event.slug, ...next } }, caller);
      expect(codes).toEqual([]);
    }
  };
  const kept = await inTransaction(held, async (tx) => {
    await draftMinutes(tx, { language: 'en' });
    await Promise.all(Array.from({ length: 6 }, ask));
    // Still held: who is to see the minutes alone waits for this transaction, the questions have not.
    return held.db.question.count({ where });
  });
  expect(kept).toBe(200);
});
