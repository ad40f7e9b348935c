import { randomUUID } from 'node:crypto';
import { updateTurn } from '@plenary/minutes';
import type { EventCtx } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';
import { editProgram } from '@plenary/program';
import { aReleasedEvent, anEvent } from '@plenary/testing';
import { z } from 'zod';
import { aPart, headersOf, type TestApi } from './kit.js';
import { aDraft } from './minutes-kit.js';

/** Where an operation is tried: an event of its own, with somebody who may. */
export interface Scene {
  readonly api: TestApi;
  readonly ctx: EventCtx;
  /** A cookie. */
  readonly caller: string;
}

/** Makes a scene. */
export type Opening = (api: TestApi) => Promise<Scene>;

export function as(role: Role): Opening {
  return async (api) => {
    const ctx = await anEvent(api.operator);
    return { api, ctx, caller: await api.signedIn(role, role === 'ADMIN' ? null : ctx) };
  };
}

export const asEditor = as('PROGRAM_EDITOR');
export const asOrganiser = as('ORGANISER');

/** Somebody who may, in an event that has one. */
export function withOne(make: (ctx: EventCtx) => Promise<unknown>): Opening {
  return async (api) => {
    const ctx = await aReleasedEvent(api.operator);
    await make(ctx);
    return { api, ctx, caller: await api.signedIn('ORGANISER', ctx) };
  };
}

export const withTrack = withOne((ctx) => editProgram(ctx, 'createTrack', { name: { en: 'Track' } }));
export const withDraft = withOne((ctx) => aDraft(ctx));

export const asSpeaker: Opening = async (api) => {
  const ctx = await anEvent(api.operator);
  const scene = { api, ctx, caller: await aPart(ctx) };
  await freshUpload(scene);
  return scene;
};

/** The last row of its kind in the event. */
export const ofEvent = ({ ctx }: Scene) =>
  ({ where: { eventId: ctx.event.id }, orderBy: { id: 'desc' } }) as const;
const keyed = (name: string) => (scene: Scene) => ({ where: { eventId: scene.ctx.event.id, key: name } });

export const eventOf = (scene: Scene) =>
  scene.ctx.db.event.findUniqueOrThrow({ where: { id: scene.ctx.event.id }, include: { series: true } });
export const smith = (scene: Scene) => scene.ctx.db.person.findFirstOrThrow(keyed('smith')(scene));
export const keynote = (scene: Scene) => scene.ctx.db.session.findFirstOrThrow(keyed('keynote')(scene));
export const room = (scene: Scene) => scene.ctx.db.room.findFirstOrThrow(ofEvent(scene));
export const track = (scene: Scene) => scene.ctx.db.track.findFirstOrThrow(ofEvent(scene));
export const turn = (scene: Scene) => scene.ctx.db.turn.findFirstOrThrow(ofEvent(scene));
export const edition = (scene: Scene) => scene.ctx.db.edition.findFirstOrThrow(ofEvent(scene));
export const material = (scene: Scene) => scene.ctx.db.material.findFirstOrThrow(ofEvent(scene));
export const webhook = (scene: Scene) => scene.ctx.db.webhook.findFirstOrThrow(ofEvent(scene));

const kept = z.object({ content: z.array(z.object({ reason: z.string() })) });

/** Waivers as a row keeps them, without their format. */
export const waiversOf = ({ waivers }: { readonly waivers: unknown }) => kept.parse(waivers).content;

let count = 0;

/** One that no other row has. */
export const newKey = (): string => `hostile-${String((count += 1))}`;
export const once = () => ({ clientKey: randomUUID() });

export async function atKeynote(scene: Scene) {
  const { id, version } = await keynote(scene);
  return { sessionId: id, version };
}

/** An upload of the speaker's that no material has used. */
export async function freshUpload({ api, ctx, caller }: Scene): Promise<string> {
  const unused = await ctx.db.upload.findFirst({ where: { eventId: ctx.event.id, usedAt: null } });
  if (unused !== null) return unused.id;
  const { id }: { id: string } = (
    await api.api.server.inject({
      method: 'POST',
      url: '/uploads?purpose=material',
      headers: { ...headersOf(caller), 'content-type': 'application/pdf' },
      payload: '%PDF-1.7\n%%EOF\n',
    })
  ).json();
  return id;
}

/** The edition in work, as a draft: an approved one is edited first. */
export async function draft(scene: Scene) {
  if ((await edition(scene)).state === 'APPROVED') {
    const { id: turnId, version } = await turn(scene);
    await updateTurn(scene.ctx, { turnId, version, paragraphs: [`Good morning ${String(version)}.`] });
  }
  const { id: editionId, version } = await edition(scene);
  return { editionId, version };
}

const findings = z.object({
  event: z.object({ editions: z.array(z.object({ findings: z.array(z.object({ id: z.string() })) })) }),
});

/** The id of something that the checks find in the minutes. */
export async function anyFinding({ api, ctx, caller }: Scene): Promise<string> {
  const document = 'query ($slug: String!) { event(slug: $slug) { editions { findings { id } } } }';
  const { data } = await api.graphql(document, { slug: ctx.event.slug }, caller);
  return findings.parse(data).event.editions[0]?.findings[0]?.id ?? '';
}
