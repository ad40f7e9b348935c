import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { registrationNoun } from '@plenary/registration/noun';
import { createSignInLinkFor, signIn } from '@plenary/identity';
import { aPerson, aProgram, aReleasedEvent, eventually, withWorker } from '@plenary/testing';
import {
  aCategory,
  aPart,
  aRegistration,
  aRegistrationLink,
  startTestApi,
  type Answer,
  type TestApi,
} from '@plenary/testing/api';
import { participates } from '../src/data/participants.js';
import { tend } from '../src/operations/tend-registrations.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ clock: true, participates });
});
afterAll(() => api.close());
beforeEach(() => {
  api.setTime('2026-11-01T09:00:00Z');
});

const hour = 3_600_000;
const at = (hours: number): string =>
  new Date(Date.parse('2026-11-01T09:00:00Z') + hours * hour).toISOString();

/** A stranger registers over GraphQL. */
function registers(
  ctx: EventCtx,
  categoryId: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const input = {
    event: ctx.event.slug,
    clientKey: randomUUID(),
    categoryId,
    mode: 'ON_SITE',
    familyName: [{ language: 'en', text: 'Thuraya' }],
    nameOrder: 'GIVEN_FIRST',
    email: `${randomUUID()}@example.org`,
    language: 'en',
    ...values,
  };
  return api.graphql('mutation ($input: RegisterInput!) { register(input: $input) }', { input });
}

const own = `{ state mode position ticket isProven offeredUntil cause address version answers { field values } }`;

async function read(ctx: EventCtx, caller: string) {
  const query = `query ($event: String!) { registration(event: $event) ${own} }`;
  const { body } = await api.graphql(query, { event: ctx.event.slug }, caller);
  return JSON.parse(body).data.registration;
}

