import { createApiToken, createSignInLinkFor, grantRole, signIn } from '@plenary/identity';
import { approveEdition } from '@plenary/minutes';
import { editProgram, releaseProgram } from '@plenary/program';
import { aPerson, aProgram, aReleasedEvent, anEvent } from '@plenary/testing';
import { createWebhook, sendTestMessage } from '@plenary/webhooks';
import { z } from 'zod';
import { stepUp } from './callers.js';
import { textOperations } from './hostile-fields.js';
import {
  as,
  asEditor,
  asOrganiser,
  asSpeaker,
  atKeynote,
  edition,
  keynote,
  material,
  newKey,
  once,
  smith,
  withOne,
  withTrack,
  type Opening,
  type Scene,
} from './hostile-scenes.js';
import { operationsOf } from './hostile-trials.js';
import { aPart, headersOf, type TestApi } from './kit.js';
import { aDraft } from './minutes-kit.js';

/** How a mutation succeeds. */
export interface Deed {
  readonly open: Opening;
  /** What it needs besides samples of what the schema asks for. */
  readonly input: (scene: Scene) => Promise<object>;
  /** What a repeat says otherwise, besides the version. */
  readonly again?: (scene: Scene) => Promise<object>;
  /** Each call does something new, so that there is no repeat. */
  readonly isNewEachTime?: true;
}

const none = async (): Promise<object> => ({});
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function upload({ api, caller }: Scene, purpose: string, type: string, payload: string | Buffer) {
  const response = await api.api.server.inject({
    method: 'POST',
    url: `/uploads?purpose=${purpose}`,
    headers: { ...headersOf(caller), 'content-type': type },
    payload,
  });
  const { id }: { id: string } = response.json();
  return { uploadId: id };
}

/** An event in which much has happened, with its organiser. */
const inEvent: Opening = async (api) => {
  const people = [aPerson('tanaka'), aPerson('smith', { email: 'smith@example.org' })];
  const ctx = await aReleasedEvent(api.operator, { people });
  return { api, ctx, caller: await api.signedIn('ORGANISER', ctx) };
};

const aSecondWay: Opening = async (api) => {
  const scene = await asOrganiser(api);
  const { email } = await accountOf(scene);
  await signIn(api.operator, await secret(api, email));
  return scene;
};

async function secret(api: TestApi, email: string): Promise<string> {
  return new URL(await createSignInLinkFor(api.operator, email)).hash.slice(1);
}

const administrator: Opening = async (api) => {
  const scene = await as('ADMIN')(api);
  await stepUp(api, scene.caller);
  return scene;
};
const organiser: Opening = async (api) => {
  const scene = await inEvent(api);
  await stepUp(api, scene.caller);
  return scene;
};

const viewer = z.object({ viewer: z.object({ id: z.string(), email: z.string() }) });

async function accountOf({ api, caller }: Scene) {
  const { data } = await api.graphql('{ viewer { id email } }', {}, caller);
  return viewer.parse(data).viewer;
}

const invited: Opening = async (api) => {
  const { sessions = [], ...rest } = aProgram();
  const program = {
    ...rest,
    sessions: sessions.map(({ appearances = [], ...session }) => ({
      ...session,
      appearances: appearances.map((appearance) => ({ ...appearance, state: 'INVITED' as const })),
    })),
  };
  const ctx = await anEvent(api.operator, { program });
  return { api, ctx, caller: await aPart(ctx) };
};

async function ownAppearance(scene: Scene) {
  const session = await keynote(scene);
  const { id } = await scene.ctx.db.appearance.findFirstOrThrow({ where: { sessionId: session.id } });
  return { appearanceId: id, version: session.version };
}

/** Has the caller do something before. @returns what was asked of its answer */
async function before(
  { api, ctx, caller }: Scene,
  operation: string,
  input: object,
  fields = '',
): Promise<unknown> {
  const type = operationsOf(api, 'Mutation').find(({ name: one }) => one === operation)?.args[0]?.type;
  const document = `mutation ($input: ${String(type)}) { ${operation}(input: $input) ${fields} }`;
  const { data } = await api.graphql(document, { input: { event: ctx.event.slug, ...input } }, caller);
  return data?.[operation];
}

const row = z.object({ id: z.string(), version: z.int() });

async function question(scene: Scene, channel: 'ROOM' | 'ONLINE') {
  const asked = {
    ...once(),
    sessionId: (await keynote(scene)).id,
    channel,
    text: 'Why?',
    language: 'en',
    displayPolicy: 'NAME',
    askerName: 'Somebody',
  };
  const { id, version } = row.parse(await before(scene, 'submitQuestion', asked, '{ id version }'));
  return { questionId: id, version };
}

