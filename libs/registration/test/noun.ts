import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import { saveCountry, saveForm, saveMailTemplate } from '@plenary/registration';
import { aReleasedEvent, type TestBench } from '@plenary/testing';
import {
  aCategory,
  aPart,
  aRegistration,
  aRegistrationLink,
  line,
  lines,
  meeting,
  newKey,
  ofEvent,
  once,
  reason,
  smith,
  withOne,
  type NounTests,
  type Opening,
  type Scene,
} from '@plenary/testing/api';
import { createWebhook } from '@plenary/webhooks';

const label = { en: 'A label' };
const fields = [{ key: 'size', type: 'TEXT', label, required: true, purpose: 'LOGISTICS' }];
const answers = { size: ['L'] };

const category = (scene: Scene) => scene.ctx.db.registrationCategory.findFirstOrThrow(ofEvent(scene));
const registration = (scene: Scene) => scene.ctx.db.registration.findFirstOrThrow(ofEvent(scene));

/** A category with a form, of one place on site, which somebody has. */
async function taken(ctx: EventCtx): Promise<string> {
  const form = await saveForm(ctx, { key: 'form', name: 'A form', fields });
  const id = await aCategory(ctx, { places: 1, online: 10, formId: form.id });
  await aRegistration(ctx, id, { answers });
  return id;
}

/** Who is registered, by their own link; what they have mailed is of a scene of its own. */
const asRegistered =
  (also: (ctx: EventCtx, categoryId: string) => Promise<unknown> = async () => null): Opening =>
  async (api) => {
    const ctx = await aReleasedEvent(api.operator);
    const id = await taken(ctx);
    const { id: own } = await ctx.db.registration.findFirstOrThrow({ where: { eventId: ctx.event.id } });
    await also(ctx, id);
    const caller = await aRegistrationLink(ctx, own);
    // The first use of a link is noted with it.
    await api.graphql('{ events { id } }', {}, caller);
    return { api, ctx, caller };
  };

/** One that is not cancelled yet. */
async function toDecide(scene: Scene): Promise<string> {
  const where = { eventId: scene.ctx.event.id, state: { not: 'CANCELLED' } } as const;
  const found = await scene.ctx.db.registration.findFirst({ where });
  return found?.id ?? aRegistration(scene.ctx, (await category(scene)).id, { answers });
}

const first = async ({ ctx }: Scene) =>
  ctx.db.registration.findFirstOrThrow({ where: { eventId: ctx.event.id }, orderBy: { id: 'asc' } });

async function aWaitingGuest({ operator }: TestBench): Promise<EventCtx> {
  const ctx = await aReleasedEvent(operator, { event: meeting });
  const id = await aCategory(ctx, { key: 'guests', places: 1 });
  await aRegistration(ctx, id, { email: 'first@example.org' });
  await aRegistration(ctx, id, { email: 'second@example.org' });
  return ctx;
}