/** What the owner of a link does. */
async function act(
  ctx: EventCtx,
  caller: string,
  name: string,
  values: Readonly<Record<string, unknown>> = {},
) {
  const types: Readonly<Record<string, string>> = {
    acceptOffer: 'OwnRegistration',
    cancelRegistration: 'OwnRegistration',
  };
  const type = types[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const version = name === 'confirmAddress' ? {} : { version: (await read(ctx, caller)).version };
  const document = `mutation ($input: ${type}Input!) { ${name}(input: $input) ${own} }`;
  const answer = await api.graphql(
    document,
    { input: { event: ctx.event.slug, ...version, ...values } },
    caller,
  );
  return {
    codes: answer.codes,
    extensions: answer.extensions,
    registration: JSON.parse(answer.body).data?.[name],
  };
}

async function states(ctx: EventCtx): Promise<string[]> {
  const rows = await ctx.db.registration.findMany({
    where: { eventId: ctx.event.id },
    orderBy: { id: 'asc' },
    select: { state: true },
  });
  return rows.map(({ state }) => state);
}

async function quotaOf(ctx: EventCtx, mode: 'ON_SITE' | 'ONLINE' = 'ON_SITE') {
  const { places, held, waiting } = await ctx.db.quota.findFirstOrThrow({
    where: { eventId: ctx.event.id, mode },
  });
  return { places, held, waiting };
}

/** Does the mail and the other work that waits, and gives what was mailed meanwhile. */
async function mailed(ctx: EventCtx): Promise<{ recipient: string; subject: string; text: string }[]> {
  await withWorker(api, registrationNoun.handlers, () =>
    eventually(
      async () => (await ctx.db.outbox.count({ where: { eventId: ctx.event.id, doneAt: null } })) === 0,
    ),
  );
  const notices = await ctx.db.notice.findMany({
    where: { eventId: ctx.event.id },
    select: { mailId: true },
  });
  const ids = notices.flatMap(({ mailId }) => mailId ?? []);
  return ctx.db.keptMail.findMany({
    where: { id: { in: ids } },
    orderBy: { id: 'asc' },
    select: { recipient: true, subject: true, text: true },
  });
}

/** The cookie of the link in a mail. */
function linkIn(ctx: EventCtx, text: string): string {
  const [, secret = ''] = /\/link#(\S+)/.exec(text) ?? [];
  return `plenary-registration-${ctx.event.slug}=${secret}`;
}

describe('a place', () => {
  it('is held at once, confirmed by the link of the mail, and comes with a ticket', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1 });
    const { data } = await registers(ctx, category, { email: 'thuraya@example.org' });
    expect(data).toEqual({ register: true });
    expect(await quotaOf(ctx)).toEqual({ places: 1, held: 1, waiting: 0 });

    const [mail] = await mailed(ctx);
    expect(mail).toMatchObject({ recipient: 'thuraya@example.org' });
    expect(mail?.text).toContain('Dear Thuraya,');
    expect(mail?.text).toContain('a place is held for you');
    const caller = linkIn(ctx, mail?.text ?? '');
    expect(await read(ctx, caller)).toMatchObject({ state: 'CONFIRMED', isProven: false, ticket: null });

    const { registration } = await act(ctx, caller, 'confirmAddress');
    expect(registration).toMatchObject({ state: 'CONFIRMED', isProven: true });
    expect(registration.ticket).toMatch(/^[BCDEFGHJKNPRSTVX]{32}$/);
    expect((await act(ctx, caller, 'confirmAddress')).registration.ticket).toBe(registration.ticket);
    expect((await mailed(ctx)).map(({ subject }) => subject.split(':')[0])).toEqual([
      mail?.subject,
      'Confirmed',
    ]);
  });

  it('is looked at by GET and HEAD without anything being done', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const id = await aRegistration(ctx, await aCategory(ctx));
    const caller = await aRegistrationLink(ctx, id);
    const before = await ctx.db.registration.findFirstOrThrow({ where: { id } });
    const document = 'mutation($input:ConfirmAddressInput!){confirmAddress(input:$input){state}}';
    const variables = JSON.stringify({ input: { event: ctx.event.slug } });
    for (const method of ['GET', 'HEAD'] as const)
      await api.api.server.inject({
        method,
        url: `/graphql?query=${encodeURIComponent(document)}&variables=${encodeURIComponent(variables)}`,
        headers: { cookie: caller, 'plenary-link': `REGISTRATION/${ctx.event.slug}` },
      });
    expect(await ctx.db.registration.findFirstOrThrow({ where: { id } })).toEqual(before);
  });

  it('is freed where nobody confirms the address: after a day, after two hours while others wait', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1, online: 1 });
    await aRegistration(ctx, category);
    await aRegistration(ctx, category, { mode: 'ONLINE' });
    await aRegistration(ctx, category);
    api.setTime(at(1.9));
    await tend(api.operator);
    expect(await states(ctx)).toEqual(['CONFIRMED', 'CONFIRMED', 'WAITLISTED']);
    api.setTime(at(2.1));
    await tend(api.operator);
    expect(await states(ctx)).toEqual(['CANCELLED', 'CONFIRMED', 'OFFERED']);
    api.setTime(at(24.1));
    await tend(api.operator);
    expect(await states(ctx)).toEqual(['CANCELLED', 'CANCELLED', 'OFFERED']);
    expect((await mailed(ctx)).map(({ subject }) => subject.split(':')[0])).toContain('Cancelled');
  });
});

