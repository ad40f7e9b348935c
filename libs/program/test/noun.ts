import { grantRole } from '@plenary/identity';
import { editProgram } from '@plenary/program';
import { anEvent } from '@plenary/testing';
import {
  accountOf,
  asEditor,
  asOrganiser,
  atKeynote,
  before,
  inEvent,
  keynote,
  line,
  lines,
  meeting,
  newKey,
  none,
  ofEvent,
  once,
  reason,
  smith,
  upload,
  waiversOf,
  withOne,
  type NounTests,
  type Scene,
} from '@plenary/testing/api';

const sessionTexts = {
  title: line(200),
  abstract: lines(5_000),
  notes: lines(5_000),
  setUp: line(50),
  'equipment[]': line(200),
};
const placeTexts = { name: line(100) };
const reasons = { 'waivers[].reason': reason };
const waived = { waivers: [{ findingId: 'no-moderator' }] };

const room = (scene: Scene) => scene.ctx.db.room.findFirstOrThrow(ofEvent(scene));
const track = (scene: Scene) => scene.ctx.db.track.findFirstOrThrow(ofEvent(scene));
const withTrack = withOne((ctx) => editProgram(ctx, 'createTrack', { name: { en: 'Track' } }));

/** What is made by an edit, to be taken away again. */
async function added({ ctx }: Scene, name: 'createRoom' | 'createTrack' | 'createSession', input: object) {
  const { changes, draft } = await editProgram(ctx, name, input);
  const [{ id } = { id: '' }] = [...changes.rooms, ...changes.tracks, ...changes.sessions];
  const row = draft.rooms.get(id) ?? draft.tracks.get(id) ?? draft.sessions.get(id);
  return { id, version: row?.version ?? 0 };
}

/** Where things are made and taken away again. */
const toRemove = withOne(none);

const name = { name: { en: 'Attic' } };
const windows = [{ startsAt: '2026-11-24T00:00:00Z', endsAt: '2026-11-24T09:00:00Z' }];
const run = async (scene: Scene) => ({ sessionId: (await keynote(scene)).id });

