import { timingSafeEqual } from 'node:crypto';
import { enterEvent, hashToken, isId, notFound, type Ctx, type EventCtx, type Keys } from '@plenary/platform';
import { findEvent } from '../data/events.js';
import { addUnsubscription, isUnsubscribed } from '../data/unsubscriptions.js';
import type { Event } from '../domain/event.js';

/** An address as it is kept: of one event, so that it can't be followed through several. */
function addressHash({ services, event }: EventCtx, address: string): string {
  return hashToken(services.keys, `unsubscribed from ${event.id} ${address.toLowerCase()}`);
}

function signature(keys: Keys, eventId: string, hash: string): string {
  return hashToken(keys, `unsubscribe ${eventId} ${hash}`);
}

/**
 * Where a click ends the mails of the event to this address that are not essential. Nothing is kept until then.
 * @param language of the page
 */
export function unsubscribeUrl(ctx: EventCtx, address: string, language: string): string {
  const { settings, keys } = ctx.services;
  const hash = addressHash(ctx, address);
  const token = [ctx.event.id, hash, signature(keys, ctx.event.id, hash)].join('.');
  return `${settings.publicUrl}/unsubscribe?token=${token}&language=${language}`;
}

/** The event and the address's hash of a token. */
async function readToken(ctx: Ctx, token: string): Promise<{ event: Event; hash: string }> {
  const [eventId = '', hash = '', signed = ''] = token.split('.');
  const [given, right] = [Buffer.from(signed), Buffer.from(signature(ctx.services.keys, eventId, hash))];
  const isOurs = given.length === right.length && timingSafeEqual(given, right);
  const event = isOurs && isId(eventId) ? await findEvent(ctx, eventId) : null;
  if (event === null) throw notFound('Page');
  return { event, hash };
}

/**
 * The event that a token is about, for who is asked whether they mean it.
 * @throws {Refusal} NOT_FOUND for a token that is not ours
 */
export async function findUnsubscribing(ctx: Ctx, token: string): Promise<Event> {
  return (await readToken(ctx, token)).event;
}

/**
 * Ends the mails of an event to an address that are not essential; a repeat changes nothing.
 * @throws {Refusal} NOT_FOUND for a token that is not ours
 */
export async function unsubscribe(ctx: Ctx, token: string): Promise<Event> {
  const { event, hash } = await readToken(ctx, token);
  await addUnsubscription(enterEvent(ctx, event), hash);
  return event;
}

/** Whether the address wants no more mail of this event that is not essential. */
export async function hasUnsubscribed(ctx: EventCtx, address: string): Promise<boolean> {
  return isUnsubscribed(ctx, addressHash(ctx, address));
}