describe('the entry in a calendar', () => {
  it('comes with the ticket, is known by one UID whatever changes, and is taken back', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 5, online: 5 });
    const id = await aRegistration(ctx, category);
    const caller = await aRegistrationLink(ctx, id);
    const { registration } = await act(ctx, caller, 'confirmAddress');
    await mailed(ctx);
    await act(ctx, caller, 'changeMode', { mode: 'ONLINE' });
    await mailed(ctx);
    await act(ctx, caller, 'cancelRegistration');
    await mailed(ctx);
    const notices = await ctx.db.notice.findMany({
      where: { eventId: ctx.event.id },
      orderBy: { mailId: 'asc' },
    });
    const calendars = notices.map(({ calendar }) => calendar?.replaceAll('\r\n ', '') ?? null);
    const values = (name: string) =>
      calendars.map((text) => new RegExp(`^${name}[:;](.*)\r$`, 'm').exec(text ?? '')?.[1] ?? null);
    expect(values('UID')).toEqual([null, id, id, id]);
    expect(values('STATUS')).toEqual([null, 'CONFIRMED', 'CONFIRMED', 'CANCELLED']);
    const [, ...sequences] = values('SEQUENCE').map(Number);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((a, b) => a - b));
    expect([values('DTSTART')[1], values('DTEND')[1]]).toEqual([
      'VALUE=DATE:20261124',
      'VALUE=DATE:20261125',
    ]);
    expect(calendars[1]?.replaceAll(' ', '')).toContain(registration.ticket);
    expect(calendars[3]?.replaceAll(' ', '')).not.toContain(registration.ticket);
  });
});

describe('the waiting list', () => {
  it('offers a freed place to who came first, for 48 hours, and then to the next', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1, showsWaiting: true });
    const [first, second, third] = [
      await aRegistration(ctx, category),
      await aRegistration(ctx, category),
      await aRegistration(ctx, category),
    ];
    for (const id of [first, second, third])
      await act(ctx, await aRegistrationLink(ctx, id), 'confirmAddress');
    // A link of a test works for a day.
    const links = () => Promise.all([first, second, third].map((id) => aRegistrationLink(ctx, id)));
    const [one = '', two = '', three = ''] = await links();
    expect([(await read(ctx, two)).position, (await read(ctx, three)).position]).toEqual([1, 2]);
    expect((await act(ctx, two, 'acceptOffer')).codes).toEqual(['CONFLICT']);

    await act(ctx, one, 'cancelRegistration');
    expect(await states(ctx)).toEqual(['CANCELLED', 'OFFERED', 'WAITLISTED']);
    expect((await read(ctx, two)).offeredUntil).toBe(at(48));

    api.setTime(at(48.1));
    const [, late = '', next = ''] = await links();
    expect((await act(ctx, late, 'acceptOffer')).codes).toEqual(['CONFLICT']);
    await tend(api.operator);
    expect(await states(ctx)).toEqual(['CANCELLED', 'WAITLISTED', 'OFFERED']);
    expect((await read(ctx, late)).position).toBe(1);

    expect((await act(ctx, next, 'acceptOffer')).registration.state).toBe('CONFIRMED');
    expect(await quotaOf(ctx)).toEqual({ places: 1, held: 1, waiting: 1 });
    const subjects = (await mailed(ctx)).map(({ subject }) => subject.split(':')[0]);
    expect(subjects.filter((subject) => subject === 'A place is free')).toHaveLength(2);
    expect(subjects).toContain('The place was not taken');
  });

  it('gives a place at once where the category takes it unasked', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1, autoAccept: true });
    const first = await aRegistration(ctx, category);
    await aRegistration(ctx, category);
    await act(ctx, await aRegistrationLink(ctx, first), 'cancelRegistration');
    expect(await states(ctx)).toEqual(['CANCELLED', 'CONFIRMED']);
  });

  it('stands before a newcomer, also while a place is free', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1, closesAt: at(10) });
    const first = await aRegistration(ctx, category);
    await aRegistration(ctx, category);
    api.setTime(at(11));
    await act(ctx, await aRegistrationLink(ctx, first), 'cancelRegistration');
    expect(await quotaOf(ctx)).toEqual({ places: 1, held: 0, waiting: 1 });

    const query = `query ($slug: String!) { event(slug: $slug) {
      categories { closedBecause offersPaused { because since } quotas { mode free waiting held } } } }`;
    const organiser = await api.signedIn('REGISTRAR', ctx);
    const { data } = await api.graphql(query, { slug: ctx.event.slug }, organiser);
    expect(data).toMatchObject({
      event: {
        categories: [
          {
            closedBecause: 'CLOSED',
            offersPaused: { because: 'CLOSED', since: at(10) },
            quotas: [{ mode: 'ON_SITE', free: 0, waiting: 1, held: 0 }, { free: null }],
          },
        ],
      },
    });
    const strangers = await api.graphql(query, { slug: ctx.event.slug });
    expect(strangers.data).toMatchObject({
      event: { categories: [{ offersPaused: null, quotas: [{ free: 0, waiting: null, held: null }, {}] }] },
    });

    api.setTime(at(9));
    await aRegistration(ctx, category);
    expect(await states(ctx)).toEqual(['CANCELLED', 'WAITLISTED', 'WAITLISTED']);
    await tend(api.operator);
    expect(await states(ctx)).toEqual(['CANCELLED', 'OFFERED', 'WAITLISTED']);
  });
});

