import { aReleasedEvent } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';
import { toldOf, tryOddArguments } from './odd-arguments.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true, settings: { DEMO: 'on' } });
});
afterAll(() => api.close());

// All places, and more values at each: npm run trials.
test('an argument, whatever is given for it, is no fault of ours', async () => {
  const address = await api.api.server.listen({ host: '127.0.0.1', port: 0 });
  const tally = await tryOddArguments(api, address, { seed: 20_261_130, places: 40, values: 5 });
  console.log(toldOf(tally));
  expect(tally.wrong).toEqual([]);
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
});

const cursor = (text: string): string => Buffer.from(text).toString('base64url');

describe('what the database could not hold is refused before it:', () => {
  test.each([
    ['a cursor with NUL', `people(after: "${cursor('a\0b')}") { endCursor }`, 'BAD_INPUT'],
    ['a cursor that is empty', 'people(after: "") { endCursor }', 'BAD_INPUT'],
    ["the audit log's cursor with NUL", 'auditLog(after: "\\u0000") { endCursor }', 'BAD_INPUT'],
    ["the edits' cursor with NUL", 'programEdits(after: "\\u0000") { endCursor }', 'BAD_INPUT'],
    [
      'the release before the least number',
      'programDifference(from: -2147483648, to: 1) { kind }',
      'NOT_FOUND',
    ],
  ])('%s', async (_what, asked, code) => {
    const ctx = await aReleasedEvent(api.operator);
    const organiser = await api.signedIn('ORGANISER', ctx);
    const { codes } = await api.graphql(`{ event(slug: "${ctx.event.slug}") { ${asked} } }`, {}, organiser);
    expect(codes).toEqual([code]);
  });

  test.each(['0000-01-01', '0000-02-29', '10000-01-01'])('the day %s', async (startsOn) => {
    const ctx = await aReleasedEvent(api.operator);
    const organiser = await api.signedIn('ORGANISER', ctx);
    const { codes, extensions } = await api.graphql(
      'mutation ($input: UpdateEventInput!) { updateEvent(input: $input) { id } }',
      { input: { event: ctx.event.slug, version: 1, startsOn } },
      organiser,
    );
    expect([codes, extensions]).toMatchObject([['BAD_INPUT'], { fields: [{ path: 'startsOn' }] }]);
  });

  test.each(['0000-06-01T00:00:00Z', '0001-01-01T00:00:00+00:01', '9999-12-31T23:59:59-00:01'])(
    'the instant %s, by whatever way it comes',
    async (at) => {
      const ctx = await aReleasedEvent(api.operator);
      const organiser = await api.signedIn('ORGANISER', ctx);
      const slug = JSON.stringify(ctx.event.slug);
      const ways = [
        [`mutation { scheduleRelease(input: { event: ${slug}, at: "${at}" }) { at } }`, {}],
        [`mutation ($at: DateTime!) { scheduleRelease(input: { event: ${slug}, at: $at }) { at } }`, { at }],
      ] as const;
      for (const [document, variables] of ways)
        expect((await api.graphql(document, variables, organiser)).codes).toEqual(['BAD_INPUT']);
    },
  );
});
