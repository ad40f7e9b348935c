import { randomUUID } from 'node:crypto';
import { exportEvent, importEvent, type EventFile } from '@plenary/nouns/files';
import { Refusal, enterEvent, type EventCtx } from '@plenary/platform';
import { saveForm } from '@plenary/registration';
import { aReleasedEvent } from '@plenary/testing';
import {
  aCategory,
  aRegistration,
  aRegistrationLink,
  startTestApi,
  type TestApi,
} from '@plenary/testing/api';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true });
});
afterAll(() => api.close());
beforeEach(() => {
  api.setTime('2026-11-01T09:00:00Z');
});

const fields = [
  {
    key: 'attends-dinner',
    type: 'CHOICE',
    label: { en: 'Do you stay for dinner?', ja: '夕食会に参加しますか' },
    required: true,
    purpose: 'LOGISTICS',
    choices: [
      { key: 'yes', label: { en: 'Yes' } },
      { key: 'no', label: { en: 'No' } },
    ],
  },
  {
    key: 'diet',
    type: 'CHOICES',
    label: { en: 'What do you not eat?' },
    hint: { en: 'As many as apply' },
    purpose: 'DIET_AND_ACCESS',
    choices: [
      { key: 'meat', label: { en: 'Meat' } },
      { key: 'fish', label: { en: 'Fish' } },
    ],
    when: [{ field: 'attends-dinner', isOneOf: ['yes'] }],
  },
];

async function act(ctx: EventCtx, registrationId: string, mutation: string, type: string, input = {}) {
  const caller = await aRegistrationLink(ctx, registrationId);
  const document = `mutation ($input: ${type}Input!) { ${mutation}(input: $input) { version } }`;
  const { codes } = await api.graphql(document, { input: { event: ctx.event.slug, ...input } }, caller);
  expect([mutation, codes]).toEqual([mutation, []]);
}

/** An event in which people stand in every state, on two versions of a form, with links and tickets. */
async function aBusyEvent(): Promise<EventCtx> {
  const ctx = await aReleasedEvent(api.operator);
  const form = await saveForm(ctx, { key: 'dinner', name: 'Dinner', fields });
  const open = await aCategory(ctx, {
    key: 'delegate',
    places: 2,
    online: 0,
    formId: form.id,
    showsWaiting: true,
  });
  const reviewed = await aCategory(ctx, {
    key: 'press',
    approval: 'REVIEW',
    description: { en: 'With a card\nof the press', ja: '報道' },
    opensAt: '2026-10-01T00:00:00.123Z',
    closesAt: '2026-11-20T00:00:00Z',
    days: ['2026-11-24'],
  });
  const yes = { answers: { 'attends-dinner': ['yes'], diet: ['fish', 'meat'] } };
  const no = { answers: { 'attends-dinner': ['no'] } };
  const [first, second] = [await aRegistration(ctx, open, yes), await aRegistration(ctx, open, no)];
  await saveForm(ctx, {
    formId: form.id,
    version: 1,
    key: 'dinner',
    name: 'Dinner on Tuesday',
    fields: fields.slice(0, 1),
  });
  api.setTime('2026-11-01T10:00:00.5Z');
  const third = await aRegistration(ctx, open, { ...no, language: 'ja' });
  await aRegistration(ctx, open, { ...no, familyName: { ja: 'ひとつ', en: 'Hitotsu' }, country: 'JP' });
  await act(ctx, first, 'confirmAddress', 'ConfirmAddress');
  // The first who waits lets an offer lapse, and stands behind the next.
  await ctx.db.registration.update({
    where: { eventId_id: { eventId: ctx.event.id, id: third } },
    data: { lineNumber: 1_000_000 },
  });
  await act(ctx, second, 'cancelRegistration', 'OwnRegistration', { version: 1 });
  await aRegistration(ctx, reviewed);
  const declined = await aRegistration(ctx, reviewed);
  await api.graphql(
    'mutation ($input: DecideRegistrationsInput!) { decideRegistrations(input: $input) { id } }',
    {
      input: {
        event: ctx.event.slug,
        registrationIds: [declined],
        decision: 'DECLINE',
        reason: 'No card was shown',
      },
    },
    await api.signedIn('REGISTRAR', ctx),
  );
  await aRegistration(ctx, reviewed, { email: 'twice@example.org' });
  await aRegistration(ctx, reviewed, { email: 'Twice@example.org' });
  return ctx;
}

const anew = (file: EventFile, slug: string = randomUUID()): EventFile => ({
  ...file,
  event: { ...file.event, slug },
});

async function quotasOf({ db, event }: EventCtx) {
  const quotas = await db.quota.findMany({
    where: { eventId: event.id },
    select: { mode: true, places: true, held: true, waiting: true, category: { select: { key: true } } },
    orderBy: [{ category: { key: 'asc' } }, { mode: 'asc' }],
  });
  return quotas;
}

