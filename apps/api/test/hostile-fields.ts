import { createWebhook } from '@plenary/webhooks';
import { stepUp } from './callers.js';
import {
  anyFinding,
  as,
  asEditor,
  asOrganiser,
  asSpeaker,
  atKeynote,
  draft,
  edition,
  eventOf,
  freshUpload,
  keynote,
  material,
  newKey,
  ofEvent,
  once,
  room,
  smith,
  track,
  turn,
  waiversOf,
  webhook,
  withDraft,
  withOne,
  withTrack,
  type Opening,
  type Scene,
} from './hostile-scenes.js';
import type { TextField } from './hostile-texts.js';
import { aDraft } from './minutes-kit.js';

/** A mutation that takes texts, and how it is tried. */
export interface TextOperation {
  /** What it takes, by its place in the input. */
  readonly texts: Readonly<Record<string, TextField>>;
  readonly open: Opening;
  /** What it needs besides the texts. */
  readonly input: (scene: Scene) => Promise<object>;
  /** What the texts stand in afterwards, in the same places. */
  readonly stored: (scene: Scene) => Promise<unknown>;
}

const line = (longest: number): TextField => ({ longest, shortest: 1, lines: false });
const lines = (longest: number): TextField => ({ longest, shortest: 1, lines: true });
const reason: TextField = { longest: 500, shortest: 3, lines: false };

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
const profileTexts = { title: line(100), biography: lines(3_000), needs: lines(2_000) };
const personTexts = {
  ...profileTexts,
  familyName: line(100),
  givenName: line(100),
  post: line(200),
  organisation: line(200),
};
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

/** Every mutation that takes texts. */
export const textOperations: Readonly<Record<string, TextOperation>> = {
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
  updateProfile: {
    texts: profileTexts,
    open: asSpeaker,
    input: async (scene) => ({ version: (await smith(scene)).version }),
    stored: smith,
  },
  addMaterial: {
    texts: { title: line(200) },
    open: asSpeaker,
    input: async (scene) => ({
      ...once(),
      sessionId: (await keynote(scene)).id,
      uploadId: await freshUpload(scene),
    }),
    stored: async (scene) => {
      const added = await material(scene);
      // A person has only so many.
      await scene.ctx.db.material.deleteMany({ where: { id: added.id } });
      return added;
    },
  },
  updateMaterial: {
    texts: { title: line(200) },
    open: async (api) => {
      const scene = await asSpeaker(api);
      const { id: sessionId } = await keynote(scene);
      const { id: personId } = await smith(scene);
      const file = { mediaType: 'application/pdf', bytes: 1, sha256: '0'.repeat(64), storageKey: 'none' };
      const row = { eventId: scene.ctx.event.id, sessionId, personId, title: 'Slides', ...file };
      await scene.ctx.db.material.create({ data: { ...row, kind: 'SLIDES' } });
      return scene;
    },
    input: async (scene) => ({ materialId: (await material(scene)).id }),
    stored: material,
  },
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
  createSession: {
    texts: sessionTexts,
    open: asEditor,
    input: async () => once(),
    stored: (scene) => scene.ctx.db.session.findFirstOrThrow(ofEvent(scene)),
  },
  updateSession: { texts: sessionTexts, open: asEditor, input: atKeynote, stored: keynote },
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
  releaseProgram: {
    texts: reasons,
    open: asOrganiser,
    input: async () => waived,
    stored: async (scene) => ({
      waivers: waiversOf(await scene.ctx.db.release.findFirstOrThrow(ofEvent(scene))),
    }),
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
  createWebhook: {
    texts: { description: line(200) },
    open: asOrganiser,
    input: async () => ({ ...once(), url: 'https://example.org/hook' }),
    stored: async (scene) => {
      const made = await webhook(scene);
      // An event has only so many.
      await scene.ctx.db.webhook.deleteMany({ where: { id: made.id } });
      return made;
    },
  },
  updateWebhook: {
    texts: { description: line(200) },
    open: withOne((ctx) =>
      createWebhook(ctx, {
        ...once(),
        url: 'https://example.org/',
        description: 'A hook',
        kinds: ['PROGRAM_RELEASED'],
      }),
    ),
    input: async (scene) => {
      const { id, version } = await webhook(scene);
      return { webhookId: id, version };
    },
    stored: webhook,
  },
  createApiToken: {
    texts: { name: line(80) },
    open: async (api) => {
      const scene = await asOrganiser(api);
      await stepUp(api, scene.caller);
      return scene;
    },
    input: async () => ({ event: null, expiresAt: '2026-12-24T00:00:00Z' }),
    stored: async ({ ctx }) => {
      const made = await ctx.db.apiToken.findFirstOrThrow({ orderBy: { id: 'desc' } });
      // An account has only so many.
      await ctx.db.apiToken.deleteMany({ where: { id: made.id } });
      return made;
    },
  },
  submitQuestion: {
    texts: { text: lines(1_000), askerName: line(100), askerAffiliation: line(200) },
    open: asOrganiser,
    input: async (scene) => ({ ...once(), sessionId: (await keynote(scene)).id }),
    stored: async (scene) => {
      const { text, asker } = await scene.ctx.db.question.findFirstOrThrow({
        ...ofEvent(scene),
        include: { asker: true },
      });
      return { text, askerName: asker.name, askerAffiliation: asker.affiliation };
    },
  },
  updateTurn: {
    texts: { 'paragraphs[]': lines(20_000) },
    open: withDraft,
    input: async (scene) => {
      const { id, version } = await turn(scene);
      return { turnId: id, version };
    },
    stored: turn,
  },
  waiveFinding: {
    texts: { reason },
    open: withOne((ctx) => aDraft(ctx, [['Nobody we know', 'Good morning.']])),
    input: async (scene) => ({ ...(await draft(scene)), findingId: await anyFinding(scene) }),
    stored: async (scene) => waiversOf(await edition(scene))[0],
  },
  approveEdition: {
    texts: { reason },
    open: withDraft,
    input: draft,
    stored: async (scene) => ({ reason: (await edition(scene)).approvalReason }),
  },
};
