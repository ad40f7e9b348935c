import type { EventCtx } from '@plenary/platform';
import { aProgram, anEvent } from '@plenary/testing';
import { startTestApi, type TestApi } from '@plenary/testing/api';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const fields =
  '{ edit limits { changeover walk pause version } findingsCome { rule } findingsGone { rule } }';

function set(ctx: EventCtx, input: Record<string, unknown>, cookie: string | undefined) {
  return api.graphql(
    `mutation ($input: SetProgramLimitsInput!) { setProgramLimits(input: $input) ${fields} }`,
    { input: { event: ctx.event.slug, ...input } },
    cookie,
  );
}

/** Two sessions of one person, six minutes apart, in two rooms. */
function anEventOfWalks(): Promise<EventCtx> {
  const [keynote, panel] = aProgram().sessions ?? [];
  if (keynote === undefined || panel === undefined) throw new Error('the program has no sessions');
  return anEvent(api.operator, {
    program: {
      rooms: ['hall', 'annex'].map((key) => ({ key, name: { en: key } })),
      sessions: [
        { ...keynote, endsAt: '2026-11-24T10:54:00+09:00' },
        { ...panel, room: 'annex' },
      ],
    },
  });
}

test('an event has its own numbers, previewed, set, logged and undone like any edit', async () => {
  const ctx = await anEventOfWalks();
  const cookie = await api.signedIn('PROGRAM_EDITOR', ctx);
  const ask = async (document: string, variables: Record<string, unknown> = {}) =>
    JSON.parse((await api.graphql(document, { slug: ctx.event.slug, ...variables }, cookie)).body).data;
  const rules = async () =>
    (await ask('query ($slug: String!) { event(slug: $slug) { findings { rule } } }')).event.findings.map(
      ({ rule }: { rule: string }) => rule,
    );
  expect(await rules()).toContain('short-walk');
  const input = { event: ctx.event.slug, setProgramLimits: { event: ctx.event.slug, version: 0, walk: 6 } };
  const preview = await ask(
    'mutation ($input: PreviewEditInput!) { previewEdit(input: $input) { changes { kind id fields } findingsGone { rule } } }',
    { input },
  );
  expect(preview.previewEdit).toEqual({
    changes: [{ kind: 'LIMITS', id: 'limits', fields: ['walk'] }],
    findingsGone: [{ rule: 'short-walk' }],
  });
  expect(await rules()).toContain('short-walk');

  expect((await set(ctx, { version: 0, walk: 6, pause: 20 }, cookie)).data).toEqual({
    setProgramLimits: {
      edit: 2,
      limits: { changeover: 5, walk: 6, pause: 20, version: 1 },
      findingsCome: [],
      findingsGone: [{ rule: 'short-walk' }],
    },
  });
  expect(await rules()).not.toContain('short-walk');
  const stale = await set(ctx, { version: 0, walk: 9 }, cookie);
  expect([stale.codes, stale.extensions['current']]).toEqual([
    ['STALE_VERSION'],
    { id: 'limits', changeover: 5, walk: 6, interpreters: 120, sitting: 150, pause: 20, version: 1 },
  ]);
  const usual = await set(ctx, { version: 1, walk: null }, cookie);
  expect(usual.data).toEqual({
    setProgramLimits: expect.objectContaining({
      limits: { changeover: 5, walk: 10, pause: 20, version: 2 },
      findingsCome: [{ rule: 'short-walk' }],
    }),
  });
  const undo = await ask(
    'mutation ($input: UndoProgramEditInput!) { undoProgramEdit(input: $input) { limits { walk pause } } }',
    { input: { event: ctx.event.slug, edit: 3 } },
  );
  expect(undo.undoProgramEdit).toEqual({ limits: { walk: 6, pause: 20 } });
  const draft = await ask(
    'query ($slug: String!) { event(slug: $slug) { draft { limits { walk version } } } }',
  );
  expect(draft.event.draft.limits).toEqual({ walk: 6, version: 3 });
});

test('numbers out of range, and people who may not, are refused, and nothing changes', async () => {
  const ctx = await anEventOfWalks();
  const editor = await api.signedIn('PROGRAM_EDITOR', ctx);
  const attempts = [
    await set(ctx, { version: 0, walk: -1 }, editor),
    await set(ctx, { version: 0, pause: 0 }, editor),
    await set(ctx, { version: 0, sitting: 601 }, editor),
    await set(ctx, { version: 0, walk: 1 }, await api.signedIn('VIEWER', ctx)),
    await set(ctx, { version: 0, walk: 1 }, undefined),
  ];
  expect(attempts.map(({ codes }) => codes[0])).toEqual([
    'BAD_INPUT',
    'BAD_INPUT',
    'BAD_INPUT',
    'FORBIDDEN',
    'UNAUTHENTICATED',
  ]);
  expect(await ctx.db.programLimits.count({ where: { eventId: ctx.event.id } })).toBe(0);
});