describe('an address', () => {
  it('has one registration: who uses it again is answered the same, and its owner told', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 5 });
    const first = await registers(ctx, category, { email: 'once@example.org' });
    const again = await registers(ctx, category, {
      email: 'ONCE@example.org',
      familyName: [{ language: 'en', text: 'Somebody Else' }],
    });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(await quotaOf(ctx)).toEqual({ places: 5, held: 1, waiting: 0 });

    const [received, told] = await mailed(ctx);
    expect(told?.recipient.toLowerCase()).toBe(received?.recipient);
    expect(told?.text).toContain('There is a registration of this address already');
    expect(told?.text).toContain('Dear Thuraya,');
    expect(told?.text).not.toContain('Somebody Else');
    expect(await read(ctx, linkIn(ctx, told?.text ?? ''))).toMatchObject({ state: 'CONFIRMED' });

    const people = () => ctx.db.person.count({ where: { eventId: ctx.event.id } });
    const before = await people();
    api.setTime(at(24.1));
    await tend(api.operator);
    expect(await people()).toBe(before - 1);
    expect(await ctx.db.registration.count({ where: { eventId: ctx.event.id } })).toBe(1);
  });

  it('is free again for who has cancelled', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx);
    const id = await aRegistration(ctx, category, { email: 'back@example.org' });
    await act(ctx, await aRegistrationLink(ctx, id), 'cancelRegistration');
    await aRegistration(ctx, category, { email: 'back@example.org' });
    expect(await states(ctx)).toEqual(['CANCELLED', 'CONFIRMED']);
  });

  it('is registered once by two requests at the same instant', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 50 });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => registers(ctx, category, { email: 'race@example.org' })),
    );
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => '{"data":{"register":true}}'));
    expect((await states(ctx)).toSorted()).toEqual([
      ...Array.from({ length: 7 }, () => 'CANCELLED'),
      'CONFIRMED',
    ]);
    expect(await quotaOf(ctx)).toMatchObject({ held: 1 });
  });
});

