import {
  aPart,
  accountOf,
  asSpeaker,
  inEvent,
  keynote,
  line,
  lines,
  ofEvent,
  once,
  smith,
  upload,
  type NounTests,
  type Opening,
  type Scene,
} from '@plenary/testing/api';
import { anEvent } from '@plenary/testing';
import { invitedProgram } from './invited-program.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const windows = [{ startsAt: '2026-11-24T00:00:00Z', endsAt: '2026-11-24T09:00:00Z' }];

const invited: Opening = async (api) => {
  const ctx = await anEvent(api.operator, { program: invitedProgram });
  return { api, ctx, caller: await aPart(ctx) };
};

async function ownAppearance(scene: Scene) {
  const session = await keynote(scene);
  const { id } = await scene.ctx.db.appearance.findFirstOrThrow({ where: { sessionId: session.id } });
  return { appearanceId: id, version: session.version };
}

const material = (scene: Scene) => scene.ctx.db.material.findFirstOrThrow(ofEvent(scene));

/** An upload of the speaker's that no material has used. */
async function freshUpload(scene: Scene): Promise<string> {
  const where = { eventId: scene.ctx.event.id, usedAt: null };
  const unused = await scene.ctx.db.upload.findFirst({ where });
  if (unused !== null) return unused.id;
  return (await upload(scene, 'material', 'application/pdf', '%PDF-1.7\n%%EOF\n')).uploadId;
}

const withUpload: Opening = async (api) => {
  const scene = await asSpeaker(api);
  await freshUpload(scene);
  return scene;
};

/** Each a scene of its own: what was removed is in no other. */
const withMaterial = (): Opening => async (api) => {
  const scene = await asSpeaker(api);
  const { id: sessionId } = await keynote(scene);
  const { id: personId } = await smith(scene);
  const file = { mediaType: 'application/pdf', bytes: 1, sha256: '0'.repeat(64), storageKey: 'none' };
  const row = { eventId: scene.ctx.event.id, sessionId, personId, title: 'Slides', ...file };
  await scene.ctx.db.material.create({ data: { ...row, kind: 'SLIDES' } });
  return scene;
};

export default {
  mutations: {
    updateProfile: {
      texts: { title: line(100), biography: lines(3_000), needs: lines(2_000) },
      open: asSpeaker,
      input: async (scene) => ({ version: (await smith(scene)).version }),
      stored: smith,
    },
    addMaterial: {
      texts: { title: line(200) },
      open: withUpload,
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
      isFollowedByNobody: true,
    },
    updateMaterial: {
      texts: { title: line(200) },
      open: withMaterial(),
      input: async (scene) => ({ materialId: (await material(scene)).id }),
      stored: material,
      isFollowedByNobody: true,
    },
    removeMaterial: {
      open: withMaterial(),
      input: async (scene) => ({ materialId: (await material(scene)).id }),
      isFollowedByNobody: true,
    },
    claimPart: {
      open: inEvent,
      async input(scene) {
        const [, token] = (await aPart(scene.ctx)).split('=');
        return { token };
      },
      isFollowedByNobody: true,
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
      isFollowedByNobody: true,
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
      isFollowedByNobody: true,
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
  },
} satisfies NounTests;