export default {
  mutations: {
    saveForm: {
      texts: {
        name: line(100),
        'fields[].label': lines(2_000),
        'fields[].hint': lines(500),
        'fields[].choices[].label': line(200),
      },
      open: withOne(taken),
      input: async () => ({
        key: newKey(),
        fields: [
          { key: 'size', type: 'CHOICE', purpose: 'LOGISTICS', choices: [{ key: 'large' }], when: [] },
        ],
      }),
      stored: async ({ ctx }) => {
        const { name } = await ctx.db.form.findFirstOrThrow({ orderBy: { id: 'desc' } });
        const { fields: kept } = await ctx.db.formVersion.findFirstOrThrow({
          where: { form: { name } },
          orderBy: { createdAt: 'desc' },
        });
        return { name, fields: contentOf(kept) };
      },
      isNewEachTime: true,
    },
    saveCategory: {
      texts: { name: line(100), description: lines(1_000) },
      open: withOne(taken),
      input: async () => ({ key: newKey(), formId: null, quotas: [{ mode: 'ONLINE', places: 1 }] }),
      stored: category,
      isNewEachTime: true,
    },
    saveCountry: {
      texts: { name: line(100) },
      open: withOne(taken),
      input: async () => ({ key: newKey(), isOrganisation: true }),
      stored: async ({ ctx }) => {
        const eventId = ctx.event.id;
        const where = { eventId, action: 'saveCountry' };
        const { subjectId } = await ctx.db.auditEntry.findFirstOrThrow({ where, orderBy: { id: 'desc' } });
        return ctx.db.country.findFirstOrThrow({ where: { eventId, key: subjectId } });
      },
      isNewEachTime: true,
    },
    removeCountry: {
      open: withOne(async (ctx) => saveCountry(ctx, { key: 'union', name: { en: 'A union' } })),
      input: async () => ({ key: 'union', version: 1 }),
    },
    saveMailTemplate: {
      texts: { subject: line(200), body: lines(5_000) },
      open: withOne(taken),
      async input({ ctx }) {
        await ctx.db.mailTemplate.deleteMany({ where: { eventId: ctx.event.id } });
        return { mail: 'CONFIRMED', language: 'en' };
      },
      stored: ({ ctx }) => ctx.db.mailTemplate.findFirstOrThrow({ where: { eventId: ctx.event.id } }),
      isFollowedByNobody: true,
    },
    removeMailTemplate: {
      open: withOne(async (ctx) =>
        saveMailTemplate(ctx, { mail: 'CONFIRMED', language: 'en', subject: 'Yes', body: 'You come.' }),
      ),
      input: async () => ({ mail: 'CONFIRMED', language: 'en', version: 1 }),
      isFollowedByNobody: true,
    },
    previewMail: {
      texts: { subject: line(200), body: lines(5_000) },
      open: withOne(taken),
      input: async () => ({ mail: 'CONFIRMED', language: 'en' }),
    },
    sendTestMail: {
      open: withOne(taken),
      input: async () => ({ mail: 'CONFIRMED', language: 'en' }),
      isNewEachTime: true,
      isFollowedByNobody: true,
    },
    raiseQuota: {
      texts: { reason },
      open: withOne(taken),
      async input(scene) {
        const { id } = await category(scene);
        const { places } = await scene.ctx.db.quota.findFirstOrThrow({
          where: { categoryId: id, mode: 'ON_SITE' },
        });
        return { categoryId: id, mode: 'ON_SITE', places: (places ?? 0) + 1, registrationId: null };
      },
      stored: (scene) => scene.ctx.db.quotaRaise.findFirstOrThrow(ofEvent(scene)),
      isNewEachTime: true,
      isFollowedByNobody: true,
    },
    register: {
      texts: {
        familyName: line(100),
        givenName: line(100),
        title: line(100),
        post: line(200),
        organisation: line(200),
        'answers[].values[]': { ...line(500), told: 'answers.size' },
      },
      open: withOne(taken),
      async input(scene) {
        return {
          ...once(),
          categoryId: (await category(scene)).id,
          mode: 'ONLINE',
          country: 'JP',
          email: `${newKey()}@example.org`,
          language: 'en',
          formVersion: 1,
          answers: [{ field: 'size' }],
        };
      },
      stored: async (scene) => {
        const { answers, person } = await scene.ctx.db.registration.findFirstOrThrow({
          ...ofEvent(scene),
          include: { person: true },
        });
        return { ...person, answers: [{ values: Object.values(contentOf(answers))[0] }] };
      },
      isFollowedByNobody: true,
    },
    registerSpeakers: {
      open: withOne(taken),
      input: async (scene) => ({
        categoryId: (await category(scene)).id,
        mode: 'ONLINE',
        personIds: [(await smith(scene)).id],
      }),
      isFollowedByNobody: true,
    },
    registerOwnPart: {
      async open(api) {
        const ctx = await aReleasedEvent(api.operator);
        await taken(ctx);
        const caller = await aPart(ctx);
        await api.graphql('{ events { id } }', {}, caller);
        return { api, ctx, caller };
      },
      input: async (scene) => ({ categoryId: (await category(scene)).id, mode: 'ONLINE' }),
      isFollowedByNobody: true,
    },
    decideRegistrations: {
      texts: { reason },
      open: withOne(taken),
      async input(scene) {
        return { registrationIds: [await toDecide(scene)], decision: 'CANCEL' };
      },
      stored: registration,
      again: async (scene) => ({ registrationIds: [(await registration(scene)).id] }),
      isNewEachTime: true,
      isFollowedByNobody: true,
    },
    exportMyData: {
      open: asRegistered(),
      input: async () => ({}),
      isNewEachTime: true,
      isFollowedByNobody: true,
    },
    confirmAddress: { open: asRegistered(), input: async () => ({}), isFollowedByNobody: true },
    updateRegistration: {
      texts: { 'answers[].values[]': { ...line(500), told: 'answers.size' } },
      open: asRegistered(),
      input: async (scene) => ({
        version: (await first(scene)).version,
        formVersion: 1,
        answers: [{ field: 'size' }],
      }),
      stored: async (scene) => ({
        answers: [{ values: Object.values(contentOf((await first(scene)).answers))[0] }],
      }),
      isFollowedByNobody: true,
    },
    changeMode: {
      open: asRegistered(),
      input: async (scene) => ({ version: (await first(scene)).version, mode: 'ONLINE', categoryId: null }),
      isFollowedByNobody: true,
    },
    acceptOffer: {
      open: asRegistered(async (ctx) => {
        const where = { eventId: ctx.event.id };
        const offeredUntil = new Date('2100-01-01T00:00:00Z');
        await ctx.db.registration.updateMany({ where, data: { state: 'OFFERED', offeredUntil } });
      }),
      input: async (scene) => ({ version: (await first(scene)).version }),
      isFollowedByNobody: true,
    },
    cancelRegistration: {
      open: asRegistered(),
      input: async (scene) => ({ version: (await first(scene)).version }),
      isFollowedByNobody: true,
    },
  },
  work: {
    'mail-registration': async (bench) => {
      await aWaitingGuest(bench);
    },
    'mail-test': async ({ operator }) => {
      const ctx = await aReleasedEvent(operator, { event: meeting });
      const eventId = ctx.event.id;
      const { id: accountId } = await ctx.db.account.create({ data: { email: 'staff@example.org' } });
      const test = { eventId, accountId, mail: 'CONFIRMED', language: 'en' } as const;
      const { id: mailTestId } = await ctx.db.mailTest.create({ data: test });
      await ctx.db.outbox.create({
        data: { id: randomUUID(), job: 'mail-test', payload: { eventId, mailTestId } },
      });
    },
    'tell-of-registration': async (bench) => {
      const ctx = await aReleasedEvent(bench.operator, { event: meeting });
      await createWebhook(ctx, {
        ...once(),
        url: 'https://example.org/hook',
        description: 'A hook',
        kinds: ['REGISTRATION_CONFIRMED'],
      });
      await aRegistration(ctx, await aCategory(ctx));
    },
    'tend-registrations': async (bench) => {
      await aWaitingGuest(bench);
      bench.setTime('2026-11-24T23:00:00Z');
    },
  },
  constraints: [
    ['Country_key_form', `INSERT INTO "Country" VALUES ($event, 'No Key', '{}', false)`],
    ['Country_name_is_texts', `INSERT INTO "Country" VALUES ($event, 'XK', '1', false)`],
    ['Country_version_positive', `INSERT INTO "Country" VALUES ($event, 'XK', '{}', false, 0)`],
    ['MailTemplate_has_a_text', `INSERT INTO "MailTemplate" VALUES ($event, 'CONFIRMED', 'en', '', 'Yes')`],
    [
      'MailTemplate_version_positive',
      `INSERT INTO "MailTemplate" VALUES ($event, 'CONFIRMED', 'en', 'Yes', 'Yes', 0)`,
    ],
    ['Form_key_form', `UPDATE "Form" SET key = 'No Key' WHERE id = $form`],
    ['Form_version_positive', `UPDATE "Form" SET version = 0 WHERE id = $form`],
    [
      'FormVersion_fields_have_a_format',
      `INSERT INTO "FormVersion" SELECT "eventId", "formId", 9, '{}' FROM "FormVersion" WHERE "formId" = $form`,
    ],
    ['FormVersion_never_changed', `UPDATE "FormVersion" SET fields = '{}' WHERE "formId" = $form`],
    [
      'RegistrationCategory_key_form',
      `UPDATE "RegistrationCategory" SET key = 'No Key' WHERE id = $category`,
    ],
    [
      'RegistrationCategory_name_is_texts',
      `UPDATE "RegistrationCategory" SET name = '1' WHERE id = $category`,
    ],
    [
      'RegistrationCategory_closes_after_it_opens',
      `UPDATE "RegistrationCategory" SET "opensAt" = now(), "closesAt" = now() WHERE id = $category`,
    ],
    ['Quota_is_not_exceeded', `UPDATE "Registration" SET mode = 'ON_SITE' WHERE "categoryId" = $category`],
    ['Quota_counts_not_negative', `UPDATE "Quota" SET waiting = -1 WHERE "categoryId" = $category`],
    [
      'QuotaRaise_raises',
      `INSERT INTO "QuotaRaise" VALUES ($event, gen_random_uuid(), $category, 'ON_SITE', 2, 1, 'a reason', 'job')`,
    ],
    [
      'QuotaRaise_has_a_reason',
      `INSERT INTO "QuotaRaise" VALUES ($event, gen_random_uuid(), $category, 'ON_SITE', 1, 2, '', 'job')`,
    ],
    [
      'Registration_answers_have_a_format',
      `UPDATE "Registration" SET answers = '{}' WHERE "categoryId" = $category`,
    ],
    [
      'Registration_answers_a_version',
      `UPDATE "Registration" SET "formVersion" = NULL WHERE "categoryId" = $category`,
    ],
    [
      'Registration_offered_until',
      `UPDATE "Registration" SET "offeredUntil" = now() WHERE "categoryId" = $category`,
    ],
    [
      'Registration_cancelled_for_a_cause',
      `UPDATE "Registration" SET cause = 'STAFF' WHERE "categoryId" = $category`,
    ],
    [
      'Registration_one_an_address',
      `UPDATE "Registration" SET address = 'same@example.org' WHERE "categoryId" = $category`,
    ],
    [
      'Ticket_one_a_registration',
      `INSERT INTO "Ticket" SELECT "eventId", gen_random_uuid(), id, gen_random_uuid()::text, '' FROM "Registration", generate_series(1, 2) WHERE "categoryId" = $category`,
    ],
  ],
  json: {
    'Country.name': 'texts',
    'FormVersion.fields': 'format',
    'Registration.answers': 'format',
    'RegistrationCategory.description': 'texts',
    'RegistrationCategory.name': 'texts',
  },
} satisfies NounTests;

function contentOf(kept: unknown): object {
  const content: unknown = typeof kept === 'object' && kept !== null ? Reflect.get(kept, 'content') : null;
  return typeof content === 'object' && content !== null ? content : {};
}
