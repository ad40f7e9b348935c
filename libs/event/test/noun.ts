import { sendNotices } from '@plenary/event';
import { editProgram, releaseProgram } from '@plenary/program';
import { aPerson, aReleasedEvent } from '@plenary/testing';
import {
  as,
  asEditor,
  asOrganiser,
  inEvent,
  line,
  lines,
  meeting,
  newKey,
  ofEvent,
  once,
  smith,
  type NounTests,
  type Scene,
} from '@plenary/testing/api';

const eventTexts = {
  title: line(200),
  theme: line(300),
  organiser: line(300),
  notice: line(300),
  disclaimer: lines(2_000),
  quotingRule: lines(2_000),
  'venue.name': line(200),
  'venue.city': line(100),
};
const personTexts = {
  title: line(100),
  biography: lines(3_000),
  needs: lines(2_000),
  familyName: line(100),
  givenName: line(100),
  post: line(200),
  organisation: line(200),
};

const eventOf = (scene: Scene) =>
  scene.ctx.db.event.findUniqueOrThrow({ where: { id: scene.ctx.event.id }, include: { series: true } });

const email = 'someone@example.org';

export default {
  mutations: {
    createEvent: {
      texts: { ...eventTexts, 'series.name': line(200) },
      open: as('ADMIN'),
      input: async () => ({
        slug: newKey(),
        startsOn: '2026-11-24',
        endsOn: '2026-11-24',
        timeZone: 'Asia/Tokyo',
        languages: ['en'],
        series: { code: newKey().toUpperCase().replace('-', '') },
        venue: { country: 'JP' },
      }),
      stored: ({ ctx }) =>
        ctx.db.event.findFirstOrThrow({ orderBy: { id: 'desc' }, include: { series: true } }),
      isFollowedByNobody: true,
    },
    updateEvent: {
      texts: eventTexts,
      open: asOrganiser,
      input: async (scene) => ({ version: (await eventOf(scene)).version, venue: { country: 'JP' } }),
      stored: eventOf,
    },
    createPerson: {
      texts: personTexts,
      open: asEditor,
      input: async () => ({ ...once(), key: newKey() }),
      stored: (scene) => scene.ctx.db.person.findFirstOrThrow(ofEvent(scene)),
      isFollowedByNobody: true,
    },
    updatePerson: {
      texts: personTexts,
      open: asEditor,
      input: async (scene) => {
        const { id, version } = await smith(scene);
        return { personId: id, version };
      },
      stored: smith,
    },
    sendNotices: {
      open: inEvent,
      async input({ ctx }) {
        const { id, version } = await ctx.db.session.findFirstOrThrow({
          where: { eventId: ctx.event.id, key: 'panel' },
        });
        await editProgram(ctx, 'updateSession', { sessionId: id, version, title: { en: 'Another name' } });
        await releaseProgram(ctx, { waivers: [], waiveAll: null });
        const where = { eventId: ctx.event.id, state: 'DRAFTED' } as const;
        return { noticeIds: (await ctx.db.notice.findMany({ where })).map((notice) => notice.id) };
      },
      isFollowedByNobody: true,
    },
    retryJob: {
      open: inEvent,
      async input({ ctx }) {
        const row = { job: 'mail-notice', payload: {}, eventId: ctx.event.id, failedAt: new Date() };
        return { jobId: (await ctx.db.outbox.create({ data: row })).id };
      },
      isFollowedByNobody: true,
    },
  },
  work: {
    'mail-notice': async ({ operator }) => {
      const people = [aPerson('smith', { email }), aPerson('tanaka')];
      const ctx = await aReleasedEvent(operator, { event: meeting, people });
      const { id } = await ctx.db.notice.findFirstOrThrow({ where: { eventId: ctx.event.id } });
      await sendNotices(ctx, { noticeIds: [id] });
    },
  },
  constraints: [
    ['Series_code_form', `INSERT INTO "Series" (id, code, name) VALUES (gen_random_uuid(), 'low', '{}')`],
    ['Series_name_is_texts', `INSERT INTO "Series" (id, code, name) VALUES (gen_random_uuid(), 'AAA', '1')`],
    ['Event_slug_form', `UPDATE "Event" SET slug = 'Not A Slug' WHERE id = $event`],
    ['Event_title_is_texts', `UPDATE "Event" SET title = '"x"' WHERE id = $event`],
    ['Event_days_in_order', `UPDATE "Event" SET "endsOn" = "startsOn" - 1 WHERE id = $event`],
    ['Event_has_a_language', `UPDATE "Event" SET languages = '{}' WHERE id = $event`],
    ['Event_ordinal_positive', `UPDATE "Event" SET ordinal = 0 WHERE id = $event`],
    ['Person_family_name_is_texts', `UPDATE "Person" SET "familyName" = '1' WHERE "eventId" = $event`],
    ['Person_country_form', `UPDATE "Person" SET country = 'jp' WHERE "eventId" = $event`],
    ['Person_biography_is_texts', `UPDATE "Person" SET biography = '[]' WHERE "eventId" = $event`],
    [
      'Photograph_bytes_not_negative',
      `INSERT INTO "Photograph" SELECT "eventId", id, 'image/png', -1, repeat('0', 64), 'x' FROM "Person" WHERE "eventId" = $event LIMIT 1`,
    ],
    [
      'Photograph_sha256_form',
      `INSERT INTO "Photograph" SELECT "eventId", id, 'image/png', 1, 'no hash', 'x' FROM "Person" WHERE "eventId" = $event LIMIT 1`,
    ],
  ],
  json: {
    'Event.disclaimer': 'texts',
    'Event.notice': 'texts',
    'Event.organiser': 'texts',
    'Event.quotingRule': 'texts',
    'Event.theme': 'texts',
    'Event.title': 'texts',
    'Event.venue': 'of the row as it is now: a migration changes it',
    'Person.biography': 'texts',
    'Person.familyName': 'texts',
    'Person.givenName': 'texts',
    'Person.organisation': 'texts',
    'Person.post': 'texts',
    'Person.title': 'texts',
    'Series.name': 'texts',
  },
} satisfies NounTests;