const made = async ({ ctx }: Scene): Promise<string> =>
  (
    await createWebhook(ctx, {
      ...once(),
      url: 'https://example.org/',
      description: 'A hook',
      kinds: ['PROGRAM_RELEASED'],
    })
  ).webhook.id;

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

const others: Readonly<Record<string, Deed>> = {
  approveQuestion: { open: inEvent, input: (scene) => question(scene, 'ONLINE') },
  queueQuestion: {
    open: inEvent,
    async input(scene) {
      const seen = await question(scene, 'ONLINE');
      const approved = await before(scene, 'approveQuestion', seen, '{ id version }');
      return { ...seen, version: row.parse(approved).version };
    },
  },
  putOnStage: { open: asOrganiser, input: (scene) => question(scene, 'ROOM') },
  recordAnswer: {
    open: withOne(none),
    async input(scene) {
      const { questionId } = await question(scene, 'ROOM');
      const where = { eventId_id: { eventId: scene.ctx.event.id, id: questionId } };
      await scene.ctx.db.question.update({ where, data: { state: 'ASKED', askedOrder: 100 } });
      const { version } = await scene.ctx.db.question.findUniqueOrThrow({ where });
      return { questionId, version, personId: (await smith(scene)).id };
    },
  },
  assignSpeaker: {
    open: withOne((ctx) => aDraft(ctx, [['Nobody we know', 'Good morning.']])),
    input: async (scene) => ({ label: 'Nobody we know', personId: (await smith(scene)).id }),
  },
  draftMinutes: { open: withOne((ctx) => aDraft(ctx)), input: none, isNewEachTime: true },
  importTranscript: {
    open: inEvent,
    input: (scene) =>
      upload(
        scene,
        'transcript',
        'text/vtt',
        'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\n<v Colonel Smith>Hello.\n',
      ),
  },
  publishEdition: {
    open: withOne((ctx) => aDraft(ctx)),
    async input(scene) {
      const { id: editionId, version } = await edition(scene);
      const seen = { editionId, version, reason: 'a test', waiveAll: null };
      return { editionId, version: (await approveEdition(scene.ctx, seen)).version };
    },
  },
  cancelScheduledRelease: {
    open: asOrganiser,
    async input(scene) {
      await before(scene, 'scheduleRelease', { at: '2026-11-25T00:00:00Z' }, '{ at }');
      return {};
    },
  },
  claimPart: {
    open: inEvent,
    async input(scene) {
      const [, token] = (await aPart(scene.ctx)).split('=');
      return { token };
    },
  },
  releasePart: {
    open: inEvent,
    async input(scene) {
      const { id } = await smith(scene);
      const { id: accountId } = await accountOf(scene);
      await scene.ctx.db.person.update({
        where: { eventId_id: { eventId: scene.ctx.event.id, id } },
        data: { accountId },
      });
      return { personId: id };
    },
  },
  revokePartLink: {
    open: inEvent,
    async input(scene) {
      await aPart(scene.ctx);
      return { linkId: (await scene.ctx.db.link.findFirstOrThrow({ orderBy: { id: 'desc' } })).id };
    },
  },
  sendPartLinks: {
    open: inEvent,
    input: async (scene) => ({ ...once(), personIds: [(await smith(scene)).id] }),
  },
  confirmAppearance: { open: invited, input: ownAppearance },
  declineAppearance: { open: invited, input: ownAppearance },
  setConsent: {
    open: invited,
    input: async (scene) => ({ ...(await ownAppearance(scene)), mayRecord: true }),
  },
  setOwnAvailability: { open: invited, input: async () => ({ version: 0, windows }) },
  setPhotograph: {
    open: invited,
    input: async (scene) => ({
      ...(await upload(scene, 'photograph', 'image/png', png)),
      version: (await smith(scene)).version,
    }),
  },
  removeMaterial: {
    open: (api) => (textOperations['updateMaterial']?.open ?? asSpeaker)(api),
    input: async (scene) => ({ materialId: (await material(scene)).id }),
  },
  confirmIdentity: { open: asOrganiser, input: none, isNewEachTime: true },
  signOutEverywhere: { open: aSecondWay, input: none },
  endAccountSession: {
    open: aSecondWay,
    async input({ ctx }) {
      return { sessionId: (await ctx.db.accountSession.findFirstOrThrow({ orderBy: { id: 'desc' } })).id };
    },
  },
  revokeLink: {
    open: aSecondWay,
    async input(scene) {
      await secret(scene.api, (await accountOf(scene)).email);
      return { linkId: (await scene.ctx.db.link.findFirstOrThrow({ orderBy: { id: 'desc' } })).id };
    },
  },
  revokeApiToken: {
    open: asOrganiser,
    async input(scene) {
      const { token } = await createApiToken(scene.ctx, {
        accountId: (await accountOf(scene)).id,
        name: 'A token',
        scopes: ['event.view'],
        expiresAt: new Date(scene.ctx.services.clock.now().getTime() + 86_400_000),
      });
      return { tokenId: token.id };
    },
  },
  grantAdministrator: { open: administrator, input: async () => ({ email: 'new@example.org' }) },
  revokeAdministrator: {
    open: administrator,
    async input({ api }) {
      await grantRole(api.operator, { email: 'old@example.org', role: 'ADMIN', eventId: null });
      return { email: 'old@example.org' };
    },
  },
  grantRole: { open: organiser, input: async () => ({ email: 'door@example.org', role: 'DOOR' }) },
  revokeRole: {
    open: organiser,
    async input({ api, ctx }) {
      const given = { email: 'viewer@example.org', role: 'VIEWER' };
      await grantRole(api.operator, { ...given, eventId: ctx.event.id });
      return given;
    },
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
  moveSession: {
    open: asEditor,
    input: async (scene) => ({
      ...(await atKeynote(scene)),
      startsAt: '2026-11-24T00:30:00Z',
      endsAt: '2026-11-24T00:45:00Z',
    }),
  },
  previewEdit: {
    open: asEditor,
    input: async ({ ctx }) => ({
      createRoom: { ...once(), event: ctx.event.slug, name: [{ language: 'en', text: 'Attic' }] },
    }),
  },
  removeRoom: {
    open: toRemove,
    async input(scene) {
      const { id: roomId, version } = await added(scene, 'createRoom', name);
      return { roomId, version };
    },
  },
  removeTrack: {
    open: toRemove,
    async input(scene) {
      const { id: trackId, version } = await added(scene, 'createTrack', name);
      return { trackId, version };
    },
  },
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
  undoProgramEdit: {
    open: toRemove,
    input: async ({ ctx }) => ({ edit: (await editProgram(ctx, 'createRoom', name)).number }),
  },
  setAppearances: {
    open: asEditor,
    input: async (scene) => ({
      ...(await atKeynote(scene)),
      appearances: [{ personId: (await smith(scene)).id, role: 'SPEAKER' }],
    }),
  },
  setAvailability: {
    open: asEditor,
    input: async (scene) => ({ personId: (await smith(scene)).id, version: 0, windows }),
  },
  setMembers: {
    open: withTrack,
    async input(scene) {
      const group = { kind: 'WORKING_GROUP', name: { en: 'Group' } };
      const { id: trackId, version } = await added(scene, 'createTrack', group);
      return { trackId, version, members: [{ personId: (await smith(scene)).id }] };
    },
  },
  setProgramLimits: { open: asEditor, input: async () => ({ version: 0, walk: 7 }) },
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
  },
  retryJob: {
    open: inEvent,
    async input({ ctx }) {
      const row = { job: 'mail-notice', payload: {}, eventId: ctx.event.id, failedAt: new Date() };
      return { jobId: (await ctx.db.outbox.create({ data: row })).id };
    },
  },
  deleteWebhook: { open: inEvent, input: async (scene) => ({ webhookId: await made(scene) }) },
  rotateWebhookSecret: {
    open: inEvent,
    input: async (scene) => ({ ...once(), webhookId: await made(scene) }),
  },
  sendTestMessage: { open: inEvent, input: async (scene) => ({ webhookId: await made(scene) }) },
  resendMessage: {
    open: inEvent,
    async input(scene) {
      const { id } = await sendTestMessage(scene.ctx, { webhookId: await made(scene) });
      const where = { eventId_id: { eventId: scene.ctx.event.id, id } };
      await scene.ctx.db.webhookMessage.update({ where, data: { state: 'FAILED', failure: 'TIMEOUT' } });
      return { messageId: id };
    },
  },
};

const newEachTime = new Set(['createApiToken', 'releaseProgram']);

/** Every mutation of the schema, and how it succeeds. */
export const deeds: Readonly<Record<string, Deed>> = {
  ...Object.fromEntries(
    Object.entries(textOperations).map(([operation, deed]) => [
      operation,
      newEachTime.has(operation) ? { ...deed, isNewEachTime: true } : deed,
    ]),
  ),
  ...others,
};
