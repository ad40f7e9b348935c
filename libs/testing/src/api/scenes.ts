import { randomUUID } from 'node:crypto';
import type { EventCtx } from '@plenary/platform';
import type { Role } from '@plenary/platform/access';
import { z } from 'zod';
import { aPerson, aReleasedEvent, anEvent } from '../factories.js';
import { aPart, headersOf } from './headers.js';
import { operationsOf } from './operations-of.js';
import type { TestApi } from './test-api.js';

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

/** An organiser, in a released event that has something. */
export function withOne(make: (ctx: EventCtx) => Promise<unknown>): Opening {
  return async (api) => {
    const ctx = await aReleasedEvent(api.operator);
    await make(ctx);
    return { api, ctx, caller: await api.signedIn('ORGANISER', ctx) };
  };
}

/** An organiser, in a released event whose speaker can be written to. */
export const inEvent: Opening = async (api) => {
  const people = [aPerson('tanaka'), aPerson('smith', { email: 'smith@example.org' })];
  const ctx = await aReleasedEvent(api.operator, { people });
  return { api, ctx, caller: await api.signedIn('ORGANISER', ctx) };
};

/** A speaker with a part, by the link of it, in an event that is not released. */
export const asSpeaker: Opening = async (api) => {
  const ctx = await anEvent(api.operator);
  const caller = await aPart(ctx);
  // The first use of a link is noted with it.
  await api.graphql('{ events { id } }', {}, caller);
  return { api, ctx, caller };
};

/** The last row of its kind in the event. */
export const ofEvent = ({ ctx }: Scene) =>
  ({ where: { eventId: ctx.event.id }, orderBy: { id: 'desc' } }) as const;

const keyed = (scene: Scene, key: string) => ({ where: { eventId: scene.ctx.event.id, key } });
export const smith = (scene: Scene) => scene.ctx.db.person.findFirstOrThrow(keyed(scene, 'smith'));
export const keynote = (scene: Scene) => scene.ctx.db.session.findFirstOrThrow(keyed(scene, 'keynote'));

export async function atKeynote(scene: Scene) {
  const { id, version } = await keynote(scene);
  return { sessionId: id, version };
}

let count = 0;

/** One that no other row has. */
export const newKey = (): string => `hostile-${String((count += 1))}`;
export const once = () => ({ clientKey: randomUUID() });
export const none = async (): Promise<object> => ({});

/** Sends a file. @returns what names it afterwards */
export async function upload(
  { api, caller }: Scene,
  purpose: string,
  type: string,
  payload: string | Buffer,
): Promise<{ uploadId: string }> {
  const response = await api.api.server.inject({
    method: 'POST',
    url: `/uploads?purpose=${purpose}`,
    headers: { ...headersOf(caller), 'content-type': type },
    payload,
  });
  const { id }: { id: string } = response.json();
  return { uploadId: id };
}

const viewer = z.object({ viewer: z.object({ id: z.string(), email: z.string() }) });

/** The caller's own. */
export async function accountOf({ api, caller }: Scene) {
  const { data } = await api.graphql('{ viewer { id email } }', {}, caller);
  return viewer.parse(data).viewer;
}

/** Has the caller do something before. @returns what was asked of its answer */
export async function before(
  { api, ctx, caller }: Scene,
  operation: string,
  input: object,
  fields = '',
): Promise<unknown> {
  const type = operationsOf(api, 'Mutation').find(({ name }) => name === operation)?.args[0]?.type;
  const document = `mutation ($input: ${String(type)}) { ${operation}(input: $input) ${fields} }`;
  const { data } = await api.graphql(document, { input: { event: ctx.event.slug, ...input } }, caller);
  return data?.[operation];
}

const kept = z.object({ content: z.array(z.object({ reason: z.string() })) });

/** Waivers as a row keeps them, without their format. */
export const waiversOf = ({ waivers }: { readonly waivers: unknown }) => kept.parse(waivers).content;
