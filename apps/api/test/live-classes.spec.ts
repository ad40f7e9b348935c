import { grantRole } from '@plenary/identity';
import type { EventCtx } from '@plenary/platform';
import { accountTopic } from '@plenary/platform/access';
import { publish } from '@plenary/platform/database';
import { anEvent } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { getNamedType, isObjectType, type GraphQLNamedType } from 'graphql';
import { aStage, changeForMany, closeAll, follow, stage } from './live-classes.js';

let api: TestApi;
let elsewhere: EventCtx;

beforeAll(async () => {
  api = await startTestApi();
  elsewhere = await anEvent(api.operator);
});
afterAll(() => api.close());

async function accountOf(cookie: string): Promise<{ id: string; email: string }> {
  const { data } = await api.graphql('{ viewer { id email } }', {}, cookie);
  return JSON.parse(JSON.stringify(data)).viewer;
}

test('a change costs the accounts of one class the reads of one', async () => {
  const [forOne, ...forMore] = await changeForMany(api, 50);
  expect(forMore).toEqual([forOne, forOne]);
});

test('variables that the document does not declare tell nobody apart', async () => {
  const { sessionId, change } = await aStage(api);
  const all = [await follow(api, sessionId)];
  const forOne = await change('One?', all);
  for (const more of [{ x: 1 }, { x: 2 }, { y: { z: [] } }])
    all.push(await follow(api, sessionId, undefined, more));
  expect(await change('Four?', all)).toBe(forOne);
  await closeAll(all);
});

test('of two classes each is shown its own', async () => {
  const { ctx, sessionId } = await aStage(api);
  const { id, askerId } = await ctx.db.question.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  await ctx.db.question.updateMany({ where: { id }, data: { state: 'QUEUED' } });
  expect(askerId).not.toBe('');
  const first = async (role: 'MODERATOR' | 'VIEWER') => {
    const followed = await api.subscribe(stage, { id: sessionId }, await api.signedIn(role, ctx));
    const { data } = await followed.next();
    await followed.close();
    return data;
  };
  expect([await first('VIEWER'), await first('MODERATOR')]).toEqual([
    { sessionLive: { onStage: null, queue: [] } },
    { sessionLive: { onStage: null, queue: [{ text: 'Why bridges?' }] } },
  ]);
});

test('who comes into another class is to come again; those who stay are shown on, whoever came first', async () => {
  const { ctx, sessionId, change } = await aStage(api);
  const [speaker, moderator, listener] = [
    await api.signedIn('VIEWER', elsewhere),
    await api.signedIn('VIEWER', elsewhere),
    await api.signedIn('VIEWER', elsewhere),
  ];
  const [ofSpeaker, ofModerator, ofListener] = [
    await follow(api, sessionId, speaker),
    await follow(api, sessionId, moderator),
    await follow(api, sessionId, listener),
  ];
  const { id: accountId } = await accountOf(speaker);
  await ctx.db.person.updateMany({ where: { eventId: ctx.event.id, key: 'smith' }, data: { accountId } });
  publish(ctx, accountTopic(accountId));
  await expect(ofSpeaker.next()).rejects.toMatchObject({ code: 1013 });
  const { email } = await accountOf(moderator);
  await grantRole(api.operator, { email, role: 'MODERATOR', eventId: ctx.event.id });
  await expect(ofModerator.next()).rejects.toMatchObject({ code: 4403 });
  await change('Still there?', [ofListener]);
  await ofListener.close();
});

/** The permissions of what is one's own, whatever one's class. */
const own = ['account', 'part', 'files.upload', 'tokens.create', 'review'];

test('nothing that is one viewer’s own can be followed', () => {
  const { schema, declarations } = api.api;
  const reached = new Set<GraphQLNamedType>();
  const reach = (type: GraphQLNamedType | null | undefined): void => {
    if (!isObjectType(type) || reached.has(type)) return;
    reached.add(type);
    for (const field of Object.values(type.getFields())) reach(getNamedType(field.type));
  };
  reach(schema.getSubscriptionType());
  const names = new Set([...reached].map(({ name }) => name));
  const personal = declarations.filter(
    ({ type, access }) => names.has(type) && access.kind === 'permission' && own.includes(access.permission),
  );
  expect(personal).toEqual([]);
  expect(names.has('Viewer')).toBe(false);
  expect(names.size).toBeGreaterThan(10);
});