describe('a quota', () => {
  it('is not exceeded by whoever comes at once, some of them twice', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 7 });
    const requests = Array.from({ length: 30 }, () => ({
      clientKey: randomUUID(),
      email: `${randomUUID()}@example.org`,
    }));
    const answers = await Promise.all(
      [...requests, ...requests.slice(0, 10)].map((values) => registers(ctx, category, values)),
    );
    expect(answers.filter(({ data }) => data?.['register'] !== true)).toEqual([]);
    expect(await quotaOf(ctx)).toEqual({ places: 7, held: 7, waiting: 23 });
    const line = await ctx.db.registration.findMany({
      where: { eventId: ctx.event.id },
      orderBy: { lineNumber: 'asc' },
      select: { state: true },
    });
    expect(line.slice(0, 7).every(({ state }) => state === 'CONFIRMED')).toBe(true);
  });

  it('is exceeded only by raising it with a reason, for the one that is named first', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1 });
    for (const _ of [1, 2, 3, 4]) await aRegistration(ctx, category);
    const registrar = await api.signedIn('REGISTRAR', ctx);
    const last = await ctx.db.registration.findFirstOrThrow({ orderBy: { id: 'desc' } });
    const raises = (values: object) =>
      api.graphql(
        'mutation ($input: RaiseQuotaInput!) { raiseQuota(input: $input) { quotas { places held waiting } } }',
        { input: { event: ctx.event.slug, categoryId: category, mode: 'ON_SITE', ...values } },
        registrar,
      );
    expect((await raises({ places: 3, reason: '' })).codes).toEqual(['BAD_INPUT']);
    expect((await raises({ places: 1, reason: 'A minister comes.' })).codes).toEqual(['BAD_INPUT']);
    const { data } = await raises({ places: 3, reason: 'A minister comes.', registrationId: last.id });
    expect(data).toMatchObject({ raiseQuota: { quotas: [{ places: 3, held: 3, waiting: 1 }, {}] } });
    expect(await states(ctx)).toEqual(['CONFIRMED', 'OFFERED', 'WAITLISTED', 'CONFIRMED']);
    expect(await ctx.db.quotaRaise.findMany({ where: { eventId: ctx.event.id } })).toMatchObject([
      { placesBefore: 1, placesAfter: 3, reason: 'A minister comes.' },
    ]);
  });

  it('becomes smaller no further than it is free, and tells why somebody waits', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 3 });
    for (const _ of [1, 2]) await aRegistration(ctx, category);
    const registrar = await api.signedIn('ORGANISER', ctx);
    const { key } = await ctx.db.registrationCategory.findFirstOrThrow({ where: { id: category } });
    const saves = (version: number, places: number) =>
      api.graphql(
        'mutation ($input: SaveCategoryInput!) { saveCategory(input: $input) { version } }',
        {
          input: {
            ...{ event: ctx.event.slug, categoryId: category, version, key },
            name: [{ language: 'en', text: 'Observer' }],
            quotas: [
              { mode: 'ON_SITE', places },
              { mode: 'ONLINE', places: null },
            ],
          },
        },
        registrar,
      );
    expect((await saves(1, 1)).codes).toEqual(['CONFLICT']);
    expect((await saves(1, 9)).codes).toEqual(['BAD_INPUT']);
    expect((await saves(1, 2)).data).toEqual({ saveCategory: { version: 2 } });
    await aRegistration(ctx, category);
    const { data } = await api.graphql(
      `query ($slug: String!) { event(slug: $slug) { registrations(first: 10, state: WAITLISTED) {
        nodes { person { displayName } heldBackBy { limit held places } } } } }`,
      { slug: ctx.event.slug },
      registrar,
    );
    expect(data).toMatchObject({
      event: { registrations: { nodes: [{ heldBackBy: { limit: 'QUOTA', held: 2, places: 2 } }] } },
    });
  });
});

describe('another way to attend', () => {
  it('is changed to where a place is free, and else nothing is lost', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1, online: 1 });
    const id = await aRegistration(ctx, category, { mode: 'ONLINE' });
    const guest = await aRegistration(ctx, category);
    const caller = await aRegistrationLink(ctx, id);
    const refused = await act(ctx, caller, 'changeMode', { mode: 'ON_SITE' });
    expect([refused.codes, refused.extensions['because']]).toEqual([['CONFLICT'], 'FULL']);
    expect(await read(ctx, caller)).toMatchObject({ state: 'CONFIRMED', mode: 'ONLINE' });

    await act(ctx, await aRegistrationLink(ctx, guest), 'cancelRegistration');
    await aRegistration(ctx, category, { mode: 'ONLINE' });
    const changed = await act(ctx, caller, 'changeMode', { mode: 'ON_SITE' });
    expect(changed.registration).toMatchObject({ state: 'CONFIRMED', mode: 'ON_SITE' });
    expect(await states(ctx)).toEqual(['CONFIRMED', 'CANCELLED', 'OFFERED']);
    expect([await quotaOf(ctx), await quotaOf(ctx, 'ONLINE')]).toEqual([
      { places: 1, held: 1, waiting: 0 },
      { places: 1, held: 1, waiting: 0 },
    ]);
  });
});