export default {
  mutations: {
    createRoom: { texts: placeTexts, open: asEditor, input: async () => once(), stored: room },
    updateRoom: {
      texts: placeTexts,
      open: asEditor,
      input: async (scene) => {
        const { id, version } = await room(scene);
        return { roomId: id, version };
      },
      stored: room,
    },
    removeRoom: {
      open: toRemove,
      async input(scene) {
        const { id: roomId, version } = await added(scene, 'createRoom', name);
        return { roomId, version };
      },
    },
    createTrack: { texts: placeTexts, open: asEditor, input: async () => once(), stored: track },
    updateTrack: {
      texts: placeTexts,
      open: withTrack,
      input: async (scene) => {
        const { id, version } = await track(scene);
        return { trackId: id, version };
      },
      stored: track,
    },
    removeTrack: {
      open: toRemove,
      async input(scene) {
        const { id: trackId, version } = await added(scene, 'createTrack', name);
        return { trackId, version };
      },
    },
    createSession: {
      texts: sessionTexts,
      open: asEditor,
      input: async () => once(),
      stored: (scene) => scene.ctx.db.session.findFirstOrThrow(ofEvent(scene)),
    },
    updateSession: { texts: sessionTexts, open: asEditor, input: atKeynote, stored: keynote },
    removeSession: {
      open: toRemove,
      async input(scene) {
        const { id, version } = await added(scene, 'createSession', {
          kind: 'OTHER',
          title: { en: 'One more' },
        });
        return { sessionId: id, version };
      },
    },
    moveSession: {
      open: asEditor,
      input: async (scene) => ({
        ...(await atKeynote(scene)),
        startsAt: '2026-11-24T00:30:00Z',
        endsAt: '2026-11-24T00:45:00Z',
      }),
    },
    setItems: {
      texts: { 'items[].title': line(200) },
      open: asEditor,
      input: async (scene) => ({ ...(await atKeynote(scene)), items: [{ minutes: 10 }] }),
      stored: async (scene) => ({ items: await scene.ctx.db.sessionItem.findMany(ofEvent(scene)) }),
    },
    setCues: {
      texts: { 'cues[].text': line(500), 'cues[].responsible': line(100) },
      open: asEditor,
      input: atKeynote,
      stored: async (scene) => ({ cues: await scene.ctx.db.cue.findMany(ofEvent(scene)) }),
    },
    setAppearances: {
      open: asEditor,
      input: async (scene) => ({
        ...(await atKeynote(scene)),
        appearances: [{ personId: (await smith(scene)).id, role: 'SPEAKER' }],
      }),
    },
    setMembers: {
      open: withTrack,
      async input(scene) {
        const group = { kind: 'WORKING_GROUP', name: { en: 'Group' } };
        const { id: trackId, version } = await added(scene, 'createTrack', group);
        return { trackId, version, members: [{ personId: (await smith(scene)).id }] };
      },
    },
    setAvailability: {
      open: asEditor,
      input: async (scene) => ({ personId: (await smith(scene)).id, version: 0, windows }),
    },
    setProgramLimits: { open: asEditor, input: async () => ({ version: 0, walk: 7 }) },
    undoProgramEdit: {
      open: toRemove,
      input: async ({ ctx }) => ({ edit: (await editProgram(ctx, 'createRoom', name)).number }),
    },
    previewEdit: {
      open: asEditor,
      input: async ({ ctx }) => ({
        createRoom: { ...once(), event: ctx.event.slug, name: [{ language: 'en', text: 'Attic' }] },
      }),
    },
    importProgram: {
      open: asEditor,
      input: (scene) =>
        upload(
          scene,
          'program',
          'application/json',
          JSON.stringify({ format: 'plenary-event/1', rooms: [{ key: newKey(), ...name }], sessions: [] }),
        ),
    },
    copyProgram: {
      async open(api) {
        const ctx = await anEvent(api.operator, { people: [], program: {} });
        return { api, ctx, caller: await api.signedIn('PROGRAM_EDITOR', ctx) };
      },
      async input(scene) {
        const source = await anEvent(scene.api.operator);
        const { email } = await accountOf(scene);
        await grantRole(scene.api.operator, { email, role: 'PROGRAM_EDITOR', eventId: source.event.id });
        return { ...once(), from: source.event.slug };
      },
    },
    releaseProgram: {
      texts: reasons,
      open: asOrganiser,
      input: async () => waived,
      stored: async (scene) => ({
        waivers: waiversOf(await scene.ctx.db.release.findFirstOrThrow(ofEvent(scene))),
      }),
      isNewEachTime: true,
    },
    scheduleRelease: {
      texts: reasons,
      open: asOrganiser,
      input: async () => ({ ...waived, at: '2026-11-25T00:00:00Z' }),
      stored: async ({ ctx }) => {
        const where = { eventId: ctx.event.id };
        return { waivers: waiversOf(await ctx.db.scheduledRelease.findFirstOrThrow({ where })) };
      },
    },
    cancelScheduledRelease: {
      open: asOrganiser,
      async input(scene) {
        await before(scene, 'scheduleRelease', { at: '2026-11-25T00:00:00Z' }, '{ at }');
        return {};
      },
    },
    startSession: { open: inEvent, input: run },
    endSession: {
      open: asOrganiser,
      async input(scene) {
        const { sessionId } = await run(scene);
        await before(scene, 'startSession', { sessionId, at: '2026-11-20T00:00:00Z' }, '{ sessionId }');
        return { sessionId };
      },
    },
    setActualTimes: {
      open: asEditor,
      input: async (scene) => ({ ...(await run(scene)), startsAt: '2026-11-24T01:02:00Z' }),
      again: async () => ({ seenStartsAt: '2026-11-24T01:02:00Z' }),
    },
  },
  work: {
    'release-due-programs': async (bench) => {
      const ctx = await anEvent(bench.operator, { event: meeting });
      const at = new Date('2026-11-24T10:00:00Z');
      await ctx.db.scheduledRelease.create({
        data: { eventId: ctx.event.id, at, waivers: [], actorKind: 'operator' },
      });
      bench.setTime('2026-11-24T10:00:01Z');
    },
  },
  constraints: [
    [
      'ProgramEdit_eventId_personId_fkey',
      `INSERT INTO "ProgramEdit" VALUES ($event, 96, 'x', '{}', NULL, now(), 'person', $account)`,
    ],
    ['Room_capacity_positive', `UPDATE "Room" SET capacity = 0 WHERE "eventId" = $event`],
    ['Session_title_is_texts', `UPDATE "Session" SET title = '[]' WHERE id = $session`],
    ['Session_both_times_or_none', `UPDATE "Session" SET "endsAt" = NULL WHERE id = $session`],
    ['Session_ends_after_start', `UPDATE "Session" SET "endsAt" = "startsAt" WHERE id = $session`],
    ['Session_actual_end_after_start', `UPDATE "Session" SET "actualEndsAt" = now() WHERE id = $session`],
    ['Session_capacity_positive', `UPDATE "Session" SET capacity = -1 WHERE id = $session`],
    [
      'SessionItem_minutes_positive',
      `INSERT INTO "SessionItem" ("eventId", id, "sessionId", position, title, minutes) VALUES ($event, gen_random_uuid(), $session, 0, '{}', 0)`,
    ],
    [
      'Appearance_eventId_sessionId_itemId_personId_role_key',
      `INSERT INTO "Appearance" SELECT "eventId", gen_random_uuid(), "sessionId", "itemId", "personId", role, state, position FROM "Appearance" WHERE "eventId" = $event`,
    ],
    [
      'Release_number_positive',
      `INSERT INTO "Release" ("eventId", id, number, snapshot, changes, waivers) VALUES ($event, gen_random_uuid(), 0, '{}', '[]', '[]')`,
    ],
    [
      'Room_key_once',
      `INSERT INTO "Room" ("eventId", id, key, name) SELECT "eventId", gen_random_uuid(), key, name FROM "Room" WHERE "eventId" = $event`,
    ],
    [
      'Track_key_once',
      `INSERT INTO "Track" ("eventId", id, key, name, kind) SELECT $event, gen_random_uuid(), 'same', '{}', 'STRAND' FROM generate_series(1, 2)`,
    ],
    ['Session_key_once', `UPDATE "Session" SET key = 'same' WHERE "eventId" = $event`],
    [
      'TrackMember_one_chair',
      `WITH t AS (INSERT INTO "Track" ("eventId", id, key, name, kind) VALUES ($event, gen_random_uuid(), 'group', '{}', 'WORKING_GROUP') RETURNING id)
       INSERT INTO "TrackMember" SELECT $event, t.id, p.id, 'CHAIR', 0 FROM t, "Person" p WHERE p."eventId" = $event`,
    ],
    ['ProgramDraft_version_not_negative', `UPDATE "ProgramDraft" SET version = -1 WHERE "eventId" = $event`],
    ['Room_windows_is_list', `UPDATE "Room" SET windows = '{}' WHERE "eventId" = $event`],
    [
      'Track_capacity_positive',
      `INSERT INTO "Track" ("eventId", id, key, name, kind, capacity) VALUES ($event, gen_random_uuid(), 'x', '{}', 'STRAND', 0)`,
    ],
    ['Session_join_links_is_map', `UPDATE "Session" SET "joinLinks" = '[]' WHERE id = $session`],
    [
      'Availability_windows_is_list',
      `INSERT INTO "Availability" SELECT $event, id, '{}', 1 FROM "Person" WHERE "eventId" = $event`,
    ],
    [
      'Material_bytes_not_negative',
      `INSERT INTO "Material" SELECT $event, gen_random_uuid(), $session, id, 'SLIDES', 'x', 'x', -1, repeat('0', 64), 'x' FROM "Person" WHERE "eventId" = $event`,
    ],
    [
      'Material_sha256_form',
      `INSERT INTO "Material" SELECT $event, gen_random_uuid(), $session, id, 'SLIDES', 'x', 'x', 1, 'no hash', 'x' FROM "Person" WHERE "eventId" = $event`,
    ],
    ['ProgramLimits_not_negative', `INSERT INTO "ProgramLimits" VALUES ($event, -1, 10, 120, 150, 10)`],
    [
      'ProgramEdit_number_positive',
      `INSERT INTO "ProgramEdit" VALUES ($event, 0, 'x', '{}', NULL, now(), 'job')`,
    ],
    [
      'ProgramEdit_undoes_an_earlier_one',
      `INSERT INTO "ProgramEdit" VALUES ($event, 98, 'x', '{}', NULL, now(), 'job'), ($event, 97, 'x', '{}', 98, now(), 'job')`,
    ],
    [
      'ProgramEdit_changes_by_kind',
      `INSERT INTO "ProgramEdit" VALUES ($event, 99, 'x', '[]', NULL, now(), 'job')`,
    ],
    ['ProgramEdit_never_changed', `UPDATE "ProgramEdit" SET changes = '{}' WHERE "eventId" = $event`],
    [
      'ScheduledRelease_waivers_known',
      `INSERT INTO "ScheduledRelease" ("eventId", at, waivers, "actorKind") VALUES ($event, now(), '{}', 'job')`,
    ],
    ['Release_never_changed', `UPDATE "Release" SET snapshot = '{}' WHERE "eventId" = $event`],
    ['ReleaseSlot_never_changed', `DELETE FROM "ReleaseSlot" WHERE "eventId" = $event`],
    [
      'ReleaseSlot_ends_after_start',
      `INSERT INTO "ReleaseSlot" SELECT $event, id, $session, NULL, now(), now() FROM "Release" WHERE "eventId" = $event`,
    ],
    [
      'ReleaseSlot_no_room_overlap',
      `WITH r AS (INSERT INTO "Release" ("eventId", id, number, snapshot, changes, waivers) VALUES ($event, gen_random_uuid(), 99, '{}', '[]', '[]') RETURNING id),
            room AS (SELECT id FROM "Room" WHERE "eventId" = $event LIMIT 1)
       INSERT INTO "ReleaseSlot" SELECT $event, r.id, s.id, room.id, now(), now() + interval '1 hour' FROM r, room, "Session" s WHERE s."eventId" = $event`,
    ],
  ],
  json: {
    'ProgramEdit.changes': 'format',
    'Release.changes': 'format',
    'Release.snapshot': 'format',
    'Release.waivers': 'format',
    'ScheduledRelease.waivers': 'format',
    'Availability.windows': 'of the row as it is now: a migration changes it',
    'Room.name': 'texts',
    'Room.windows': 'of the row as it is now: a migration changes it',
    'Session.abstract': 'texts',
    'Session.joinLinks': 'of the row as it is now: a migration changes it',
    'Session.title': 'texts',
    'SessionItem.title': 'texts',
    'Track.name': 'texts',
  },
} satisfies NounTests;
