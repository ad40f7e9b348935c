import { registrationNoun } from '@plenary/registration/noun';
import { saveForm } from '@plenary/registration';
import { aReleasedEvent, eventually, withWorker } from '@plenary/testing';
import {
  aCategory,
  aRegistration,
  aRegistrationLink,
  headersOf,
  startTestApi,
  type TestApi,
} from '@plenary/testing/api';
import { z } from 'zod';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ settings: { DEMO: 'on' } });
});
afterAll(() => api.close());

async function aGuest() {
  const ctx = await aReleasedEvent(api.operator);
  const label = { en: 'What do you eat?' };
  const fields = [{ key: 'diet', type: 'TEXT', label, purpose: 'DIET_AND_ACCESS' }];
  const { id: formId } = await saveForm(ctx, { key: 'form', name: 'A form', fields });
  const categoryId = await aCategory(ctx, { places: 10, formId, name: { en: 'Guests' } });
  const id = await aRegistration(ctx, categoryId, {
    email: 'thuraya@example.org',
    familyName: { en: 'Thuraya' },
    answers: { diet: ['Fish'] },
  });
  await aRegistration(ctx, categoryId, { email: 'other@example.org', familyName: { en: 'Somebody' } });
  const isMailed = async (): Promise<boolean> =>
    (await ctx.db.outbox.count({ where: { eventId: ctx.event.id, doneAt: null } })) === 0;
  await withWorker(api, registrationNoun.handlers, () => eventually(isMailed));
  return { ctx, id, link: await aRegistrationLink(ctx, id) };
}

const document = 'mutation ($input: ExportMyDataInput!) { exportMyData(input: $input) }';
const exported = z.object({ exportMyData: z.string().transform((text): unknown => JSON.parse(text)) });

test('has who one is, the answers with what was asked, and the mails; recorded without who it was', async () => {
  const { ctx, id, link } = await aGuest();
  const { data } = await api.graphql(document, { input: { event: ctx.event.slug } }, link);
  expect(exported.parse(data).exportMyData).toMatchObject({
    format: 'plenary-my-data/1',
    event: { slug: ctx.event.slug },
    person: { familyName: { en: 'Thuraya' }, givenName: null },
    registration: { state: 'CONFIRMED', address: 'thuraya@example.org', category: { en: 'Guests' } },
    answers: [{ field: 'diet', asked: 'What do you eat?', purpose: 'DIET_AND_ACCESS', values: ['Fish'] }],
    mails: [{ kind: 'REGISTRATION', state: 'SENT', subject: expect.stringContaining('Your registration') }],
  });
  const audit = await ctx.db.auditEntry.findFirstOrThrow({ where: { action: 'exportMyData' } });
  expect([audit.actorKind, audit.actorId, audit.subjectId]).toEqual(['attendee', null, id]);
});

test('has neither links nor the ticket, and nothing of anybody else', async () => {
  const { ctx, link } = await aGuest();
  await api.graphql(
    'mutation ($input: ConfirmAddressInput!) { confirmAddress(input: $input) { ticket } }',
    { input: { event: ctx.event.slug } },
    link,
  );
  const { data } = await api.graphql(
    'query ($event: String!) { registration(event: $event) { ticket } }',
    { event: ctx.event.slug },
    link,
  );
  const { ticket } = z.object({ registration: z.object({ ticket: z.string() }) }).parse(data).registration;
  const { body } = await api.graphql(document, { input: { event: ctx.event.slug } }, link);
  expect(body.replaceAll(' ', '')).not.toContain(ticket);
  expect(body).not.toContain('registration.');
  expect(body).not.toContain('Somebody');
  expect(body).not.toContain('other@example.org');
});

test('is a file by the page of the registration, which no cache keeps', async () => {
  const { ctx, link } = await aGuest();
  const { statusCode, headers, body } = await api.api.server.inject({
    method: 'POST',
    url: `/events/${ctx.event.slug}/me`,
    headers: {
      ...headersOf(link),
      origin: api.services.settings.publicUrl,
      'content-type': 'application/x-www-form-urlencoded',
    },
    payload: 'form=data',
  });
  expect([statusCode, headers['content-disposition'], headers['cache-control']]).toEqual([
    200,
    `attachment; filename="${ctx.event.slug}-my-data.json"`,
    'no-store',
  ]);
  expect(JSON.parse(body)).toMatchObject({ person: { familyName: { en: 'Thuraya' } } });
});