describe('a category that staff decide on', () => {
  it('holds no place until then, and never speaks of a waiting list meanwhile', async () => {
    const ctx = await aReleasedEvent(api.operator);
    const category = await aCategory(ctx, { places: 1, approval: 'REVIEW' });
    const [first, second, third] = [
      await aRegistration(ctx, category),
      await aRegistration(ctx, category),
      await aRegistration(ctx, category),
    ];
    expect(await quotaOf(ctx)).toEqual({ places: 1, held: 0, waiting: 0 });
    for (const { text, subject } of await mailed(ctx)) expect(text + subject).not.toMatch(/wait/i);

    const registrar = await api.signedIn('REGISTRAR', ctx);
    const decides = (registrationIds: string[], decision: string, reason?: string) =>
      api.graphql(
        'mutation ($input: DecideRegistrationsInput!) { decideRegistrations(input: $input) { state reason } }',
        { input: { event: ctx.event.slug, registrationIds, decision, reason } },
        registrar,
      );
    expect((await decides([third], 'DECLINE')).codes).toEqual(['BAD_INPUT']);
    await decides([first, second], 'CONFIRM');
    await decides([third], 'DECLINE', 'The group is complete.');
    expect(await states(ctx)).toEqual(['CONFIRMED', 'WAITLISTED', 'DECLINED']);
    expect((await decides([third], 'CONFIRM')).codes).toEqual(['CONFLICT']);
    await decides([first], 'CANCEL', 'The office has changed.');
    expect(await states(ctx)).toEqual(['CANCELLED', 'OFFERED', 'DECLINED']);
    const texts = (await mailed(ctx)).map(({ text }) => text).join('\n');
    expect(texts).toContain('The reason given: The group is complete.');
    expect(texts).toContain('The reason given: The office has changed.');
  });
});

describe('who has a part in the program', () => {
  it('is registered from it in one step, by staff or by their link, and keeps their name', async () => {
    const people = [aPerson('tanaka', { email: 'tanaka@example.org' }), aPerson('smith')];
    const ctx = await aReleasedEvent(api.operator, { people });
    const category = await aCategory(ctx, { places: 2, byInvitation: true });
    const [smith, tanaka] = await ctx.db.person.findMany({
      where: { eventId: ctx.event.id },
      orderBy: { key: 'asc' },
    });
    const registrar = await api.signedIn('REGISTRAR', ctx);
    const registersSpeakers = (personIds: (string | undefined)[]) =>
      api.graphql(
        'mutation ($input: RegisterSpeakersInput!) { registerSpeakers(input: $input) { state person { displayName } } }',
        { input: { event: ctx.event.slug, categoryId: category, mode: 'ON_SITE', personIds } },
        registrar,
      );
    const guest = await ctx.db.person.create({
      data: { eventId: ctx.event.id, key: 'guest', familyName: { en: 'Guest' }, nameOrder: 'GIVEN_FIRST' },
    });
    const refused = await registersSpeakers([tanaka?.id, guest.id]);
    expect([refused.codes, refused.extensions['fields']]).toMatchObject([
      ['BAD_INPUT'],
      [{ path: 'personIds[1]' }],
    ]);
    const { data } = await registersSpeakers([tanaka?.id]);
    expect(data).toEqual({
      registerSpeakers: [{ state: 'CONFIRMED', person: { displayName: 'Dr. TANAKA Hana' } }],
    });
    const input = { event: ctx.event.slug, categoryId: category, mode: 'ON_SITE' };
    const own = 'mutation ($input: RegisterOwnPartInput!) { registerOwnPart(input: $input) }';
    for (const _ of [1, 2])
      expect((await api.graphql(own, { input }, await aPart(ctx))).data).toEqual({ registerOwnPart: true });
    expect(await quotaOf(ctx)).toEqual({ places: 2, held: 2, waiting: 0 });
    expect(await ctx.db.registration.count({ where: { personId: smith?.id ?? '' } })).toBe(1);

    const [mail, ...others] = await mailed(ctx);
    expect([mail?.recipient, others]).toEqual(['tanaka@example.org', []]);
    expect(await read(ctx, linkIn(ctx, mail?.text ?? ''))).toMatchObject({
      state: 'CONFIRMED',
      isProven: true,
    });
  });
});

