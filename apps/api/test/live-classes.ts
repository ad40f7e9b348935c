import { mock } from 'node:test';
import { publish } from '@plenary/platform/database';
import { aReleasedEvent, anEvent, statementsOf } from '@plenary/testing';
import type { Subscribed, TestApi } from '@plenary/testing/api';

export const stage =
  'subscription ($id: ID!) { sessionLive(sessionId: $id) { onStage { text } queue { text } } }';

/** An event with a question on stage in a session, whose words can be changed. */
export async function aStage({ operator }: Pick<TestApi, 'operator'>) {
  const ctx = await aReleasedEvent(operator, {
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
      publish(ctx, `session:${sessionId}`);
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

/** So many results of what is done one after the other, in as many rows at once as a pool has connections. */
async function sideBySide<Result>(count: number, work: () => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let begun = 0;
  const row = async (): Promise<void> => {
    while (begun++ < count) results.push(await work());
  };
  await Promise.all(Array.from({ length: 10 }, row));
  return results;
}

/**
 * So many accounts that hold no role in an event follow a session of it, and a stranger beside them. Meanwhile nothing is
 * done again and again: whether each may stay is looked at every 20 seconds, which is not what a change takes.
 * @returns the statements that a change takes for the first of them alone, for all, and with the stranger
 */
export async function changeForMany(api: TestApi, accounts: number): Promise<readonly number[]> {
  const { sessionId, change } = await aStage(api);
  const elsewhere = await anEvent(api.operator);
  const cookies = await sideBySide(accounts, () => api.signedIn('VIEWER', elsewhere));
  mock.timers.enable({ apis: ['setInterval'] });
  try {
    const all = [await follow(api, sessionId, cookies.pop())];
    const forOne = await change('One?', all);
    all.push(...(await sideBySide(cookies.length, () => follow(api, sessionId, cookies.pop()))));
    const forAll = await change('All?', all);
    all.push(await follow(api, sessionId));
    const withStranger = await change('A stranger?', all);
    console.log(
      `live updates: a change takes ${String(forAll)} statements for ${String(all.length - 1)} accounts, ${String(forOne)} for one`,
    );
    await closeAll(all);
    return [forOne, forAll, withStranger];
  } finally {
    mock.timers.reset();
  }
}
