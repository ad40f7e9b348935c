import { aReleasedEvent } from '@plenary/testing';
import { startTestApi, type Subscribed, type TestApi } from '@plenary/testing/api';
import { aStage, closeAll, follow, stage } from './live-classes.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

test('strangers of one address follow fifty different things, and who asks the same as others any time', async () => {
  const { sessionId, change } = await aStage(api);
  const aliased = (name: string): string => stage.replace('sessionLive(', `${name}: sessionLive(`);
  const followed = (document: string, variables: object = { id: sessionId }, caller?: string) =>
    api.subscribe(document, { ...variables }, caller);
  /** The codes that the first answer has. */
  const first = async (subscribed: Subscribed): Promise<unknown[]> =>
    ((await subscribed.next()).errors ?? []).map(({ extensions }) => extensions?.code);
  const all: Subscribed[] = [];
  for (let number = 0; number < 49; number += 1) all.push(await followed(aliased(`a${String(number)}`)));
  for (const one of all) expect(await first(one)).toEqual([]);
  const same = await follow(api, sessionId);

  const beyond = await followed(aliased('beyond'));
  expect(await first(beyond)).toEqual(['RATE_LIMITED']);
  await beyond.close();
  // What differs in nothing that counts is followed already.
  const alike = [
    await followed(`# a comment\n${stage.replaceAll(' ', '  ')}`),
    await followed(stage, { id: sessionId, undeclared: 7 }),
  ];
  for (const one of alike) expect(await first(one)).toEqual([]);
  expect(await change('Shared?', [same, ...alike])).toBeLessThan(400);
  const ctx = await aReleasedEvent(api.operator);
  const organiser = await followed(aliased('own'), { id: sessionId }, await api.signedIn('ORGANISER', ctx));
  expect(await first(organiser)).toEqual([]);

  // Who goes makes room.
  await closeAll(all.splice(0, 1));
  const next = await followed(aliased('next'));
  expect(await first(next)).toEqual([]);
  await closeAll([...all, ...alike, same, organiser, next]);
});
