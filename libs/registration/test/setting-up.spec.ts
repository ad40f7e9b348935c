import { randomUUID } from 'node:crypto';
import { Refusal, type EventCtx } from '@plenary/platform';
import { saveForm } from '@plenary/registration';
import { registrationNoun } from '@plenary/registration/noun';
import {
  aReleasedEvent,
  eventually,
  readQrCodes,
  startMailServer,
  withWorker,
  type MailServer,
} from '@plenary/testing';
import {
  aCategory,
  aRegistration,
  aRegistrationLink,
  startTestApi,
  type TestApi,
} from '@plenary/testing/api';
import PostalMime from 'postal-mime';
import { z } from 'zod';

let api: TestApi;
let mailServer: MailServer;

beforeAll(async () => {
  mailServer = await startMailServer();
  api = await startTestApi({ settings: { SMTP_URL: mailServer.url } });
});
afterAll(async () => {
  await api.close();
  await mailServer.close();
});

interface Desk {
  readonly ctx: EventCtx;
  /** As ORGANISER. @returns the answer, or the code and the places of what was refused */
  readonly act: (mutation: string, input: object, fields?: string) => Promise<unknown>;
}

async function aDesk(): Promise<Desk> {
  const ctx = await aReleasedEvent(api.operator);
  const cookie = await api.signedIn('ORGANISER', ctx);
  return {
    ctx,
    async act(mutation, input, fields = '') {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) ${fields} }`;
      const { data, codes, extensions } = await api.graphql(
        document,
        { input: { event: ctx.event.slug, ...input } },
        cookie,
      );
      const [refused] = codes;
      if (refused === undefined) return data?.[mutation];
      const { fields: at = [] } = places.parse(extensions);
      return { refused, at: at.map(({ path }) => path) };
    },
  };
}

const places = z.object({ fields: z.array(z.object({ path: z.string() })).optional() });

const english = (text: string) => [{ language: 'en', text }];

describe("the event's own list of countries and organisations", () => {
  const country = '{ key isOrganisation version name { language text } }';

  test('begins with all countries, and takes a code of users and an organisation without one', async () => {
    const { ctx, act } = await aDesk();
    expect(
      await act(
        'saveCountry',
        { key: 'african-union', name: english('African Union'), isOrganisation: true },
        country,
      ),
    ).toMatchObject({ key: 'african-union', isOrganisation: true, version: 1 });
    expect(
      await act('saveCountry', { key: 'XK', version: 1, name: english('Kosovo (UNMIK)') }, country),
    ).toMatchObject({
      version: 2,
      name: english('Kosovo (UNMIK)'),
    });
    const keys = (await ctx.db.country.findMany({ where: { eventId: ctx.event.id } })).map(({ key }) => key);
    expect(keys).toHaveLength(251);
    expect(keys).toEqual(expect.arrayContaining(['JP', 'KE', 'XK', 'african-union']));
  });

  test('decides what may be answered, and where a registrant may come from', async () => {
    const { ctx, act } = await aDesk();
    await act(
      'saveCountry',
      { key: 'african-union', name: english('African Union'), isOrganisation: true },
      country,
    );
    await act('removeCountry', { key: 'FR', version: 1 });
    const label = { en: 'Sent by' };
    const fields = [{ key: 'sender', type: 'COUNTRY', label, purpose: 'BADGE' }];
    const { id: formId } = await saveForm(ctx, { key: 'form', name: 'A form', fields });
    const categoryId = await aCategory(ctx, { places: 10, formId });
    const answered = async (sender: string, from = 'JP') =>
      aRegistration(ctx, categoryId, { country: from, answers: { sender: [sender] } }).then(
        () => 'taken',
        (error: unknown) =>
          error instanceof Refusal ? error.details.fields?.map(({ path }) => path) : error,
      );
    expect(await answered('african-union')).toBe('taken');
    expect(await answered('XK')).toBe('taken');
    expect(await answered('FR')).toEqual(['answers.sender']);
    expect(await answered('ZZ')).toEqual(['answers.sender']);
    expect(await answered('JP', 'FR')).toEqual(['country']);
  });

  test('without one, every country of ISO 3166-1 may be named, and nothing else', async () => {
    const { ctx } = await aDesk();
    const categoryId = await aCategory(ctx, { places: 10 });
    await aRegistration(ctx, categoryId, { country: 'FR' });
    await expect(aRegistration(ctx, categoryId, { country: 'ZZ' })).rejects.toMatchObject({
      details: { fields: [{ path: 'country' }] },
    });
  });

  test('a key that is taken, an unknown one, a version that is old and the last one are refused', async () => {
    const { ctx, act } = await aDesk();
    await act('saveCountry', { key: 'JP', version: 1, name: english('Japan') }, country);
    const refused = async (input: object) => act('saveCountry', input, country);
    expect(await refused({ key: 'JP', name: english('Nippon') })).toMatchObject({ refused: 'CONFLICT' });
    expect(await refused({ key: 'QQ', version: 1, name: english('None') })).toMatchObject({
      refused: 'NOT_FOUND',
    });
    expect(await refused({ key: 'FR', version: 7, name: english('France') })).toMatchObject({
      refused: 'STALE_VERSION',
    });
    expect(await refused({ key: 'Not a key', name: english('None') })).toEqual({
      refused: 'BAD_INPUT',
      at: ['key'],
    });
    await ctx.db.country.deleteMany({ where: { eventId: ctx.event.id, key: { not: 'FR' } } });
    expect(await act('removeCountry', { key: 'FR', version: 1 })).toMatchObject({ refused: 'CONFLICT' });
  });
});

const ticketOf = z.object({ registration: z.object({ ticket: z.string() }) });

/** What came to an address, after all that waits was mailed. */
async function mailsTo(ctx: EventCtx, address: string): Promise<string[]> {
  const isMailed = async (): Promise<boolean> =>
    (await ctx.db.outbox.count({ where: { eventId: ctx.event.id, doneAt: null } })) === 0;
  await withWorker(api, registrationNoun.handlers, () => eventually(isMailed));
  return mailServer.received.filter(({ recipients }) => recipients.includes(address)).map(({ text }) => text);
}

const phones = z.object({
  event: z.object({
    registrations: z.object({
      nodes: z.array(
        z.object({
          answers: z.array(z.object({ values: z.array(z.string()) })),
          doubtfulPhones: z.array(z.string()),
        }),
      ),
    }),
  }),
});

describe('a telephone number', () => {
  async function answered(typed: string): Promise<{ kept: unknown; doubtful: unknown }> {
    const { ctx } = await aDesk();
    const fields = [
      { key: 'phone', type: 'PHONE', label: { en: 'Phone' }, required: true, purpose: 'CONTACT' },
    ];
    const { id: formId } = await saveForm(ctx, { key: 'form', name: 'A form', fields });
    await aRegistration(ctx, await aCategory(ctx, { places: 10, formId }), { answers: { phone: [typed] } });
    const cookie = await api.signedIn('ORGANISER', ctx);
    const { data } = await api.graphql(
      `{ event(slug: "${ctx.event.slug}") { registrations { nodes { answers { values } doubtfulPhones } } } }`,
      {},
      cookie,
    );
    const [node] = phones.parse(data).event.registrations.nodes;
    return { kept: node?.answers[0]?.values[0], doubtful: node?.doubtfulPhones };
  }

  test.each([
    ['+1 670 783 0000', '+1 670 783 0000', false],
    ['+870 776 000 000', '+870 776 000 000', false],
    ['+81 (0)3 0000 0000', '+81 3 0000 0000', true],
    ['＋８１３１２３４５６７８', '+81 3 1234 5678', false],
    ['+81 3-1234-5678 ext. 12345678', '+81 3 1234 5678 ext. 12345678', false],
    ['+49 (0)30 901820', '+49 30 901820', false],
    ['03-1234-5678', '03-1234-5678', true],
    ['+999 123', '+999 123', true],
    ['ask my office', 'ask my office', true],
  ])('%s is taken, in international form where it has one', async (typed, kept, isDoubtful) => {
    expect(await answered(typed)).toEqual({ kept, doubtful: isDoubtful ? ['phone'] : [] });
  });
});

describe('the ticket', () => {
  test('goes as a picture with the mail of who is confirmed and has shown that mail arrives, not before', async () => {
    const { ctx } = await aDesk();
    const email = `${randomUUID()}@example.org`;
    const id = await aRegistration(ctx, await aCategory(ctx, { places: 1 }), { email });
    await mailsTo(ctx, email);
    const link = await aRegistrationLink(ctx, id);
    await api.graphql(
      'mutation ($input: ConfirmAddressInput!) { confirmAddress(input: $input) { ticket } }',
      { input: { event: ctx.event.slug } },
      link,
    );
    const mails = await Promise.all((await mailsTo(ctx, email)).map((text) => PostalMime.parse(text)));
    const pictures = mails.map(({ attachments }) =>
      attachments.filter(({ mimeType }) => mimeType === 'image/gif').map(({ content }) => content),
    );
    expect(pictures.map((files) => files.length)).toEqual([0, 1]);
    const { data } = await api.graphql(
      'query ($event: String!) { registration(event: $event) { ticket } }',
      { event: ctx.event.slug },
      link,
    );
    const picture = pictures[1]?.[0];
    expect(await readQrCodes(typeof picture === 'object' ? picture : new Uint8Array())).toEqual([
      ticketOf.parse(data).registration.ticket,
    ]);
  });
});

describe("a mail in the event's own words", () => {
  const words = '{ mail language subject body version }';
  const preview = '{ subject text html }';
  const own = {
    mail: 'CONFIRMED',
    language: 'en',
    subject: 'Welcome to {title}',
    body: 'Dear {name},\n\nyou come as {category} ({mode}), {days}.\n\n{news}',
  };

  const mailTo = async (ctx: EventCtx, address: string): Promise<string> =>
    (await mailsTo(ctx, address)).join('\n').replace(/=\r\n/g, '');

  test('goes to who is registered, with the link and the closing that every mail has', async () => {
    const { ctx, act } = await aDesk();
    expect(await act('saveMailTemplate', own, words)).toEqual({ ...own, version: 1 });
    const email = `${randomUUID()}@example.org`;
    const categoryId = await aCategory(ctx, { places: 1, approval: 'REVIEW', name: { en: 'Visitors' } });
    const id = await aRegistration(ctx, categoryId, { email });
    await act('decideRegistrations', { registrationIds: [id], decision: 'CONFIRM' }, '{ state }');
    const said = await mailTo(ctx, email);
    expect(said).toContain('Subject: Welcome to ');
    expect(said).toMatch(/you come as Visitors \(on site\)/);
    expect(said).toContain('/link#');
    expect(said).toContain('please do not pass it on');
  });

  test('is previewed as it would go, and with words to try, which are not kept', async () => {
    const { ctx, act } = await aDesk();
    const usual = await act('previewMail', { mail: 'OFFERED', language: 'ja' }, preview);
    expect(usual).toMatchObject({ text: expect.stringMatching(/山田 花子/) });
    const tried = await act(
      'previewMail',
      { mail: 'CONFIRMED', language: 'en', subject: '{title}!', body: '<b>{name}</b>' },
      preview,
    );
    expect(tried).toMatchObject({
      text: expect.stringContaining('<b>Ms Amina Okoro</b>'),
      html: expect.stringContaining('&lt;b&gt;Ms Amina Okoro&lt;/b&gt;'),
    });
    expect(await ctx.db.mailTemplate.count({ where: { eventId: ctx.event.id } })).toBe(0);
  });

  test('what a placeholder holds is not looked at again', async () => {
    const { ctx, act } = await aDesk();
    await act('saveMailTemplate', own, words);
    const email = `${randomUUID()}@example.org`;
    const id = await aRegistration(ctx, await aCategory(ctx, { places: 1, approval: 'REVIEW' }), {
      email,
      familyName: { en: '{category}' },
    });
    await act('decideRegistrations', { registrationIds: [id], decision: 'CONFIRM' }, '{ state }');
    expect(await mailTo(ctx, email)).toMatch(/Dear .*\{category\}/);
  });

  test('a test of it goes to who asks, and to nobody else', async () => {
    const { ctx, act } = await aDesk();
    await act('saveMailTemplate', own, words);
    const before = mailServer.received.length;
    expect(await act('sendTestMail', { mail: 'CONFIRMED', language: 'en' })).toBe(true);
    await mailTo(ctx, 'nobody');
    const sent = mailServer.received.slice(before);
    expect(sent.map(({ recipients }) => recipients.length)).toEqual([1]);
    expect(sent[0]?.text).toContain('Welcome to ');
    expect(sent[0]?.text).toContain('Ms Amina Okoro');
  });

  test.each([
    ['a placeholder that no mail has', { body: 'Dear {first.name}, {news}' }, 'body'],
    ['one of another mail', { body: 'Until {until}' }, 'body'],
    ['one that is written otherwise', { subject: 'For { title }' }, 'subject'],
    ['a subject of two lines', { subject: 'One\nTwo' }, 'subject'],
    ['no news where they differ', { mail: 'RECEIVED', body: 'Thank you.' }, 'body'],
  ])('%s is refused', async (_what, change, path) => {
    const { act } = await aDesk();
    const refused = await act('saveMailTemplate', { ...own, ...change }, words);
    expect(refused).toEqual({ refused: 'BAD_INPUT', at: [path] });
  });

  test('goes back to the usual words', async () => {
    const { ctx, act } = await aDesk();
    await act('saveMailTemplate', own, words);
    expect(await act('saveMailTemplate', own, words)).toMatchObject({ refused: 'CONFLICT' });
    expect(await act('saveMailTemplate', { ...own, version: 1, body: 'Come.' }, words)).toMatchObject({
      version: 2,
    });
    expect(await act('removeMailTemplate', { mail: 'CONFIRMED', language: 'en', version: 1 })).toMatchObject({
      refused: 'STALE_VERSION',
    });
    expect(await act('removeMailTemplate', { mail: 'CONFIRMED', language: 'en', version: 2 })).toBe(true);
    expect(await ctx.db.mailTemplate.count({ where: { eventId: ctx.event.id } })).toBe(0);
  });
});
