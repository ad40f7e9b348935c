import { announce } from '@plenary/platform/database';
import { aReleasedEvent, anEvent, statementsOf } from '@plenary/testing';
import type { Subscribed, TestApi } from './kit.js';

export const stage =
  'subscription ($id: ID!) { sessionLive(sessionId: $id) { onStage { text } queue { text } } }';

/** An event with a question on stage in a session, whose words can be changed. */
export async function aStage(api: TestApi) {
  const ctx = await aReleasedEvent(api.operator, {
    questions: [
      {
        key: 'q',
        session: 'panel',
        channel: 'ROOM',
        displayPolicy: 'ANONYMOUS',
        text: 'Why bridges?',
        answers: [],
      },
    ],
  });
  const { id, sessionId } = await ctx.db.question.findFirstOrThrow({ where: { eventId: ctx.event.id } });
  await ctx.db.question.updateMany({ where: { id }, data: { state: 'ASKED' } });
  /** Says something else, and tells it. @returns how many statements it took until all have seen it */
  const change = async (text: string, all: readonly Subscribed[]): Promise<number> => {
    await ctx.db.question.updateMany({ where: { id }, data: { text } });
    const statements = await statementsOf(async () => {
      announce(ctx, `session:${sessionId}`);
      for (const follower of all)
        expect(await follower.next()).toEqual({ data: { sessionLive: { onStage: { text }, queue: [] } } });
    });
    return statements.length;
  };
  return { ctx, sessionId, change };
}

export async function follow(
  api: TestApi,
  id: string,
  caller?: string,
  more: Record<string, unknown> = {},
): Promise<Subscribed> {
  const followed = await api.subscribe(stage, { id, ...more }, caller);
  await followed.next();
  return followed;
}

export async function closeAll(all: readonly Subscribed[]): Promise<void> {
  for (const followed of all) await followed.close();
}

/**
 * So many accounts that hold no role in an event follow a session of it, and a stranger beside them.
 * @returns the statements that a change takes for the first of them alone, for all, and with the stranger
 */
export async function changeForMany(api: TestApi, accounts: number): Promise<readonly number[]> {
  const { sessionId, change } = await aStage(api);
  const elsewhere = await anEvent(api.operator);
  const all: Subscribed[] = [];
  const enter = async (caller?: string): Promise<void> => {
    all.push(await follow(api, sessionId, caller));
  };
  await enter(await api.signedIn('VIEWER', elsewhere));
  const forOne = await change('One?', all);
  while (all.length < accounts) await enter(await api.signedIn('VIEWER', elsewhere));
  const forAll = await change('All?', all);
  await enter();
  const withStranger = await change('A stranger?', all);
  console.log(
    `live updates: a change takes ${String(forAll)} statements for ${String(accounts)} accounts, ${String(forOne)} for one`,
  );
  await closeAll(all);
  return [forOne, forAll, withStranger];
}