describe('a participant', () => {
  it('is who is confirmed: by the link, by the account of the address, and as long as that lasts', async () => {
    const program = aProgram();
    const [keynote, panel] = program.sessions ?? [];
    if (keynote === undefined || panel === undefined) throw new Error('The program has changed.');
    const ctx = await aReleasedEvent(api.operator, {
      program: { ...program, sessions: [keynote, { ...panel, visibility: 'PARTICIPANTS' }] },
    });
    const category = await aCategory(ctx, { places: 1 });
    const id = await aRegistration(ctx, category, { email: 'delegate@example.org' });
    const waiting = await aRegistration(ctx, category, { email: 'waiting@example.org' });
    const seenBy = async (caller?: string) => {
      const query = 'query ($slug: String!) { event(slug: $slug) { program { sessions { id } } } }';
      const { body } = await api.graphql(query, { slug: ctx.event.slug }, caller);
      return JSON.parse(body).data.event.program.sessions.length;
    };
    await ctx.db.account.create({ data: { email: 'Delegate@example.org' } });
    const secret = new URL(await createSignInLinkFor(api.operator, 'delegate@example.org')).hash.slice(1);
    const account = `plenary=${await signIn(api.operator, secret)}`;
    const caller = await aRegistrationLink(ctx, id);
    expect([await seenBy(), await seenBy(await aRegistrationLink(ctx, waiting))]).toEqual([1, 1]);
    expect([await seenBy(caller), await seenBy(account)]).toEqual([2, 2]);
    await act(ctx, caller, 'cancelRegistration');
    expect([await seenBy(caller), await seenBy(account)]).toEqual([1, 1]);
  });
});

describe('refusals', () => {
  it.each([
    ['nobody in particular', { familyName: null }, 'BAD_INPUT', 'familyName'],
    ['an address that is none', { email: 'nobody' }, 'BAD_INPUT', 'email'],
    [
      'an answer that nobody asked for',
      { answers: [{ field: 'size', values: ['L'] }] },
      'BAD_INPUT',
      'answers.size',
    ],
    ['a category of no event', { categoryId: randomUUID() }, 'NOT_FOUND', null],
  ])('refuses %s', async (_what, values, code, path) => {
    const ctx = await aReleasedEvent(api.operator);
    const { codes, extensions } = await registers(ctx, await aCategory(ctx), values);
    expect(codes).toEqual([code]);
    if (path !== null) expect(extensions['fields']).toMatchObject([{ path }]);
    expect(await states(ctx)).toEqual([]);
  });

  it.each([
    ['is not open yet', { opensAt: at(1) }, 'NOT_YET'],
    ['is closed', { closesAt: at(-1) }, 'CLOSED'],
    ['is by invitation', { byInvitation: true }, 'INVITATION'],
  ])('refuses whoever comes to a category that %s', async (_what, values, because) => {
    const ctx = await aReleasedEvent(api.operator);
    const { codes, extensions } = await registers(ctx, await aCategory(ctx, values), {});
    expect([codes, extensions['because']]).toEqual([['CONFLICT'], because]);
    expect(await states(ctx)).toEqual([]);
  });

  it('gives nothing to who holds no link, another link, or one of another event', async () => {
    const [ctx, other] = [await aReleasedEvent(api.operator), await aReleasedEvent(api.operator)];
    const id = await aRegistration(other, await aCategory(other));
    const query = `query ($event: String!) { registration(event: $event) ${own} }`;
    const ask = (caller?: string) => api.graphql(query, { event: ctx.event.slug }, caller);
    expect((await ask()).codes).toEqual(['UNAUTHENTICATED']);
    const foreign = await aRegistrationLink(other, id);
    expect((await ask(foreign)).codes).toEqual(['NOT_FOUND']);
    expect((await ask(await api.signedIn('REGISTRAR', ctx))).codes).toEqual(['FORBIDDEN']);
  });
});