/** The rows as they are kept, with what they point to by key. */
async function rowsOf(ctx: EventCtx) {
  const { db, event } = ctx;
  const rows = await db.registration.findMany({
    where: { eventId: event.id },
    omit: {
      eventId: true,
      id: true,
      personId: true,
      categoryId: true,
      formId: true,
      lineNumber: true,
      version: true,
    },
    include: {
      person: { select: { key: true, email: true } },
      quota: { select: { category: { select: { key: true } } } },
    },
    orderBy: { lineNumber: 'asc' },
  });
  const versions = await db.formVersion.findMany({
    where: { eventId: event.id },
    select: { version: true, fields: true, createdAt: true },
    orderBy: { version: 'asc' },
  });
  return { rows, versions, quotas: await quotasOf(ctx) };
}

it('comes back as it went: states, lines, answers on their versions, and what quotas hold', async () => {
  const ctx = await aBusyEvent();
  const exported = await exportEvent(ctx);
  const states = (exported.registrations ?? []).map(({ category, state, formVersion }) => [
    category,
    state,
    formVersion,
  ]);
  expect(states).toEqual([
    ['delegate', 'CONFIRMED', 1],
    ['delegate', 'CANCELLED', 1],
    ['delegate', 'OFFERED', 2],
    ['press', 'SUBMITTED', undefined],
    ['press', 'DECLINED', undefined],
    ['press', 'SUBMITTED', undefined],
    ['press', 'CANCELLED', undefined],
    ['delegate', 'WAITLISTED', 2],
  ]);

  // Somebody takes it in elsewhere, later.
  api.setTime('2026-11-02T09:00:00Z');
  const file: unknown = JSON.parse(JSON.stringify(anew(exported)));
  const again = enterEvent(api.operator, await importEvent(api.operator, file));
  expect(await exportEvent(again)).toEqual(anew(exported, again.event.slug));
  expect(await rowsOf(again)).toEqual(await rowsOf(ctx));
  expect((await rowsOf(again)).quotas.map(({ held, waiting }) => [held, waiting])).toEqual([
    [2, 1],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

it('holds neither links nor ticket codes, and is recorded', async () => {
  const ctx = await aBusyEvent();
  const organiser = await api.signedIn('ORGANISER', ctx);
  const [own] = await ctx.db.registration.findMany({ where: { eventId: ctx.event.id, state: 'CONFIRMED' } });
  const caller = await aRegistrationLink(ctx, own?.id ?? '');
  const { body: shown } = await api.graphql(
    'query ($event: String!) { registration(event: $event) { ticket } }',
    { event: ctx.event.slug },
    caller,
  );
  const { ticket } = JSON.parse(shown).data.registration;
  expect(ticket).toMatch(/^\w{32}$/);

  const url = `/events/${ctx.event.slug}/export.json`;
  const before = await ctx.db.auditEntry.count({ where: { action: 'exportEvent', eventId: ctx.event.id } });
  const answer = await api.api.server.inject({ url, headers: { cookie: organiser } });
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  expect(answer.json()).toEqual(JSON.parse(JSON.stringify(await exportEvent(ctx))));
  expect(answer.body).not.toContain(ticket);
  expect(answer.body).not.toContain(caller.split('=')[1]);
  const entries = await ctx.db.auditEntry.findMany({
    where: { action: 'exportEvent', eventId: ctx.event.id },
    orderBy: { id: 'asc' },
  });
  expect(entries.slice(before).map(({ actorKind, after }) => [actorKind, after])).toEqual([
    ['account', { people: 10, registrations: 8 }],
    ['operator', { people: 10, registrations: 8 }],
  ]);
});

it('is for ORGANISER alone', async () => {
  const ctx = await aBusyEvent();
  const url = `/events/${ctx.event.slug}/export.json`;
  const get = async (cookie: string) =>
    (await api.api.server.inject({ url, headers: { cookie } })).statusCode;
  const roles = ['REGISTRAR', 'PROGRAM_EDITOR', 'VIEWER', 'ORGANISER'] as const;
  const answers = [];
  for (const role of roles) answers.push(await get(await api.signedIn(role, ctx)));
  expect(answers).toEqual([403, 403, 403, 200]);
  const other = await api.signedIn('ORGANISER', await aReleasedEvent(api.operator));
  expect([await get(other), (await api.api.server.inject({ url })).statusCode]).toEqual([404, 401]);
});

describe('a file that is wrong is refused with the place of each fault, and leaves nothing', () => {
  let good: EventFile;
  beforeAll(async () => {
    api.setTime('2026-11-01T09:00:00Z');
    good = await exportEvent(await aBusyEvent());
  });

  type Registration = NonNullable<EventFile['registrations']>[number];
  const withFirst = (change: Partial<Record<keyof Registration, unknown>>) => ({
    registrations: (good.registrations ?? []).map((one, index) =>
      index === 0 ? { ...one, ...change } : one,
    ),
  });
  const withCategory = (change: object) => ({
    categories: (good.categories ?? []).map((one, index) => (index === 0 ? { ...one, ...change } : one)),
  });
  const withForm = (change: object) => ({ forms: (good.forms ?? []).map((one) => ({ ...one, ...change })) });

  test.each<[string, () => object, string[]]>([
    ['an unknown field', () => withFirst(Object.fromEntries([['ticket', 'x']])), ['registrations[0]']],
    ['a state that is none', () => withFirst({ state: 'PAID' }), ['registrations[0].state']],
    ['an address that is none', () => withFirst({ address: 'nobody' }), ['registrations[0].address']],
    ['nobody', () => withFirst({ person: 'nobody' }), ['registrations[0].person']],
    [
      'who is registered twice',
      () => withFirst({ person: good.registrations?.[2]?.person }),
      ['registrations[2].person'],
    ],
    [
      'an address that another has',
      () => withFirst({ address: good.registrations?.[2]?.address?.toUpperCase() }),
      ['registrations[2].address'],
    ],
    ['no category', () => withFirst({ category: 'none' }), ['registrations[0].category']],
    [
      'a way to attend that is not offered',
      () => withCategory({ quotas: [{ mode: 'ONLINE' }] }),
      ['registrations[0].mode', 'registrations[1].mode', 'registrations[2].mode', 'registrations[7].mode'],
    ],
    [
      'fewer places than are held',
      () => withCategory({ quotas: [{ mode: 'ONLINE' }, { mode: 'ON_SITE', places: 1 }] }),
      ['categories[0].quotas[1].places'],
    ],
    ['an offer without an end', () => withFirst({ state: 'OFFERED' }), ['registrations[0].offeredUntil']],
    ['a cause of what stands', () => withFirst({ cause: 'STAFF' }), ['registrations[0].cause']],
    ['a cancellation without one', () => withFirst({ state: 'CANCELLED' }), ['registrations[0].cause']],
    ['a reason of what stands', () => withFirst({ reason: 'No card' }), ['registrations[0].reason']],
    ['no form', () => withFirst({ form: 'none' }), ['registrations[0].form']],
    ['no such version', () => withFirst({ formVersion: 3 }), ['registrations[0].formVersion']],
    [
      'a version of nothing',
      () => withFirst({ form: undefined, answers: {} }),
      ['registrations[0].formVersion'],
    ],
    [
      'answers that the version does not ask for',
      () => withFirst({ formVersion: 2 }),
      ['registrations[0].answers.diet'],
    ],
    [
      'an answer that is no choice',
      () => withFirst({ answers: { diet: ['stones'] } }),
      ['registrations[0].answers.diet'],
    ],
    ['a category of no form', () => withCategory({ form: 'none' }), ['categories[0].form']],
    [
      'a category that closes before it opens',
      () => withCategory({ opensAt: '2026-11-02T00:00:00Z', closesAt: '2026-11-01T00:00:00Z' }),
      ['categories[0].closesAt'],
    ],
    ['a form without a version', () => withForm({ versions: [] }), ['forms[0].versions']],
    [
      'a field that stands twice',
      () =>
        withForm({
          versions: [
            {
              fields: [
                { key: 'a', type: 'TEXT', label: { en: 'A' }, purpose: 'BADGE' },
                { key: 'a', type: 'TEXT', label: { en: 'A' }, purpose: 'BADGE' },
              ],
            },
          ],
        }),
      ['forms[0].versions[0].fields[1].key'],
    ],
    [
      'what is not kept apart yet',
      () =>
        withForm({
          versions: [{ fields: [{ key: 'a', type: 'TEXT', label: { en: 'A' }, purpose: 'VISA' }] }],
        }),
      ['forms[0].versions[0].fields[0].purpose'],
    ],
    [
      'a form that stands twice',
      () => ({ forms: [...(good.forms ?? []), ...(good.forms ?? [])] }),
      ['forms[1].key'],
    ],
    [
      'a category that stands twice',
      () => ({ categories: [...(good.categories ?? []), ...(good.categories ?? [])].slice(0, 3) }),
      ['categories[2].key'],
    ],
  ])('%s', async (_what, change, paths) => {
    const slug = `wrong-${randomUUID()}`;
    const refusal: unknown = await importEvent(api.operator, { ...anew(good, slug), ...change() }).catch(
      (error: unknown) => error,
    );
    expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
    expect(refusal instanceof Refusal && refusal.details.fields?.map(({ path }) => path)).toEqual(paths);
    expect(await api.services.prisma.event.count({ where: { slug } })).toBe(0);
  });
});
